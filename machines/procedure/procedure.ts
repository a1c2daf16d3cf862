import { z } from 'zod'
import { namedLanguages } from './language.ts'
import { unreachable } from './unreachable.ts'

/** A sentence in the two languages of the product; Thai is the one that counts. */
export const textSchema = z.strictObject({ th: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
export type Text = z.infer<typeof textSchema>

const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/, 'a key: a letter, then letters, digits, _ or -')
const option = z.strictObject({ id: z.string().min(1).max(64), title: textSchema })
export type Option = z.infer<typeof option>

const clause = z.string().min(1).max(300)
const source = z.enum(['document', 'added'])
/**
 * Where a part comes from: the clause that asks for it, or of the step to which it was added. From the second language on
 * every part has it, in the first none but fields: which is which says `provenance.ts`.
 */
const mark = { clause: clause.optional(), source: source.optional() }
export const markSchema = z.strictObject({ clause, source })
export type Mark = z.infer<typeof markSchema>
const markedOption = option.extend(mark)

/** Event types an official can send: upper case, so that no engine event (`xstate.*`, `done.*`) can be named. */
export const eventTypePattern = /^[A-Z][A-Z0-9_]{0,63}$/
export const eventType = z.string().regex(eventTypePattern, 'an event type: capital letters, digits and _')

/**
 * The types that a field may have, and where the options come from that its value must be one of: written with the
 * field (`own`), the procedure's categories, or none; and whether a value is a list (`several`).
 */
export const fieldTypes = {
  text: { options: 'none', several: false },
  textarea: { options: 'none', several: false },
  richText: { options: 'none', several: false },
  date: { options: 'none', several: false },
  select: { options: 'own', several: false },
  checkboxes: { options: 'own', several: true },
  url: { options: 'none', several: false },
  links: { options: 'none', several: true },
  category: { options: 'categories', several: false },
  file: { options: 'none', several: false },
  files: { options: 'none', several: true },
  album: { options: 'none', several: true },
  table: { options: 'none', several: true },
} as const satisfies Record<string, { options: 'none' | 'own' | 'categories'; several: boolean }>
export type FieldType = keyof typeof fieldTypes
/** Whether the values of a field of this type are files, by their hashes: one, several, or pictures in their order. */
export const holdsFiles = (type: string): type is 'file' | 'files' | 'album' =>
  type === 'file' || type === 'files' || type === 'album'
/** Whether a field of this type can be marked as shown to the public. */
export const canBeShown = (type: string): boolean =>
  type === 'table' || type === 'richText' || type === 'text' || type === 'date'
export const columnTypes = ['text', 'number', 'date', 'select'] as const
/** A column of a table. `sum`: its numbers are added up below it; `options`: what a select column offers. */
export const columnSchema = z.strictObject({
  name: key,
  type: z.enum(columnTypes),
  title: textSchema,
  required: z.boolean(),
  options: z.array(option).min(1).max(100).optional(),
  sum: z.literal(true).optional(),
})
export type Column = z.infer<typeof columnSchema>

const fieldShape = {
  type: z.enum(Object.keys(fieldTypes) as FieldType[]),
  title: textSchema,
  help: textSchema.optional(),
  required: z.boolean(),
  options: z.array(option).max(100).optional(),
  /** Of a table: its columns, and how many rows it may have at most. */
  columns: z.array(columnSchema).min(1).max(30).optional(),
  mostRows: z.int().min(1).max(1000).optional(),
  /** It is part of what is published, where `canBeShown`; the body of a content always is. */
  shown: z.literal(true).optional(),
  ...mark,
}
/** One field of the form that the owner fills. `category` takes its options from the procedure's categories. */
export const formFieldSchema = z.strictObject({ name: key, ...fieldShape })
export type FormField = z.infer<typeof formFieldSchema>

/** The needs with a meaning of their own, by the name under which an event carries them. */
const specialNeeds = {
  reasons: z.strictObject({ field: z.literal('reasons'), grounds: z.array(markedOption).max(50), ...mark }),
  checked: z.strictObject({
    field: z.literal('checked'),
    items: z.array(markedOption).min(1).max(50),
    ...mark,
  }),
  publishUntil: z.strictObject({ field: z.literal('publishUntil'), required: z.boolean(), ...mark }),
  /** The content was changed since it was frozen. */
  revision: z.strictObject({ field: z.literal('revision'), ...mark }),
  /** The official's own name, typed. */
  signature: z.strictObject({ field: z.literal('signature'), ...mark }),
}
export type SpecialNeeds = { [Kind in keyof typeof specialNeeds]: z.infer<(typeof specialNeeds)[Kind]> }
export type SpecialNeed = SpecialNeeds[keyof SpecialNeeds]
/** `field`: a field of the form, or one of the event alone. */
export type NeedKind = keyof SpecialNeeds | 'field'

/**
 * What an event must carry: a special need; a field of the form (only its name); or a field of this event alone (with
 * type and title too).
 */
export const needSchema = z.union([
  ...Object.values(specialNeeds),
  z.strictObject({ field: key, ...fieldShape }),
  z.strictObject({ field: key, ...mark }),
])
export type Need = z.infer<typeof needSchema>

/** `carried`: the event holds a value under the need's name. `kept`: the chart's context remembers that value. */
export const needTraits: Record<NeedKind, { carried: boolean; kept: boolean }> = {
  reasons: { carried: true, kept: false },
  checked: { carried: true, kept: false },
  publishUntil: { carried: true, kept: true },
  revision: { carried: false, kept: false },
  signature: { carried: true, kept: false },
  field: { carried: true, kept: true },
}

/** What every event has, or carries with a meaning of its own: no field can have these names. */
export const reservedFields: ReadonlySet<string> = new Set([
  'type',
  'note',
  'personalData',
  ...Object.keys(specialNeeds),
])

/** What the public sees of a content: a field of the form with one of these names is published. */
export const shownFields: readonly string[] = ['title', 'body', 'source', 'links', 'category']
/** The names of the form's fields that the public sees: those named so, those marked as shown, and what holds files. */
export const publicFieldsOf = ({ form }: Pick<Procedure, 'form'>): string[] => [
  ...shownFields.filter((shown) => form.some(({ name }) => name === shown)),
  ...form
    .filter(({ name, type, shown }) => (shown === true || holdsFiles(type)) && !shownFields.includes(name))
    .map(({ name }) => name),
]

/** Whether a need has a meaning of its own. In a procedure that is not checked yet it may still lack its parts. */
export const isSpecial = (need: Need): need is SpecialNeed =>
  Object.hasOwn(specialNeeds, need.field) && !('type' in need)

/** Whether nothing of a special need is missing. */
export const isWholeSpecial = (need: SpecialNeed): boolean => specialNeeds[need.field].safeParse(need).success

/** What stands beside every step and every transition: its words, its clause, and whether the document says so. */
export const metaSchema = z.strictObject({
  title: textSchema,
  clause,
  source,
  description: textSchema.optional(),
  needs: z.array(needSchema).max(20).optional(),
  /** The document's own word where it wants a step done at once ("โดยพลัน", "ในทันที"): overdue from the next day on. */
  promptly: textSchema.optional(),
})
export type Meta = z.infer<typeof metaSchema>

const roleName = key

/** Looks whether a field has a value among what it holds (`asked`), or has not (`notAsked`). */
const fieldTestSchema = <Type extends 'asked' | 'notAsked'>(type: Type) =>
  z.strictObject({
    type: z.literal(type),
    params: z.strictObject({ field: key, value: z.string() }),
    ...mark,
  })
const testedValue = z.string().min(1).max(500)
/** How `is` looks at the one value that a field holds: days alone have an order. */
const comparisonSchema = z.discriminatedUnion('test', [
  z.strictObject({ field: key, test: z.literal('equals'), value: testedValue }),
  z.strictObject({ field: key, test: z.literal('oneOf'), values: z.array(testedValue).min(1).max(50) }),
  z.strictObject({ field: key, test: z.literal('empty') }),
  z.strictObject({ field: key, test: z.literal('atLeast'), value: testedValue }),
  z.strictObject({ field: key, test: z.literal('atMost'), value: testedValue }),
])
export type Comparison = z.infer<typeof comparisonSchema>
export const comparisons = comparisonSchema.options.map(({ shape }) => shape.test.value)
/** A condition: a test of a field, or several of them, every one, any, or one that fails. `is` is of the second language. */
export type Condition =
  | { type: 'asked' | 'notAsked'; params: { field: string; value: string } }
  | { type: 'is'; params: Comparison }
  | { type: 'all' | 'any'; params: { of: Condition[] } }
  | { type: 'not'; params: { of: Condition } }
const conditionSchema: z.ZodType<Condition> = z.lazy(() => z.discriminatedUnion('type', conditionSchemas))
const severalSchema = <Type extends 'all' | 'any'>(type: Type) =>
  z.strictObject({
    type: z.literal(type),
    params: z.strictObject({ of: z.array(conditionSchema).min(1).max(10) }),
    ...mark,
  })
const conditionsButAll = [
  fieldTestSchema('asked'),
  fieldTestSchema('notAsked'),
  z.strictObject({ type: z.literal('is'), params: comparisonSchema, ...mark }),
  severalSchema('any'),
  z.strictObject({ type: z.literal('not'), params: z.strictObject({ of: conditionSchema }), ...mark }),
] as const
const conditionSchemas = [...conditionsButAll, severalSchema('all')] as const

const maySchema = z.strictObject({
  type: z.literal('may'),
  params: z.strictObject({
    as: z.union([roleName, z.array(roleName).min(1).max(20)]),
    within: z.enum(['group', 'office']).optional(),
    /** A group by its id, where it is not the request's own: another group's director, say. */
    group: key.optional(),
    /** With `owner`: any officer of the owner's unit may act too (หน่วยงานเจ้าของข้อมูล). */
    unit: z.literal(true).optional(),
    notBy: z.array(eventType).max(20).optional(),
  }),
  ...mark,
  /** Of `notBy`: who acts may be the document's, and that it is another person added. */
  apart: markSchema.optional(),
})

/**
 * The guards that a chart may name; their meaning is in `vocabulary.ts`. A person's choice has a `may`, or from the second
 * language on `all` of a `may` and a condition (`partsOfGuard` takes them apart).
 */
export const guardSchema = z.discriminatedUnion('type', [
  maySchema,
  ...conditionsButAll,
  z.strictObject({
    type: z.literal('all'),
    params: z.strictObject({
      of: z
        .array(z.discriminatedUnion('type', [maySchema, ...conditionSchemas]))
        .min(1)
        .max(10),
    }),
    ...mark,
  }),
])
export type Guard = z.infer<typeof guardSchema>
export type MayGuard = z.infer<typeof maySchema>
export type May = MayGuard['params']
export const guardTypes = guardSchema.options.map(({ shape }) => shape.type.value)

/** The actions that a chart may name; their meaning is in `vocabulary.ts`. */
export const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('freeze'), ...mark }),
  z.strictObject({ type: z.literal('startAgain'), ...mark }),
  z.strictObject({
    type: z.literal('notify'),
    params: z.strictObject({
      whom: roleName,
      within: z.enum(['group', 'office']).optional(),
      group: key.optional(),
      of: textSchema,
    }),
    ...mark,
  }),
])
export type Action = z.infer<typeof actionSchema>
export const actionTypes = actionSchema.options.map(({ shape }) => shape.type.value)

