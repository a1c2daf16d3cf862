import { z } from 'zod'
import { groupSchema, requestListItemSchema, requestListSchema } from './contract.ts'

/**
 * What whoever leads looks at: what is under way, what of it is late, what was returned or corrected in this fiscal year,
 * and what was published in this quarter of it.
 */
export const supervisedLists = ['underWay', 'late', 'returned', 'corrected', 'published'] as const
export type SupervisedList = (typeof supervisedLists)[number]

export const supervisionQuerySchema = z.strictObject({
  show: z.enum(supervisedLists).default('underWay'),
  /** One of the groups that the person leads; all of them where it is left out. */
  group: z.string().min(1).max(64).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type SupervisionQuery = z.output<typeof supervisionQuerySchema>

export const supervisedItemSchema = requestListItemSchema.extend({
  /** How many working days of the office it has stood at its step; that of its coming is not counted. */
  workingDays: z.int().min(0),
  /** How often it was sent back, and how often what is public was replaced by a corrected text. */
  returned: z.int().min(0),
  corrected: z.int().min(0),
})
export type SupervisedItem = z.infer<typeof supervisedItemSchema>

export const supervisionSchema = requestListSchema.extend({
  items: z.array(supervisedItemSchema),
  /** Those that the person leads. */
  groups: z.array(groupSchema),
  /** Whether they lead the whole office. */
  wholeOffice: z.boolean(),
  /** The fiscal year (พ.ศ.) and the quarter of today, of which the figures are. */
  fiscalYear: z.int(),
  quarter: z.int().min(1).max(4),
  /** How many requests each of the lists has. */
  figures: z.strictObject({
    underWay: z.int().min(0),
    late: z.int().min(0),
    returned: z.int().min(0),
    corrected: z.int().min(0),
    published: z.int().min(0),
  }),
})
export type Supervision = z.infer<typeof supervisionSchema>
