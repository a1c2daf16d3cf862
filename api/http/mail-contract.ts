import { z } from 'zod'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { instant } from './contract.ts'
import { givenEmail, givenLine } from './given.ts'

/** What crosses HTTP of e-mail: how an office sends it, and where and how a person is told by it. */

export const securities = ['tls', 'starttls', 'none'] as const
export const deliveries = ['atOnce', 'daily', 'none'] as const
/** A time of the day in Bangkok. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const settings = {
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]{2,45})$/),
  port: z.int().min(1).max(65535),
  security: z.enum(securities),
  /** By whom it is sent; '' where the server asks for nobody. */
  username: z.string().trim().max(200),
  fromName: givenLine(100),
  fromAddress: givenEmail().refine((given) => given !== ''),
  digestAt: timeOfDay,
  /** Nothing is sent from the one to the other; the same: there are no quiet hours. */
  quietFrom: timeOfDay,
  quietUntil: timeOfDay,
  /** Nothing is sent on Saturdays, Sundays and the holidays of the office. */
  workingDaysOnly: z.boolean(),
}
export const mailSettingsSchema = z.strictObject({
  /** Nothing leaves this machine before it is. */
  enabled: z.boolean(),
  ...settings,
  /** Left out, it stays; '' takes it away. */
  password: z.string().max(500).optional(),
})
export type MailSettings = z.input<typeof mailSettingsSchema>
export const officeMailSchema = z.strictObject({
  /** By what `GET /api/offices/{office}/effects` names it; null before it was ever set up. */
  integration: z.string().nullable(),
  enabled: z.boolean(),
  ...settings,
  host: z.string(),
  fromName: z.string(),
  fromAddress: z.string(),
  hasPassword: z.boolean(),
  /** How links in messages begin. */
  link: z.string(),
  /** How many messages wait. */
  waiting: z.int(),
})
export const failedMessagesSchema = z.strictObject({
  messages: z.array(
    z.strictObject({
      /** For `POST /api/offices/{office}/effects/{effect}/retry`. */
      id: z.int(),
      to: z.string(),
      /** When what it tells was told. */
      at: instant,
      /** When it is tried again; null where it was given up. */
      dueAt: instant.nullable(),
      problem: textSchema,
    }),
  ),
})
export type OfficeMail = z.infer<typeof officeMailSchema>

export const personMailChangeSchema = z.strictObject({
  /** '' : none. */
  address: givenEmail(),
  delivery: z.enum(deliveries),
})
export const personMailSchema = z.strictObject({
  address: z.string(),
  delivery: z.enum(deliveries),
  /** Whether the office sends e-mail at all. */
  sends: z.boolean(),
})