/** Whom an action tells, and of what; undefined where it tells nobody. */
export function toldBy(action: Action): Extract<Action, { type: 'notify' }>['params'] | undefined {
  switch (action.type) {
    case 'freeze':
    case 'startAgain':
      return undefined
    case 'notify':
      return action.params
    default:
      return unreachable(action)
  }
}
const actions = z.union([actionSchema, z.array(actionSchema).max(20)])

/** Whether something with these actions does one of a type. */
export const does = (
  type: Action['type'],
  { actions: given = [] }: { actions?: Action | Action[] | undefined },
) => [given].flat().some((action) => action.type === type)

export const transitionSchema = z.strictObject({
  target: z.string().min(1).max(300).optional(),
  guard: guardSchema.optional(),
  actions: actions.optional(),
  reenter: z.boolean().optional(),
  description: z.string().max(2000).optional(),
  meta: metaSchema,
})
export type Transition = z.infer<typeof transitionSchema>
const transitions = z.union([transitionSchema, z.array(transitionSchema).min(1).max(20)])
export type Transitions = z.infer<typeof transitions>

export type StateNodeConfig = {
  id?: string | undefined
  type?: 'parallel' | 'final' | 'history' | 'compound' | 'atomic' | undefined
  history?: 'shallow' | 'deep' | undefined
  target?: string | undefined
  initial?: string | undefined
  states?: Record<string, StateNodeConfig> | undefined
  on?: Record<string, Transitions> | undefined
  after?: Record<string, Transitions> | undefined
  always?: Transitions | undefined
  onDone?: Transitions | undefined
  entry?: Action | Action[] | undefined
  exit?: Action | Action[] | undefined
  tags?: string[] | undefined
  description?: string | undefined
  meta?: Meta | undefined
}

