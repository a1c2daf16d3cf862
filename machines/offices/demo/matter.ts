import type { Happening } from './walks.ts'

/** An everyday matter of an office that stands somewhere on its way. */
export type Matter = {
  owner: 'officer' | 'officer2' | 'officerLaw' | 'publicRelations'
  title: string
  body: string
  category?: string
  source: string
  channels?: string[]
  /** The last day of publication, YYYY-MM-DD. */
  until?: string
  /** When it was begun. Two things are done each working day from then on. */
  workingDaysAgo: number
  /** How many events of the office's walk it has behind it, and what happened after them. */
  steps: number
  after?: Happening[]
}

/** A text that says that it is an example: nothing in the demo may pass for a fact about a real office. */
export const example = (...paragraphs: string[]): string =>
  [...paragraphs, '(ข้อความตัวอย่างของระบบสาธิต ไม่ใช่ข้อมูลจริงของสำนักงาน)'].join('\n\n')
