import { z } from 'zod'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { instant } from './contract.ts'
import { givenLine } from './given.ts'

/** What crosses HTTP of effects: an office's integrations, what is delivered to them, and its own website. */

const id = z.string().min(1).max(100)

export const integrationKinds = ['website', 'wordpress', 'joomla', 'webhook'] as const
export type IntegrationKind = (typeof integrationKinds)[number]
/** Websites to which items are brought; the server signs in to them. */
const siteKinds = ['wordpress', 'joomla'] as const satisfies IntegrationKind[]
export type SiteKind = (typeof siteKinds)[number]
export const isSite = (kind: IntegrationKind): kind is SiteKind => siteKinds.some((one) => one === kind)
export const publicationEvents = ['published', 'changed', 'ended'] as const
/** Their category for an office's own, by its id; '' for all others. */
const categories = z.record(z.string().max(100), z.int().min(1).max(2_000_000_000))

export const integrationSchema = z.strictObject({
  id,
  kind: z.enum(integrationKinds),
  name: z.string(),
  url: z.string(),
  /** Scheme and host of this product's public site, as others reach it. */
  site: z.string(),
  /** Nothing leaves this machine for it before it is. */
  enabled: z.boolean(),
  events: z.array(z.enum(publicationEvents)),
  username: z.string().nullable(),
  /** The credential itself is answered by nothing. */
  hasCredential: z.boolean(),
  categories,
  createdAt: instant,
  /** How many effects wait, and how many were given up. */
  waiting: z.int(),
  dead: z.int(),
})
export type Integration = z.infer<typeof integrationSchema>
export const integrationsSchema = z.strictObject({ integrations: z.array(integrationSchema) })

const secret = z.string().min(1).max(500)
const url = z.string().min(1).max(2000)
const changeable = {
  name: givenLine(100),
  url,
  site: url,
  events: z.array(z.enum(publicationEvents)).max(3),
  username: z.string().max(100),
  /** The application password of WordPress, or the token of Joomla. */
  password: secret,
  categories,
}
export const newIntegrationSchema = z.strictObject({
  kind: z.enum(integrationKinds),
  ...changeable,
  site: url.optional(),
  events: changeable.events.optional(),
  username: changeable.username.optional(),
  password: secret.optional(),
  categories: categories.optional(),
})
export const integrationChangeSchema = z.strictObject({ ...changeable, enabled: z.boolean() }).partial()

/** `secret` signs a webhook's deliveries: it is told here, once. */
export const newIntegrationAnswerSchema = z.strictObject({
  integration: integrationSchema,
  secret: z.string().nullable(),
})
export const newSecretSchema = z.strictObject({ secret: z.string() })

/** What a try of an integration found; `categories` are the ones that the other system has. */
export const triedSchema = z.strictObject({
  ok: z.boolean(),
  message: textSchema,
  categories: z.array(z.strictObject({ id: z.int(), name: z.string() })),
})
export type Tried = z.infer<typeof triedSchema>

export const effectSchema = z.strictObject({
  id: z.int(),
  integration: id,
  what: z.enum([...publicationEvents, 'check', 'test']),
  request: id.nullable(),
  title: z.string().nullable(),
  at: instant,
  status: z.enum(['waiting', 'done', 'dead']),
  /** When it is tried again; null unless it waits. */
  dueAt: instant.nullable(),
  problem: textSchema.nullable(),
  attempts: z.array(
    z.strictObject({
      number: z.int(),
      at: instant,
      ms: z.int(),
      status: z.int().nullable(),
      problem: textSchema.nullable(),
    }),
  ),
})
export type Effect = z.infer<typeof effectSchema>
export const effectsSchema = z.strictObject({
  effects: z.array(effectSchema),
  nextCursor: z.string().nullable(),
})
export const effectsQuerySchema = z.strictObject({
  integration: id.optional(),
  status: z.enum(['waiting', 'done', 'dead']).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})

const foundSchema = z.strictObject({
  at: instant,
  expected: z.enum(['there', 'gone']),
  found: z.enum(['there', 'gone', 'other', 'unknown']),
  /** What the website answered, and where that came from if it redirected. */
  status: z.int().nullable(),
  url: z.string().nullable(),
  /** What is wrong; null where it is as it should be. */
  problem: textSchema.nullable(),
})
/** A request's publication on the office's own website, and with others who are told of it. */
export const websiteSchema = z.strictObject({
  /** Whether there ever was a publication. */
  published: z.boolean(),
  /** Whether the person may say where it was put. */
  mayPlace: z.boolean(),
  placements: z.array(
    z.strictObject({
      id,
      url: z.string(),
      by: z.string(),
      at: instant,
      /** Whether an administrator has this website looked at. */
      checked: z.boolean(),
      /** The newest first. */
      checks: z.array(foundSchema),
      /** When it is looked at next. */
      nextAt: instant.nullable(),
    }),
  ),
  effects: z.array(
    z.strictObject({
      id: z.int(),
      name: z.string(),
      kind: z.enum(integrationKinds),
      what: effectSchema.shape.what,
      status: effectSchema.shape.status,
      dueAt: instant.nullable(),
      settledAt: instant.nullable(),
      problem: textSchema.nullable(),
      /** Where it stands there. */
      url: z.string().nullable(),
    }),
  ),
})
export type Website = z.infer<typeof websiteSchema>
export const newPlacementSchema = z.strictObject({ url: z.string().min(1).max(2000) })
