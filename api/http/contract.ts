import { z } from 'zod'
import { choiceKinds, edgeKinds } from '../../machines/chart/edges.ts'
import { layoutSchema } from '../../machines/chart/layout/chart-layout.ts'
import { askedKinds } from '../../machines/procedure/content-findings.ts'
import {
  categorySchema,
  chartSchema,
  deadlineSchema,
  formFieldSchema,
  markSchema,
  orderSchema,
  procedureSchema,
  roleSchema,
  textSchema,
} from '../../machines/procedure/procedure.ts'
import { capacities } from '../../machines/run/vocabulary.ts'
import { corrections, oneLine } from '../../machines/text/put-right.ts'
import { givenDay, givenEmail, givenLine, givenTelephone, givenText } from './given.ts'

/** Everything that crosses HTTP, in one place: the server validates with it, OpenAPI is made of it, ui/ imports it. */

/** The largest body of a request by somebody who is signed in, in bytes. */
export const bodyLimit = 1024 * 1024
/** The largest body where anyone may ask, in bytes. */
export const unsignedBodyLimit = 4 * 1024

export const problemCodes = [
  'invalid_request',
  'not_signed_in',
  'not_permitted',
  'not_found',
  'gone',
  'revision_conflict',
  'transition_not_available',
  'idempotency_conflict',
  'already_exists',
  'body_too_large',
  'unsupported_media_type',
  'invalid_event',
  'invalid_content',
  'too_many_requests',
  'internal_error',
  'storage_unavailable',
  'paper_unavailable',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export const instant = z.iso.datetime()
const id = z.string().min(1).max(100)

export const refusalSchema = z.strictObject({ code: z.string(), message: textSchema })
/** RFC 9457. `errors` names the fields of a 4xx about a body; `refusals` says why an actor may not. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  message: textSchema,
  errors: z.array(z.strictObject({ path: z.string(), message: textSchema })).optional(),
  refusals: z.array(refusalSchema).optional(),
  /** With `revision_conflict`: the revision that now stands, and who made it. */
  current: z
    .strictObject({
      revision: z.int(),
      changedBy: z.string().nullable(),
      changedAt: instant.nullable(),
      what: textSchema.nullable(),
    })
    .optional(),
  /** With `gone`: why and when a publication ended. Only what ran out is still named. */
  ended: z
    .strictObject({
      kind: z.enum(['expired', 'takenDown']),
      /** The last day, of what ran out. */
      until: z.iso.date().nullable(),
      /** When it was taken down, and why. */
      at: instant.nullable(),
      reason: z.string().nullable(),
      title: z.string().nullable(),
      group: textSchema,
    })
    .optional(),
})
export type Problem = z.infer<typeof problemSchema>

/* ── People ───────────────────────────────────────────────────────────────────────────── */

export const appointmentSchema = z.strictObject({
  id,
  office: z.string(),
  group: z.string().nullable(),
  role: z.string(),
  capacity: z.enum(capacities),
  orderNumber: z.string().nullable(),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
})
export const personSchema = z.strictObject({
  id,
  username: z.string(),
  name: z.string(),
  position: z.string(),
  office: z.string(),
  disabled: z.boolean(),
  appointments: z.array(appointmentSchema),
})
export type Person = z.infer<typeof personSchema>

