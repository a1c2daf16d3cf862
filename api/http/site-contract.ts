import { z } from 'zod'
import { coverages, licences, updateFrequencies } from '../../machines/law/catalogue.ts'
import { lawSectionIds } from '../../machines/law/sections.ts'
import { colourProblem, type Theme } from '../../machines/offices/site-colours.ts'
import { largestSeal, mostInMenu } from '../../machines/offices/site-limits.ts'
import { categorySchema, type Text, textSchema } from '../../machines/procedure/procedure.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { webAddress } from '../../machines/text/shown.ts'
import { givenEmail, givenLine, givenTelephone } from './given.ts'

/** What an administrator decides about the public site of the office, as it crosses HTTP and as it is stored. */

/** A string with a check whose refusal carries its own sentence. */
const checkedBy = (schema: z.ZodString, problemOf: (value: string) => Text | undefined) =>
  schema.check(({ value, issues }) => {
    const message = problemOf(value)
    if (message) issues.push({ code: 'custom', input: value, message: message.en, params: { message } })
  })

const colour = (theme: Theme) =>
  checkedBy(z.string().max(20).toLowerCase(), (value) => colourProblem(theme, value))

/** An address that a menu may lead to: of the web, encrypted, and without a name before its host. */
const menuAddress = checkedBy(z.string().overwrite(oneLine).max(500), (value) =>
  webAddress(value)?.startsWith('https://')
    ? undefined
    : { th: 'ต้องขึ้นต้นด้วย https://', en: 'must begin with https://' },
)

export const siteColoursSchema = z.strictObject({ light: colour('light'), dark: colour('dark') })
export const siteContactSchema = z.strictObject({
  address: z.string().max(500),
  telephone: givenTelephone(),
  email: givenEmail(),
})
const menuEntrySchema = z.strictObject({
  title: z.strictObject({ th: givenLine(60), en: givenLine(60) }),
  url: menuAddress,
})
export const siteMenuSchema = z.array(menuEntrySchema).max(mostInMenu)

const base64 = z
  .string()
  .max(Math.ceil(largestSeal / 3) * 4)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** There are at most so many kinds of information of an office. */
export const mostFiled = 200
const byCategory = <Value extends z.ZodType>(value: Value) =>
  z.record(categorySchema.shape.id, value).refine((all) => Object.keys(all).length <= mostFiled)
/** null: its usual section. */
const filingSchema = byCategory(z.enum(['', ...lawSectionIds]).nullable())
const catalogueSchema = z.strictObject({
  licence: z.enum(licences).optional(),
  coverage: z.enum(coverages).optional(),
  /** null: not known. */
  frequency: byCategory(z.enum(updateFrequencies).nullable()).optional(),
})

/** What is left out stays, within each of these too. */
export const siteChangeSchema = z.strictObject({
  name: z.strictObject({ th: givenLine(200).optional(), en: givenLine(200).optional() }).optional(),
  /** null: the usual ones. */
  colours: siteColoursSchema.nullable().optional(),
  contact: siteContactSchema.partial().optional(),
  menu: siteMenuSchema.optional(),
  /** A picture (PNG, JPEG or WebP) as base64; null takes the seal away. */
  seal: base64.nullable().optional(),
  filing: filingSchema.optional(),
  catalogue: catalogueSchema.optional(),
})
export const siteSchema = z.strictObject({
  /** For the next `If-Match`. */
  revision: z.int(),
  name: textSchema,
  colours: z.strictObject({ light: z.string(), dark: z.string() }).nullable(),
  contact: z.strictObject({ address: z.string(), telephone: z.string(), email: z.string() }),
  menu: z.array(z.strictObject({ title: textSchema, url: z.string() })),
  /** Where the seal is to be seen; null where there is none. */
  seal: z.string().nullable(),
  /** Only what stands elsewhere than usual; '' is under no subsection. */
  filing: z.record(z.string(), z.string()),
  catalogue: z.strictObject({
    licence: z.enum(licences),
    coverage: z.enum(coverages),
    frequency: z.record(z.string(), z.enum(updateFrequencies)),
  }),
})
export type SiteView = z.infer<typeof siteSchema>