const stateNodeShape = {
  id: key.optional(),
  type: z.enum(['parallel', 'final', 'history', 'compound', 'atomic']).optional(),
  history: z.enum(['shallow', 'deep']).optional(),
  target: z.string().max(300).optional(),
  initial: key.optional(),
  on: z.record(eventType, transitions).optional(),
  after: z.record(key, transitions).optional(),
  always: transitions.optional(),
  onDone: transitions.optional(),
  entry: actions.optional(),
  exit: actions.optional(),
  /** `public`: on the public site. `editable`: the owner may write here. `resting`: nobody is asked to act here. */
  tags: z
    .array(z.enum(['public', 'editable', 'resting']))
    .max(3)
    .optional(),
  description: z.string().max(2000).optional(),
}
const stateNodeSchema: z.ZodType<StateNodeConfig> = z.lazy(() =>
  z.strictObject({ ...stateNodeShape, states: z.record(key, stateNodeSchema).optional(), meta: metaSchema }),
)

/** An XState v5 machine config, restricted to what JSON can hold and to the vocabulary of this product. */
export const chartSchema = z.strictObject({
  ...stateNodeShape,
  id: key,
  states: z.record(key, stateNodeSchema),
  meta: metaSchema.optional(),
})
export type Chart = z.infer<typeof chartSchema>