export const signInSchema = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
})
export const passwordChangeSchema = z.strictObject({
  current: z.string().min(1).max(1000),
  next: z.string().min(12).max(200),
})
export const sessionSchema = z.strictObject({
  person: personSchema,
  office: z.strictObject({
    id: z.string(),
    name: textSchema,
    abbreviation: textSchema,
    digits: z.enum(['arab', 'thai']),
    inspectorAllowed: z.boolean(),
  }),
  /** Shown as a banner. */
  mode: z.enum(['demo', 'production']),
})
export type Session = z.infer<typeof sessionSchema>
/** What the sign-in page may know before anyone has signed in. `demo` is null in production. */
export const welcomeSchema = z.strictObject({
  mode: z.enum(['demo', 'production']),
  needsFirstAdministrator: z.boolean(),
  demo: z
    .strictObject({
      password: z.string(),
      people: z.array(
        z.strictObject({
          username: z.string(),
          name: z.string(),
          position: z.string(),
          office: z.string(),
          officeName: textSchema,
        }),
      ),
    })
    .nullable(),
})
export type Welcome = z.infer<typeof welcomeSchema>
export const firstAdministratorSchema = z.strictObject({
  code: z.string().min(1).max(100),
  office: z.string().min(1).max(32),
  username: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,63}$/),
  name: givenLine(200),
  password: z.string().min(12).max(200),
})
/** A new password of one's own, by the one-time code that was handed over. */
export const passwordByCodeSchema = z.strictObject({
  username: z.string().min(1).max(200),
  code: z.string().min(1).max(100),
  password: z.string().min(12).max(200),
})
export const newPersonSchema = z.strictObject({
  username: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,63}$/),
  name: givenLine(200),
  position: z.string().overwrite(oneLine).max(300).default(''),
  password: z.string().min(12).max(200),
})
export const personChangeSchema = z.strictObject({
  name: givenLine(200).optional(),
  position: z.string().overwrite(oneLine).max(300).optional(),
  disabled: z.boolean().optional(),
})
export const newAppointmentSchema = z.strictObject({
  role: z.string().min(1).max(64),
  group: z.string().max(64).nullable().default(null),
  capacity: z.enum(capacities).default('holder'),
  orderNumber: z.string().max(100).nullable().default(null),
  from: givenDay(),
  until: givenDay().nullable().default(null),
})

/* ── Offices and procedures ───────────────────────────────────────────────────────────── */

export const groupSchema = z.strictObject({ id: z.string(), name: textSchema })
export const procedureSummarySchema = z.strictObject({
  id: z.string(),
  title: textSchema,
  version: z.int(),
  hash: z.string(),
  order: orderSchema,
  /** The clause of the document that it carries out as a whole, and what it is for; null where it does not say so. */
  clause: z.string().nullable(),
  purpose: textSchema.nullable(),
  /** The kinds of information for which it can be begun, by their ids. */
  kinds: z.array(z.string()),
})
export const officeSummarySchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  abbreviation: textSchema,
})
export const officeSchema = officeSummarySchema.extend({
  digits: z.enum(['arab', 'thai']),
  /** Whether a flow, without personal data, may be sent to the public Stately inspector. */
  inspectorAllowed: z.boolean(),
  /** Whether everyone of the office may read what was not submitted yet. */
  draftsOpen: z.boolean(),
  /** What the office can appoint people to. */
  roles: z.array(roleSchema),
  groups: z.array(groupSchema),
  categories: z.array(categorySchema),
  laws: z.array(z.string()),
  procedures: z.array(procedureSummarySchema),
})
export type Office = z.infer<typeof officeSchema>

const contactShape = {
  telephone: givenTelephone(),
  email: givenEmail(),
  place: z.string().max(300).overwrite(oneLine),
}
/** How the public reaches a group; '' where it is not known, and what is left out stays. */
export const contactChangeSchema = z.strictObject({
  group: z.string().max(100),
  ...z.strictObject(contactShape).partial().shape,
})
export const contactsSchema = z.strictObject({
  /** For the next `If-Match`. */
  revision: z.int(),
  contacts: z.array(
    z.strictObject({
      group: z.string(),
      name: textSchema,
      telephone: z.string(),
      email: z.string(),
      place: z.string(),
    }),
  ),
})

/** A day that the working days of an office skip. */
export const holidaySchema = z.strictObject({
  day: z.iso.date(),
  name: z.string(),
  source: z.string(),
  /** For whom it counts; only the office's own are its administrators' to add and delete. */
  scope: z.enum(['national', 'regional', 'provincial', 'office']),
  /** The region or the province by name; null for the nation and for the office. */
  place: textSchema.nullable(),
  /** Why your office works on that day all the same; null where it does not. */
  worked: z.string().nullable(),
})
export const workedHolidaySchema = z.strictObject({ reason: givenLine(300) })
export type Holiday = z.infer<typeof holidaySchema>
export const newHolidaySchema = z.strictObject({
  day: givenDay(),
  name: givenLine(200),
  /** The announcement or resolution that made it one. */
  source: z.string().max(300).default(''),
})

