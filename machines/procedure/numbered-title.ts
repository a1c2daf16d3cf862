import type { Text } from './procedure.ts'

/** A kind of information, or a section of a law, by its number and title; what has no number, by its title. */
export const numberedTitle = ({ number, title }: { number: string; title: Text }): Text => ({
  th: `${number} ${title.th}`.trim(),
  en: `${number} ${title.en}`.trim(),
})