const isoDate = z.iso.date()
export const roleSchema = z.strictObject({
  id: roleName,
  title: textSchema,
  within: z.enum(['group', 'office']),
  ...mark,
})
export type Role = z.infer<typeof roleSchema>

const reminderDays = z.int().min(1).max(365)
const reminderShape = {
  /** Whom, as `notify` says it; nobody acts when a reminder comes, so that there is no `actor`. */
  whom: roleName,
  within: z.enum(['group', 'office']).optional(),
  group: key.optional(),
  /** Without a text of its own, a sentence with the step, the title of the deadline and its last day. */
  of: textSchema.optional(),
  ...mark,
}
/**
 * A reminder of a deadline, from the second language on. `before`: at the start of the Nth day before its last day; `at`: when
 * it falls due; `after`: once, when N days have passed since; `every`: again and again after each N days, until the step
 * is left; `days: null` is "ไม่กำหนด" and never comes. It is no transition and no event: it changes no state.
 */
export const reminderSchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('before'), days: reminderDays, working: z.boolean(), ...reminderShape }),
  z.strictObject({ when: z.literal('at'), ...reminderShape }),
  z.strictObject({ when: z.literal('after'), days: reminderDays, working: z.boolean(), ...reminderShape }),
  z.strictObject({
    when: z.literal('every'),
    days: reminderDays.nullable(),
    working: z.boolean(),
    ...reminderShape,
  }),
])
export type Reminder = z.infer<typeof reminderSchema>
/** More than a handful would be read by nobody. */
export const mostReminders = 5
const reminders = z.array(reminderSchema).min(1).max(mostReminders).optional()