export const fieldSchema = formFieldSchema
export const procedureViewSchema = z.strictObject({
  id: z.string(),
  office: z.string(),
  title: textSchema,
  kind: z.string(),
  version: z.int(),
  hash: z.string(),
  status: z.enum(['scheduled', 'active', 'superseded']),
  order: orderSchema,
  language: procedureSchema.shape.language,
  owner: procedureSchema.shape.owner,
  roles: z.array(roleSchema),
  form: z.array(fieldSchema),
  deadlines: z.array(deadlineSchema),
  categories: z.array(categorySchema),
  requires: procedureSchema.shape.requires,
  rules: procedureSchema.shape.rules,
  chart: chartSchema,
  layout: layoutSchema,
})
export type ProcedureView = z.infer<typeof procedureViewSchema>

/* ── Requests ─────────────────────────────────────────────────────────────────────────── */

/** The owner's content; its fields are those of the procedure's form, so they are checked against it. */
export const contentSchema = z.record(z.string(), z.unknown())
export const newRequestSchema = z.strictObject({
  procedure: z.string().min(1).max(100),
  content: contentSchema,
  /** One of the owner's own groups; may be left out by a person of one group. */
  group: z.string().max(64).optional(),
})
/** A copy of a request: for which of one's own groups, where it is not that of what is copied. */
export const newCopySchema = z.strictObject({ group: z.string().max(64).optional() })
export const contentChangeSchema = z.strictObject({ content: contentSchema })

/**
 * An event as a client sends it. The three named fields have their form here; others (channels, category, …) are
 * checked against the `needs` of the choice, and whatever it does not need is refused.
 */
export const newEventSchema = z
  .object({
    type: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
    reasons: z
      .strictObject({
        grounds: z.array(z.string().max(64)).max(50).default([]),
        text: z.string().max(5000).default(''),
      })
      .optional(),
    checked: z.array(z.string().max(64)).max(50).optional(),
    /** YYYY-MM-DD; the choice checks it, so that a wrong day is an `invalid_event` like any other field's. */
    publishUntil: z.string().max(40).meta({ format: 'date' }).optional(),
    note: z.string().max(5000).optional(),
    /** What the check found and is kept, by its name in `personalData` of the request, each with the reason why. */
    personalData: z
      .array(z.strictObject({ finding: z.string().max(300), reason: givenText(1000) }))
      .max(200)
      .optional(),
  })
  .catchall(z.unknown())
export type NewEvent = z.infer<typeof newEventSchema>
/** To whom a request is handed over, by the person's id, and why. */
export const handOverSchema = z.strictObject({
  to: z.string().min(1).max(100),
  reason: givenText(5000),
})

const option = z.strictObject({ id: z.string(), title: textSchema })
/** Where a part of a procedure comes from; absent in the first language, where only steps and choices say it. */
const mark = { clause: z.string().optional(), source: markSchema.shape.source.optional() }
const markedOption = option.extend(mark)
/** `field` says what the event must carry under that name; `kind` what it means, `field` being a form's own. */
export const needViewSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reasons'),
    field: z.literal('reasons'),
    required: z.literal(true),
    grounds: z.array(markedOption),
    ...mark,
  }),
  z.strictObject({
    kind: z.literal('checked'),
    field: z.literal('checked'),
    required: z.literal(true),
    items: z.array(markedOption),
    ...mark,
  }),
  z.strictObject({
    kind: z.literal('publishUntil'),
    field: z.literal('publishUntil'),
    required: z.boolean(),
    ...mark,
  }),
  z.strictObject({
    kind: z.literal('revision'),
    field: z.literal('revision'),
    required: z.literal(true),
    ...mark,
  }),
  z.strictObject({
    kind: z.literal('signature'),
    field: z.literal('signature'),
    required: z.literal(true),
    type: z.literal('text'),
    title: textSchema,
    ...mark,
  }),
  z.strictObject({
    kind: z.literal('field'),
    field: z.string(),
    required: z.boolean(),
    type: formFieldSchema.shape.type,
    title: textSchema,
    help: textSchema.optional(),
    options: z.array(option).optional(),
    columns: formFieldSchema.shape.columns,
    mostRows: formFieldSchema.shape.mostRows,
    shown: formFieldSchema.shape.shown,
    ...mark,
    /** What the form already says, to start from. */
    value: z.unknown().optional(),
    /** It was submitted, and stays as it is whatever the event says. */
    fixed: z.literal(true).optional(),
  }),
])
export type NeedView = z.infer<typeof needViewSchema>

