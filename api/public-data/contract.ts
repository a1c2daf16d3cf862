import { z } from 'zod'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { instant } from '../http/contract.ts'

/** What the public JSON API answers with, version 1: nothing that the pages do not show. Fields are only ever added. */

const day = z.iso.date()
const url = z.url()
const nameSchema = z.strictObject({ id: z.string(), name: textSchema })

export const categoryOfItemSchema = z.strictObject({
  id: z.string(),
  number: z.string().describe('The number in the document of the office'),
  title: textSchema,
})
const counted = { count: z.int().min(0).describe('How many items are published now') }

export const officeListSchema = z.strictObject({
  offices: z.array(
    z.strictObject({ id: z.string(), name: textSchema, abbreviation: textSchema, url, ...counted }),
  ),
})

export const publicOfficeSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  abbreviation: textSchema,
  url: url.describe('The page of the office'),
  items: url.describe('Its items in this API'),
  feeds: z.strictObject({ atom: url, json: url }),
  ...counted,
  categories: z.array(categoryOfItemSchema.extend(counted)),
  groups: z.array(nameSchema.extend(counted)),
  years: z.array(z.strictObject({ year: z.int().describe('Fiscal year of publication, พ.ศ.'), ...counted })),
  types: z.array(z.strictObject({ id: z.string(), title: textSchema, ...counted })),
})

export const publicCategoriesSchema = publicOfficeSchema.pick({ categories: true })

export const listedItemSchema = z.strictObject({
  id: z.string(),
  url: url.describe('The page of the item'),
  title: z.string(),
  category: categoryOfItemSchema.nullable(),
  group: nameSchema.describe('The owner'),
  type: z.string().describe('The procedure by which it was published'),
  publishedAt: instant,
  changedAt: instant,
  until: day.nullable().describe('The last day; null where none is set (ไม่กำหนด)'),
})
export type ListedItemView = z.input<typeof listedItemSchema>

export const itemListSchema = z.strictObject({
  items: z.array(listedItemSchema).describe('The newest first'),
  total: z.int().min(0).describe('How many the list has in all'),
  totalIsLeast: z
    .boolean()
    .describe('Of a search that found very much, the total is the least that there is'),
  nextCursor: z.string().nullable().describe('For the next page; null on the last'),
})
export type ItemListView = z.input<typeof itemListSchema>

export const itemListQuerySchema = z.strictObject({
  q: z.string().max(200).default('').describe('Words that must all occur'),
  category: z.string().max(200).optional(),
  group: z.string().max(200).optional(),
  type: z.string().max(200).optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .describe('Fiscal year of publication, พ.ศ.'),
  limit: z
    .string()
    .regex(/^(?:100|[1-9]\d?)$/)
    .default('20')
    .describe('1 to 100 items'),
  cursor: z
    .string()
    .regex(/^(?:\d{1,15}\.[0-9a-f-]{36}|p\d{1,4})$/)
    .optional()
    .describe('The nextCursor of the page before'),
})

const tableSchema = z.strictObject({
  title: textSchema,
  columns: z.array(z.strictObject({ name: z.string(), title: textSchema })),
  rows: z.array(z.record(z.string(), z.string())).describe('By the names of the columns'),
})
const shownTextSchema = z.strictObject({ title: textSchema, text: z.string(), html: z.string() })
const fileSchema = z.strictObject({
  url,
  name: z.string(),
  title: z.string().nullable(),
  mediaType: z.string(),
  size: z.int().describe('In bytes'),
  sha256: z.string(),
})

export const publicItemSchema = listedItemSchema.extend({
  shortUrl: url.describe('For paper; leads here for good'),
  text: z.string().describe('Without its structure'),
  html: z.string().describe('As the page shows it'),
  correctedAt: instant.nullable().describe('When its content was last corrected while it was public'),
  source: z.string().nullable(),
  document: textSchema.describe('The order by which it was published'),
  links: z.array(
    z.strictObject({
      title: z.string(),
      url: z.string().nullable().describe('null where what was written is no address of the web'),
    }),
  ),
  files: z.array(fileSchema),
  pictures: z.array(
    fileSchema
      .omit({ title: true, url: true })
      .extend({ alt: z.string(), caption: z.string().nullable(), small: url, large: url }),
  ),
  facts: z
    .array(
      z.strictObject({
        name: z.string().describe('documentNumber and documentDate in the forms of the offices'),
        title: textSchema,
        type: z.enum(['text', 'date']),
        value: z.string(),
      }),
    )
    .describe('Lines and days that the procedure shows, such as the number and the date of the document'),
  more: z.array(z.union([tableSchema, shownTextSchema])).describe('What the procedure shows besides'),
  sha256: z.string().describe('Of the content that was decided on'),
  recordSha256: z.string().describe('Of all that the public reads'),
})
export type PublicItemView = z.input<typeof publicItemSchema>
