import { z } from 'zod'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { quarters } from '../../machines/run/fiscal-year.ts'
import { givenDay } from './given.ts'

/** What of an office's work a report counts, in a period, of one group, kind or procedure where it is narrowed to. */
const countsSchema = z.strictObject({
  /** Requests begun in the period. */
  begun: z.int(),
  /** How often something became public in the period, and how often what is public was replaced by a corrected text. */
  published: z.int(),
  corrected: z.int(),
  /** How often something was taken down or came to the end of its period. */
  withdrawn: z.int(),
  /** Requests that ended without having become public in the step before. */
  ended: z.int(),
  /** How often a request was sent back. */
  returned: z.int(),
  /** How often a step that the document wants done at once lasted beyond its day, or a deadline passed. */
  late: z.int(),
  /** Requests that were neither public nor ended when the period ended. */
  underWay: z.int(),
  /** From the beginning of a request until it was public for the first time, in ms; null where none was. */
  medianMs: z.number().nullable(),
})
export type ReportCounts = z.infer<typeof countsSchema>

const named = { id: z.string(), title: textSchema }

export const reportQuerySchema = z.strictObject({
  /** A fiscal year (พ.ศ.), and one of its quarters; or days of one's own. Without either, the fiscal year of today. */
  year: z.coerce.number().int().min(2540).max(2700).optional(),
  quarter: z.coerce
    .number()
    .pipe(z.union(quarters.map((one) => z.literal(one))))
    .optional(),
  from: givenDay().optional(),
  until: givenDay().optional(),
  group: z.string().min(1).max(100).optional(),
  category: z.string().min(1).max(100).optional(),
  procedure: z.string().min(1).max(100).optional(),
})
export type ReportQuery = z.infer<typeof reportQuerySchema>

export const reportTables = ['groups', 'categories', 'months', 'steps', 'posts', 'reasons'] as const
export type ReportTable = (typeof reportTables)[number]

export const reportFileQuerySchema = reportQuerySchema.extend({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  /** Which of the tables a CSV file holds; a workbook has a sheet for each. */
  table: z.enum(reportTables).default('groups'),
  lang: z.enum(['th', 'en']).default('th'),
})

export const reportSchema = z.strictObject({
  from: z.iso.date(),
  until: z.iso.date(),
  total: countsSchema,
  groups: z.array(countsSchema.extend(named)),
  categories: z.array(countsSchema.extend(named)),
  /** `id`: YYYY-MM; every month of the period that has begun, also those in which nothing happened. */
  months: z.array(countsSchema.omit({ underWay: true, medianMs: true }).extend({ id: z.string() })),
  steps: z.array(
    z.strictObject({
      ...named,
      procedure: z.strictObject(named),
      /** How often a request left it by somebody's decision or in time, or ended there. */
      passed: z.int(),
      returned: z.int(),
      late: z.int(),
      medianMs: z.number().nullable(),
      longestMs: z.number().nullable(),
    }),
  ),
  /** Which posts acted: how often, and how long the steps had lasted that they ended. */
  posts: z.array(
    z.strictObject({
      ...named,
      /** The group in which the post is held; null for one of the whole office, and for owners. */
      group: textSchema.nullable(),
      acted: z.int(),
      returned: z.int(),
      late: z.int(),
      medianMs: z.number().nullable(),
    }),
  ),
  /** Most frequent first. */
  reasons: z.array(z.strictObject({ title: textSchema, count: z.int() })),
})
export type Report = z.infer<typeof reportSchema>