export const choiceViewSchema = z.strictObject({
  type: z.string(),
  /** `ending`: the request ends with it, whatever is asked; `return`: it goes back to a step where it has been. */
  kind: z.enum(choiceKinds),
  title: textSchema,
  description: textSchema.nullable(),
  clause: z.string(),
  source: z.enum(['document', 'added']),
  target: z.string().nullable(),
  targetTitle: textSchema.nullable(),
  needs: z.array(needViewSchema),
  /** What of it does not come from where it does itself: that other persons act, whom it tells. Its needs say so. */
  beside: z.array(z.strictObject({ words: textSchema, ...markSchema.shape })).optional(),
  allowed: z.boolean(),
  refusals: z.array(refusalSchema),
  /** What would have to hold, in words, where nobody can take it now. */
  unmet: textSchema.optional(),
  /** It must say for each of the request's `personalData` why it is kept. */
  answersFindings: z.literal(true).optional(),
  /** Who could take it: the roles in words, and the people who hold them today. */
  who: z.array(
    z.strictObject({
      role: z.string(),
      title: textSchema,
      people: z.array(z.strictObject({ name: z.string(), capacity: z.enum(capacities).nullable() })),
    }),
  ),
})
export type ChoiceView = z.infer<typeof choiceViewSchema>

/** The post in which someone acted. `role` is `owner` for the owner of the request. */
export const actedAsSchema = z.strictObject({
  role: z.string(),
  title: textSchema,
  capacity: z.enum(capacities).nullable(),
  orderNumber: z.string().nullable(),
  group: z.string().nullable(),
})

const stepView = z.strictObject({
  id: z.string(),
  title: textSchema,
  clause: z.string(),
  source: z.enum(['document', 'added']),
})

const requestCore = {
  id,
  procedure: z.string(),
  version: z.int(),
  office: z.string(),
  group: z.string(),
  groupName: textSchema,
  title: z.string(),
  owner: z.strictObject({ id, name: z.string() }),
  /** The value of the chart's state, as XState writes it. */
  state: z.json(),
  /** The present steps in words; more than one in a parallel step. */
  steps: z.array(stepView),
  status: z.enum(['open', 'published', 'ended']),
  revision: z.int(),
  createdAt: instant,
  /** Since when the request has stood where it stands. */
  since: instant,
  publishUntil: z.iso.date().nullable(),
}

/** Only where the document or a deadline says when: a deadline has passed, or a step to be done at once (โดยพลัน) waits since an earlier day. */
const lateSchema = z.strictObject({ since: instant, what: textSchema }).nullable()
/** That the document wants the present step done at once, in its own word and with the clause; only while it is not late. */
const atOnceSchema = textSchema.optional()

