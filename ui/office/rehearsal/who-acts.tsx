import { roleTitle } from '../../../machines/procedure/titles.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { type Acting, rolesOf } from './acting.ts'
import { letterOf, ownersLetter, persons, usualPerson } from './rehearsed.ts'
import { useRehearsalWords } from './words.ts'

type WhoActsProps = { compiled: Compiled; acting: Acting; onChange: (acting: Acting) => void }

/** The role and the person who act next. */
export function WhoActs({ compiled, acting, onChange }: WhoActsProps) {
  const words = useRehearsalWords()
  const text = useText()
  const roles = rolesOf(compiled)
  // The owner is one person; every other role can be tried with anybody, the owner included.
  const people = acting.role === 'owner' ? [ownersLetter] : persons.slice(0, Math.max(4, roles.length + 1))
  return (
    <fieldset className="rehearsal-who">
      <legend>{words('who')}</legend>
      <SelectInput
        label={words('role')}
        value={acting.role}
        options={roles.map((role) => ({ id: role, label: text(roleTitle(compiled.procedure, role)) }))}
        onChange={(role) => onChange({ role, person: usualPerson(roles.slice(1), role) })}
      />
      <SelectInput
        label={words('person')}
        value={acting.person}
        options={people.map((person) => ({
          id: person,
          label: words(person === ownersLetter ? 'ownerIs' : 'personIs', { letter: letterOf(person) }),
        }))}
        onChange={(person) => onChange({ ...acting, person })}
      />
      <p className="rehearsal-muted">{words('personHelp')}</p>
    </fieldset>
  )
}
