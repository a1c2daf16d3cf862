/** The languages of procedures that this release reads, oldest first ([adr/43](../../docs/adr/0043-languages-of-procedures.md)). */
export const languages = [1, 2] as const
export type Language = (typeof languages)[number]
const [first, ...named] = languages
/** Those that a procedure names: without one it is written in the first. */
export const namedLanguages = named
/** The language in which a procedure is written; one that names none is written in the first. */
export const languageOf = ({ language }: { language?: Language | undefined }): Language => language ?? first
