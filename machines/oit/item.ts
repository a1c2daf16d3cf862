/** ป.ป.ช., and สพฐ. for the offices and schools under it. */
export const assessors = ['nacc', 'obec'] as const
export type Assessor = (typeof assessors)[number]

/** The fiscal years (พ.ศ.) that can be asked for: from the first of which a list is known to one that no list reaches. */
export const firstOitYear = 2565
export const lastOitYear = 2700

/** What an assessor asks to be disclosed; `title` as the assessor words it. */
export type OitItem = { code: string; title: string }
/** `fiscalYear` is พ.ศ. */
export type OitList = { assessor: Assessor; fiscalYear: number; isComplete: boolean; items: OitItem[] }
