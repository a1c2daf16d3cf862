import { erasedWords } from '../../machines/text/erased-words.ts'

/** How the row of a person stands who was erased: nobody can sign in by it. */
export const erasedPerson = (id: string) => ({
  username: `erased-${id}`,
  name: erasedWords,
  position: '',
  passwordHash: '',
  disabled: 1,
})