export const requestListItemSchema = z.strictObject({
  ...requestCore,
  /** What the person who asks could do now, in words; empty where it waits for somebody else. */
  asked: z.array(z.strictObject({ type: z.string(), title: textSchema })),
  waitsFor: z.array(textSchema),
  lastEvent: z
    .strictObject({ title: textSchema, actorName: z.string().nullable(), at: instant, isReturn: z.boolean() })
    .nullable(),
  late: lateSchema,
  atOnce: atOnceSchema,
  /** The first deadline that runs; of what is public, often the end of its period. */
  due: z.strictObject({ at: instant, what: textSchema }).nullable(),
  /** When its content or its step changed last. */
  updatedAt: instant,
})
export type RequestListItem = z.infer<typeof requestListItemSchema>
export const requestListSchema = z.strictObject({
  items: z.array(requestListItemSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  /** True where there may be more than `total`: what a search finds is counted up to a number only. */
  totalIsLeast: z.boolean(),
})

/** What waits for a person next, and how many such there are. */
export const nextInInboxSchema = z.strictObject({
  next: z.strictObject({ id, title: z.string() }).nullable(),
  remaining: z.int().min(0),
})

const toWhom = z.enum(['owner', 'waiting'])
/** A question or an answer about a request: to its owner, or to those for whom it waits. */
export const newMessageSchema = z.strictObject({ toWhom, text: givenText(2000) })
export type NewMessage = z.infer<typeof newMessageSchema>
export const messagesSchema = z.strictObject({
  messages: z.array(
    z.strictObject({
      id,
      author: z.strictObject({ id, name: z.string() }),
      toWhom,
      text: z.string(),
      at: instant,
    }),
  ),
  /** Whether anything can be asked or answered still. */
  open: z.boolean(),
  /** The names of those, besides oneself, whom a message would reach now. */
  owner: z.array(z.string()),
  waiting: z.array(z.string()),
})
export type MessagesView = z.infer<typeof messagesSchema>

/** What was put right in the texts that came with this call: where, and what. */
export const correctedSchema = z.array(
  z.strictObject({ path: z.string(), corrected: z.array(z.enum(corrections)) }),
)

export const requestViewSchema = z.strictObject({
  ...requestCore,
  /** Only in the answer to a change whose texts had to be put right. */
  corrected: correctedSchema.optional(),
  procedureTitle: textSchema,
  procedureHash: z.string(),
  category: z.string().nullable(),
  content: contentSchema,
  contentRevision: z.int(),
  /** The revision that the decisions are about; differs from `contentRevision` while a correction is being written. */
  frozenRevision: z.int(),
  editable: z.boolean(),
  /** Whether this person may throw it away: their own draft, of which nothing was ever submitted. */
  deletable: z.boolean(),
  /** Whether this person may begin a request of their own with what this one says. */
  copyable: z.boolean(),
  /** To whom this person may hand the request over: the others of its group; null where they may not. */
  handOver: z.strictObject({ people: z.array(z.strictObject({ id, name: z.string() })) }).nullable(),
  choices: z.array(choiceViewSchema),
  /**
   * What may be personal data: of the submitted revision what nobody has answered, or of a draft what stands in it now.
   * Absent where there is nothing.
   */
  personalData: z
    .strictObject({
      revision: z.int(),
      findings: z.array(
        z.strictObject({
          finding: z.string(),
          kind: z.enum(askedKinds),
          name: textSchema,
          sentence: textSchema,
          field: z.string(),
          fieldTitle: textSchema,
          /** Of a finding in a file: its name, and the page, the cell or why it could not be looked at. */
          file: z.strictObject({ sha256: z.string(), name: z.string(), place: textSchema }).optional(),
          before: z.string(),
          text: z.string(),
          after: z.string(),
        }),
      ),
    })
    .optional(),
  /** What earlier events gave that stands in force and that the content does not say itself, such as the period. */
  given: z.array(
    z.strictObject({
      field: z.string(),
      title: textSchema,
      type: formFieldSchema.shape.type,
      options: z.array(option).optional(),
      columns: formFieldSchema.shape.columns,
      value: z.unknown(),
    }),
  ),
  /** As in a list: only where the document or a deadline says when. */
  late: lateSchema,
  atOnce: atOnceSchema,
  timers: z.array(z.strictObject({ id: z.string(), title: textSchema, dueAt: instant })),
  publication: z
    .strictObject({
      id,
      url: z.string(),
      publishedAt: instant,
      until: z.iso.date().nullable(),
      /** The SHA-256 of all that the public reads of it, as the public page prints it; null where it has ended. */
      sha256: z.string().nullable(),
      endedAt: instant.nullable(),
      endReason: z.string().nullable(),
    })
    .nullable(),
})
export type RequestView = z.infer<typeof requestViewSchema>

export const eventViewSchema = z.strictObject({
  seq: z.int(),
  type: z.string(),
  title: textSchema,
  /** What the transition did, by the chart on which it was taken; null for the beginning and for a move. */
  kind: z.enum(edgeKinds).nullable(),
  /** It led to a step where the content may be written, from one where it may not. */
  reopens: z.boolean(),
  clause: z.string().nullable(),
  source: z.enum(['document', 'added']).nullable(),
  at: instant,
  actor: z.strictObject({ id, name: z.string() }).nullable(),
  actedAs: actedAsSchema.nullable(),
  /** From and to: dotted paths of the steps. */
  from: z.array(z.string()),
  to: z.array(z.string()),
  toTitles: z.array(textSchema),
  reasons: z.strictObject({ grounds: z.array(textSchema), text: z.string() }).nullable(),
  checked: z.array(textSchema),
  values: z.array(z.strictObject({ field: z.string(), title: textSchema, value: z.unknown() })),
  note: z.string().nullable(),
  /** When a name or what was typed was erased by order; words stand in its place. */
  erasedAt: instant.nullable(),
  contentRevision: z.int(),
  contentSha256: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
})
export type EventView = z.infer<typeof eventViewSchema>
export const historySchema = z.strictObject({ events: z.array(eventViewSchema) })
export const contentRevisionSchema = z.strictObject({
  revision: z.int(),
  frozen: z.boolean(),
  content: contentSchema,
  sha256: z.string(),
  at: instant,
  by: z.string(),
})
export const contentRevisionsSchema = z.strictObject({ revisions: z.array(contentRevisionSchema) })

/** What the public read before a correction; `withheld`: closed by a person, `erased`: erased by order. */
export const publicVersionsSchema = z.strictObject({
  mayWithhold: z.boolean(),
  /** What took the item's place, and whether this person may say so. */
  successor: z.strictObject({ id: z.string(), title: z.string(), url: z.string() }).nullable(),
  maySucceed: z.boolean(),
  versions: z.array(
    z.strictObject({
      revision: z.int().nullable(),
      from: instant,
      until: instant,
      state: z.enum(['readable', 'withheld', 'erased']),
      /** Why it was closed; officials alone read it. */
      reason: z.string().nullable(),
      url: z.string().nullable(),
    }),
  ),
})
export const withholdingSchema = z.strictObject({ reason: givenText(1000) })

export const newSuccessorSchema = z.strictObject({
  /** The address of the item that takes the place, as a reader has it, or its id; null takes the record back. */
  item: givenLine(500).nullable(),
})

/** A file of a request as it is stored; `scan` says whether it may be served. */
export const storedFileSchema = z.strictObject({
  sha256: z.string(),
  name: z.string(),
  size: z.int(),
  type: z.string(),
  /** Of a picture, in pixels, the right way up. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  scan: z.enum(['notNeeded', 'waiting', 'clean', 'infected']),
  /** Whether there is a picture of it: it is one, or a PDF whose first page can be shown. */
  pictured: z.boolean(),
})
export type StoredFile = z.infer<typeof storedFileSchema>
/** What became of an upload: on its way, stored, or refused with the reason. */
export const uploadSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('arriving'), offset: z.int(), size: z.int() }),
  z.strictObject({ status: z.literal('stored'), file: storedFileSchema }),
  z.strictObject({ status: z.literal('refused'), message: textSchema }),
])
export const requestFilesSchema = z.strictObject({ files: z.array(storedFileSchema) })

