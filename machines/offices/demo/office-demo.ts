import type { RichText } from '../../text/rich-text.ts'
import type { DemoCalendar } from './calendar.ts'

/** One thing that one of the demo people does: `who` follows the office in the username, `data` is the event's. */
export type Happening = { who: string; type: string; data?: Record<string, unknown> }
export type WalkOptions = {
  /** The owner, and the director of the owner's group. */
  owner: string
  groupDirector: string
  officeDirector: string
  /** The last day of publication (YYYY-MM-DD), where the chart asks for one. */
  until?: string | undefined
  contact: string
  /** Where the procedure asks for an album. */
  pictures?: DemoPicture[]
}

/** A picture of the demo: a drawing in one colour. A draft may still lack its texts. */
export type DemoPicture = { name: string; colour: string; alt?: string; caption?: string }

/** What an office has in demo mode: its own document, published through its own chart, and everyday matters. */
export type OfficeDemo = {
  /** The document as a request for its publication; its text is put together from `clauses.ts` in the office's folder. */
  document: {
    title: string
    category?: string
    source: string
    /** The day in Bangkok that the document bears; null where it bears none. */
    date: string | null
    /** Who did what in it, where the document shows its own people and capacities. */
    people?: Partial<WalkOptions>
    until?: (calendar: DemoCalendar) => string
  }
  /** Those who signed the document, by the post; everybody else is called by the post. */
  signatories: Record<string, string>
  /** Groups beyond the usual ones with an officer and a director, by the end of these people's usernames. */
  furtherGroups?: Record<string, string>
  /** Where a matter that names no channels is announced; absent where the form does not ask. */
  channels?: string[]
  /** The way from the first step to publication, event by event, as the office's chart has it. */
  walk: (options: WalkOptions) => Happening[]
  /** The same of its other procedures, by the last part of their ids. */
  furtherWalks?: Record<string, OfficeDemo['walk']>
  /** Beside the document. */
  matters: (calendar: DemoCalendar) => Matter[]
}

/** An everyday matter of an office that stands somewhere on its way. */
export type Matter = {
  owner: 'officer' | 'officer2' | 'officerLaw' | 'publicRelations'
  /** Of which procedure it is, by the last part of its id; of the publication if left out. */
  of?: string
  title: string
  body: string | RichText
  category?: string
  source: string
  channels?: string[]
  pictures?: DemoPicture[]
  /** The last day of publication, YYYY-MM-DD. */
  until?: string
  /** When it was begun. Two things are done each working day from then on. */
  workingDaysAgo: number
  /** How many events of the office's walk it has behind it, and what happened after them. */
  steps: number
  after?: Happening[]
}

/** The last words of each text of the demo: nothing in it may pass for a fact about a real office. */
export const isExample = '(ข้อความตัวอย่างของระบบสาธิต ไม่ใช่ข้อมูลจริงของสำนักงาน)'
/** A text that says that it is an example. */
export const example = (...paragraphs: string[]): string => [...paragraphs, isExample].join('\n\n')

/** What an event carries for `publishUntil`: nothing where no day was set. */
export const period = (until: string | undefined): { publishUntil?: string } =>
  until === undefined ? {} : { publishUntil: until }
