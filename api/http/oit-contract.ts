import { z } from 'zod'
import { assessors, firstOitYear, lastOitYear } from '../../machines/oit/item.ts'
import { givenLine } from './given.ts'

const year = z.int().min(firstOitYear).max(lastOitYear)

export const oitQuerySchema = z.strictObject({
  assessor: z.enum(assessors).default('nacc'),
  /** A fiscal year (พ.ศ.); without one, that of today. */
  year: z.coerce.number().pipe(year).optional(),
})
export type OitQuery = z.infer<typeof oitQuerySchema>

export const oitFileQuerySchema = oitQuerySchema.extend({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: z.enum(['th', 'en']).default('th'),
})

const list = { assessor: z.enum(assessors), fiscalYear: year }
const item = { code: z.string(), title: z.string() }

/** Which list it is, and how far it is known. */
const listShape = {
  ...list,
  /** The fiscal year whose list stands in for that of the year asked for, where the product knows none; null: no list at all. */
  listOf: z.int().nullable(),
  isComplete: z.boolean(),
  /** The fiscal years that can be asked for, the latest first. */
  years: z.array(z.int()),
}

export const oitBoardSchema = z.strictObject({
  ...listShape,
  figures: z.strictObject({ items: z.int(), covered: z.int(), stale: z.int(), missing: z.int() }),
  items: z.array(
    z.strictObject({
      ...item,
      /** How it stands to the list that the product knows. */
      origin: z.enum(['listed', 'renamed', 'added']),
      /** `stale`: something serves it, of which all has ended or is from before the fiscal year. */
      coverage: z.enum(['covered', 'stale', 'missing']),
      explanation: z.string(),
      publications: z.array(
        z.strictObject({
          id: z.string(),
          request: z.string(),
          title: z.string(),
          /** Its public address, also where nothing is there any more. */
          url: z.string(),
          publishedAt: z.iso.datetime(),
          /** When what is shown was submitted, where that was after the publication: a correction. */
          correctedAt: z.iso.datetime().nullable(),
          endedAt: z.iso.datetime().nullable(),
          /** `earlier`: neither published nor corrected since the fiscal year began. */
          standing: z.enum(['current', 'ended', 'earlier']),
        }),
      ),
    }),
  ),
  /** What the office took out of the list. */
  removed: z.array(z.strictObject(item)),
  mayChangeList: z.boolean(),
})
export type OitBoard = z.infer<typeof oitBoardSchema>

export const oitItemChangeSchema = z.strictObject({
  ...list,
  /** As the assessor words it; null takes the item out of the list of this fiscal year. */
  title: givenLine(500).nullable(),
})
const explanation = z.string().max(2000)
export const oitExplanationSchema = z.strictObject({
  ...list,
  /** What stood there when it was written anew: what somebody else wrote meanwhile is not lost. */
  before: explanation,
  text: explanation,
})

export const servedItemsSchema = z.strictObject({
  ...listShape,
  items: z.array(z.strictObject({ ...item, serves: z.boolean() })),
  maySay: z.boolean(),
  /** Items of this fiscal year that nothing else serves: they are uncovered when the publication is taken down. */
  uncovers: z.array(z.strictObject({ ...list, ...item })),
})
export type ServedItems = z.infer<typeof servedItemsSchema>

export const servedChangeSchema = z.strictObject({
  ...list,
  /** Codes of items that it serves from now on, and of those that it serves no more. */
  add: z.array(z.string().max(20)).max(200).default([]),
  remove: z.array(z.string().max(20)).max(200).default([]),
})