export const notificationSchema = z.strictObject({
  id,
  /** null: about the office, and about no request. */
  request: id.nullable(),
  /** Of the request; empty where there is none. */
  title: z.string(),
  message: textSchema,
  at: instant,
  read: z.boolean(),
})
export const notificationsSchema = z.strictObject({
  notifications: z.array(notificationSchema),
  unread: z.int(),
})

export const listQuerySchema = z.strictObject({
  view: z.enum(['inbox', 'mine', 'drafts', 'office']).default('inbox'),
  /** A procedure's id: two procedures may call a step alike. */
  procedure: z.string().max(100).optional(),
  /** A step's dotted path, or the beginning of one. */
  state: z.string().max(200).optional(),
  status: z.enum(['open', 'published', 'ended']).optional(),
  group: z.string().max(64).optional(),
  category: z.string().max(100).optional(),
  /** Begun in this month (YYYY-MM) of Bangkok. */
  month: z
    .string()
    .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/)
    .optional(),
  /** Begun in this fiscal year (พ.ศ.). */
  fiscalYear: z.coerce.number().int().min(2400).max(2800).optional(),
  /** `newest`: the last begun first; of the inbox, what has come last. Left out: each view's own order, but of a month or a year. */
  sort: z.enum(['newest']).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/**
 * What a first screen shows, as the API answers it to the person whose session opens the page. It comes within the page:
 * asked for from there it was five round trips more, of which one could only begin when another had ended. What is missing
 * the screen asks for itself.
 */
export type FirstAnswer =
  | 'session'
  | 'unread'
  | 'inbox'
  | 'drafts'
  | 'mine'
  | 'request'
  | 'history'
  | 'procedure'