/**
 * A deadline that `after` may name. `date`: the end, in Bangkok, of the day in `field`. `days`: so many calendar
 * or working days after the step is entered; `days: null` is "ไม่กำหนด" and never falls due.
 */
export const deadlineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ id: key, kind: z.literal('date'), field: key, title: textSchema, reminders, ...mark }),
  z.strictObject({
    id: key,
    kind: z.literal('days'),
    days: z.int().min(1).max(3650).nullable(),
    working: z.boolean(),
    title: textSchema,
    reminders,
    ...mark,
  }),
])
export type Deadline = z.infer<typeof deadlineSchema>

/** The field that holds the day of a deadline; undefined where it is counted from when the step is entered. */
export function dayFieldOf(deadline: Deadline): string | undefined {
  switch (deadline.kind) {
    case 'date':
      return deadline.field
    case 'days':
      return undefined
    default:
      return unreachable(deadline)
  }
}

export const categorySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,32}$/),
  number: z.string().max(16),
  title: textSchema,
  ...mark,
})
export type Category = z.infer<typeof categorySchema>

/** The order (ประกาศ, คำสั่ง, กรอบแนวทาง) that the procedure implements; what it does not say is `null`. */
export const orderSchema = z.strictObject({
  document: textSchema,
  number: z.string().max(100).nullable(),
  date: isoDate.nullable(),
  signedBy: z.string().max(300).nullable(),
  signedAs: z.string().max(500).nullable(),
  effectiveFrom: isoDate.nullable(),
  laws: z.array(z.string().max(500)).max(50),
})

/**
 * What the office itself wants of every path. `neverBefore`: `event` never happens before `other` has. `onlyAfter`: the
 * same, counted anew after each return, and, where `by` is given, with `other` taken in that role.
 */
export const ruleSchema = z.strictObject({
  id: key,
  kind: z.enum(['neverBefore', 'onlyAfter']),
  event: eventType,
  other: eventType,
  by: roleName.optional(),
})
export type Rule = z.infer<typeof ruleSchema>

export const procedureSchema = z.strictObject({
  /** Part of what is hashed, so that one hash has one meaning; the first language is never named. */
  language: z.literal(namedLanguages).optional(),
  id: z.string().regex(/^[a-z][a-z0-9]*(\.[a-zA-Z][a-zA-Z0-9_-]*)+$/, 'an id such as cmi3.publication'),
  office: z.string().regex(/^[a-z][a-z0-9]{0,31}$/),
  title: textSchema,
  kind: z.enum(['publication']),
  order: orderSchema,
  /** From the second language on: what the document calls who proposes, a person or the unit that acts as its owner. */
  owner: z.strictObject({ title: textSchema, ...mark }).optional(),
  roles: z.array(roleSchema).min(1).max(50),
  form: z.array(formFieldSchema).min(1).max(50),
  deadlines: z.array(deadlineSchema).max(50),
  categories: z.array(categorySchema).max(200),
  /** The certifications and approvals that the order wants before anything is public, anew after each return. */
  requires: z.array(eventType).max(50),
  rules: z.array(ruleSchema).max(100),
  chart: chartSchema,
})
/** A procedure (ขั้นตอนปฏิบัติ): a state chart with its form, roles, deadlines, categories and legal source. */
export type Procedure = z.infer<typeof procedureSchema>
