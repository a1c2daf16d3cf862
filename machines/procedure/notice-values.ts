import type { Text } from './procedure.ts'

/**
 * Whom a notice can reach besides the roles, from the second language on: who acted, and the superior of either, who is the
 * head of the group or, of heads and of those without a group, of the office.
 */
export const furtherRecipients = ['actor', 'superiorOfActor', 'superiorOfOwner'] as const
export type FurtherRecipient = (typeof furtherRecipients)[number]
export const isFurtherRecipient = (whom: unknown): whom is FurtherRecipient =>
  furtherRecipients.some((one) => one === whom)

/** What the text of a notice can name besides fields, from the second language on: who acted, and the request's title. */
const facts: Record<string, Text> = {
  actor: { th: 'ผู้ดำเนินการ', en: 'who acted' },
  title: { th: 'ชื่อเรื่อง', en: 'title' },
}
export const noticeFacts: readonly string[] = Object.keys(facts)
/** What such a fact is called; undefined for a field. */
export const titleOfFact = (name: string): Text | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined

const named = /\{([a-zA-Z][a-zA-Z0-9_-]{0,63})\}/g

/** The values that the text of a notice names, as `{field}`, each once. */
export const valuesNamedIn = ({ th, en }: Text): string[] => [
  ...new Set([...`${th} ${en}`.matchAll(named)].flatMap(([, name = '']) => name)),
]

/** A text with its values in place; what has none stays as a dash. */
export const withValues = (text: Text, said: (name: string) => Text | undefined): Text => {
  const fill = (language: 'th' | 'en') =>
    text[language].replaceAll(named, (_, name: string) => said(name)?.[language] ?? '-')
  return { th: fill('th'), en: fill('en') }
}
