import { z } from 'zod'
import { layoutSchema } from '../../machines/chart/layout/chart-layout.ts'
import type { InspectionEvent } from '../../machines/inspection/inspection.ts'
import { orderSchema, textSchema } from '../../machines/procedure/procedure.ts'
import { givenDay, givenLine, givenText } from './given.ts'

/** What crosses HTTP where administrators own their procedures: drafts, proofs, versions, moves, figures, the log. */

const id = z.string().min(1).max(100)
const instant = z.iso.datetime()
const who = z.strictObject({ id, name: z.string() })

/** One thing wrong with a procedure, with its place in the JSON (`chart.states.draft.on.SEND`). */
export const procedureProblemSchema = z.strictObject({
  place: z.string(),
  code: z.string(),
  message: textSchema,
})

/* ── Drafts ───────────────────────────────────────────────────────────────────────────── */

/** Where a draft starts from. `file`: our own JSON with everything, or an XState v5 config (then only the chart). */
export const draftStartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version'), procedure: id, version: z.int().min(1) }),
  z.strictObject({ kind: z.literal('standard') }),
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('file'), json: z.unknown() }),
])
export const newDraftSchema = z.strictObject({
  /** The part after the office: `publication`, `urgent`. */
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,31}$/),
  from: draftStartSchema,
})
export const draftSummarySchema = z.strictObject({
  id,
  office: z.string(),
  procedure: z.string(),
  title: textSchema,
  revision: z.int(),
  updatedAt: instant,
  updatedBy: who,
})
export const draftSchema = draftSummarySchema.extend({
  /** The procedure as it is being written; it need not be sound. */
  json: z.unknown(),
  problems: z.array(procedureProblemSchema),
  /** Everyone else who had the draft open in the last minute. */
  editors: z.array(z.strictObject({ name: z.string(), since: instant })),
})
export type Draft = z.infer<typeof draftSchema>
/** What became of an XState file, in sentences. */
export const importedSchema = z.strictObject({
  /** Which version the file says it is of, and which is in force. */
  succession: textSchema,
  /** The version from which the rest was kept is the one in force. */
  isInForce: z.boolean(),
  /** What the format cannot hold, kept from that version. */
  kept: z.array(textSchema),
  taken: z.array(textSchema),
  /** What of the file was left out or is called otherwise. */
  changed: z.array(textSchema),
})
export const newDraftAnswerSchema = draftSchema.extend({ imported: importedSchema.nullable() })
export const draftChangeSchema = z.strictObject({ json: z.unknown() })

/* ── Proofs ───────────────────────────────────────────────────────────────────────────── */

/** One step of a counter-example: who takes which choice, from where to where; a passed deadline has no role. */
export const pathStepSchema = z.strictObject({
  type: z.string(),
  title: textSchema,
  role: z.string().nullable(),
  roleTitle: textSchema.nullable(),
  /** Tells persons apart: the same letter is the same person. */
  person: z.string().nullable(),
  from: z.array(z.string()),
  to: z.array(z.string()),
})
export const proofSchema = z.strictObject({
  /** Names the property and what it is about, stable over runs: `reachable:proofreading`, `requires:CERTIFY`. */
  id: z.string(),
  /** `unproved`: not every path could be walked, so that nothing is said; it stands in the way like `violated`. */
  outcome: z.enum(['holds', 'violated', 'unproved', 'warning']),
  sentence: textSchema,
  /** The shortest counter-example, where there is one. */
  path: z.array(pathStepSchema),
  /** The steps that it is about, to be marked on the chart. */
  steps: z.array(z.string()),
  /** What the office's director has to confirm before the procedure takes effect. */
  confirm: z.strictObject({ place: z.string(), title: textSchema, clause: z.string() }).optional(),
})
export type Proof = z.infer<typeof proofSchema>
export const scenarioStepSchema = z.strictObject({
  /** An event type, or `xstate.after…` for a deadline that passes. */
  type: z.string().max(200),
  /** Who acts in the rehearsal: a role and a letter that tells persons of one role apart. */
  role: z.string().max(64).nullable(),
  person: z.string().max(16).nullable(),
  data: z.record(z.string(), z.unknown()),
  /** How long after the step before, in ms; a year at most, for every deadline on the way is rehearsed. */
  after: z
    .int()
    .min(0)
    .max(366 * 86_400_000),
})
export const newScenarioSchema = z.strictObject({
  name: givenLine(200),
  steps: z.array(scenarioStepSchema).max(200),
  /** The steps where it must end, as sorted dotted paths; `refused` when the last step must be refused. */
  expected: z.strictObject({ steps: z.array(z.string()).max(50), refused: z.boolean() }),
})
export const scenarioSchema = newScenarioSchema.extend({ id, createdBy: who, createdAt: instant })
export const scenarioOutcomeSchema = z.strictObject({
  id,
  name: z.string(),
  passed: z.boolean(),
  sentence: textSchema,
})
/** A change between two versions in words, with the steps that it is about. */
export const changeSchema = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  sentence: textSchema,
  steps: z.array(z.string()),
})
export const proofReportSchema = z.strictObject({
  problems: z.array(procedureProblemSchema),
  proofs: z.array(proofSchema),
  scenarios: z.array(scenarioOutcomeSchema),
  /** Against the active version; empty for a new procedure. */
  changes: z.array(changeSchema),
  /** Nothing violated or unproved, no scenario failed: it may be activated, once the warnings have their reasons. */
  mayActivate: z.boolean(),
  /** The picture on which the counter-examples are drawn; null where the procedure is not sound enough to be drawn. */
  layout: layoutSchema.nullable(),
})
export type ProofReport = z.infer<typeof proofReportSchema>

/* ── The document beside the chart ────────────────────────────────────────────────────── */

const placeViewSchema = z.strictObject({
  title: textSchema,
  /** The procedure that it is in; null for what the product does for every office. */
  procedure: z.string().nullable(),
  /** Where it is seen on the chart of the procedure that was asked for. */
  steps: z.array(z.string()),
  edges: z.array(z.string()),
  /** The procedure does not have it any more. */
  lost: z.boolean(),
})
export const officeDocumentSchema = z.strictObject({
  /** Of the clauses that ask something of somebody: how many are in force whole, and how many in part. */
  share: z.strictObject({ rules: z.int(), inForce: z.int(), partly: z.int() }),
  clauses: z.array(
    z.strictObject({
      /** Its number as printed, or a word for what has none. */
      id: z.string(),
      state: z.enum(['notARule', 'inForce', 'partly', 'notInForce']),
      provisions: z.array(
        z.strictObject({
          text: z.string(),
          joined: z.enum(['paragraph', 'line', 'text']),
          /** What the reading of the pages held, and what it is read as. */
          corrections: z.array(z.strictObject({ stood: z.string(), read: z.string() })),
          state: z.enum(['notARule', 'served', 'partly', 'lost', 'notYet']),
          missing: textSchema.nullable(),
          notARule: textSchema.nullable(),
          places: z.array(placeViewSchema),
        }),
      ),
    }),
  ),
  /** What the procedure says to be added: no clause asks for it. With the steps and choices at which it stands. */
  added: z.array(
    z.strictObject({ title: textSchema, within: z.array(textSchema), steps: z.array(z.string()) }),
  ),
})

/* ── Versions ─────────────────────────────────────────────────────────────────────────── */

export const activationSchema = z.strictObject({
  order: orderSchema
    .pick({ number: true, date: true, signedBy: true, signedAs: true, effectiveFrom: true })
    .extend({ date: givenDay().nullable(), effectiveFrom: givenDay().nullable() }),
  /** For each warning (by its id) why it may stand. */
  reasons: z.record(z.string(), givenText(2000)),
})
export const versionSummarySchema = z.strictObject({
  procedure: z.string(),
  version: z.int(),
  hash: z.string(),
  status: z.enum(['scheduled', 'active', 'superseded']),
  order: orderSchema,
  createdAt: instant,
  createdBy: who.nullable(),
  activatedAt: instant.nullable(),
  /** For `scheduled`: when it will take effect by itself. */
  effectiveAt: instant.nullable(),
  reasons: z.record(z.string(), z.string()),
  /** Open requests that run on it. */
  openRequests: z.int(),
})
/** What an administrator asked for and a second person of the office has to confirm before it takes effect. */
export const confirmationSchema = z.strictObject({
  id,
  office: z.string(),
  kind: z.enum(['activation', 'appointment', 'password', 'person']),
  /** What is asked, as it follows the words "asks to". */
  what: textSchema,
  askedBy: who,
  askedAt: instant,
  expiresAt: instant,
  /** Who may confirm it today. */
  waitsFor: z.array(who),
  /** Whether I may. */
  mine: z.boolean(),
  activation: z
    .strictObject({
      draft: z.string(),
      procedure: z.string(),
      order: activationSchema.shape.order,
      reasons: z.record(z.string(), z.string()),
      proofs: z.array(proofSchema),
      changes: z.array(changeSchema),
      /** No version of the procedure has been in force. */
      first: z.boolean(),
      /** Choices by which one person alone publishes, with the clause that is cited: only the director confirms them. */
      choices: z.array(
        z.strictObject({
          proof: z.string(),
          place: z.string(),
          title: textSchema,
          clause: z.string(),
          sentence: textSchema,
        }),
      ),
    })
    .nullable(),
})
export const confirmationsSchema = z.strictObject({ confirmations: z.array(confirmationSchema) })
export const declineSchema = z.strictObject({ reason: givenText(2000) })
/** What an activation led to: the version, or the confirmation that it waits for. */
export const activationAnswerSchema = z.strictObject({
  version: versionSummarySchema.nullable(),
  waiting: confirmationSchema.nullable(),
  /** Where the office has no second person: that it took effect without one. */
  notice: textSchema.nullable(),
})
export const versionsSchema = z.strictObject({ versions: z.array(versionSummarySchema) })

/* ── Moving requests ──────────────────────────────────────────────────────────────────── */

/**
 * From a step's dotted path to where its requests go: a step of the new version, or `null` to stay. A step that is not
 * named goes to the step of the same path; where there is none, or it may not go there, it needs a decision.
 */
export const moveMappingSchema = z.record(z.string().max(300), z.string().max(300).nullable())
export const movePlanSchema = z.strictObject({
  /** A row for each set of present steps on each older version. */
  rows: z.array(
    z.strictObject({
      fromVersion: z.int(),
      steps: z.array(z.strictObject({ id: z.string(), title: textSchema })),
      count: z.int(),
      becomes: z.enum(['stays', 'moves', 'needsDecision']),
      target: z.array(z.strictObject({ id: z.string(), title: textSchema })),
      /** Why it cannot be moved as the mapping says. */
      problem: textSchema.nullable(),
      kept: z.array(textSchema),
      lost: z.array(textSchema),
      /** Deadlines that begin, end, or are counted anew by the move; the others run on. */
      deadlines: z.array(textSchema),
    }),
  ),
  /** What the dry run of every single request said: all that would move did, or which would not and why. */
  dryRun: z.strictObject({
    moved: z.int(),
    failed: z.array(z.strictObject({ request: id, title: z.string(), why: textSchema })),
  }),
  /** Steps of the new version, to choose from. */
  targets: z.array(z.strictObject({ id: z.string(), title: textSchema })),
})
export type MovePlan = z.infer<typeof movePlanSchema>
export const dryRunSchema = z.strictObject({ mapping: moveMappingSchema })
export const newMoveSchema = z.strictObject({
  mapping: moveMappingSchema,
  reason: givenText(2000),
})
export const moveJobSchema = z.strictObject({
  id,
  procedure: z.string(),
  toVersion: z.int(),
  status: z.enum(['running', 'done']),
  total: z.int(),
  moved: z.int(),
  failed: z.array(z.strictObject({ request: id, title: z.string(), why: textSchema })),
  startedAt: instant,
  startedBy: who,
  reason: z.string(),
})

/* ── Figures, log, inspection, settings ───────────────────────────────────────────────── */

export const figuresQuerySchema = z.object({ from: givenDay().optional(), until: givenDay().optional() })
export const figuresSchema = z.strictObject({
  from: z.iso.date(),
  until: z.iso.date(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      title: textSchema,
      /** Requests that stand there now, and that came through in the period. */
      now: z.int(),
      passed: z.int(),
      /** Of the stays that ended in the period, in ms; null where none did. */
      medianMs: z.number().nullable(),
      returned: z.int(),
    }),
  ),
  /** Of the requests begun in the period. */
  requests: z.int(),
  returnedRequests: z.int(),
  reasons: z.array(z.strictObject({ title: textSchema, count: z.int() })),
})
export type Figures = z.infer<typeof figuresSchema>

export const auditLogSchema = z.strictObject({
  events: z.array(
    z.strictObject({
      seq: z.int(),
      type: z.string(),
      sentence: textSchema,
      actor: who,
      at: instant,
      before: z.unknown(),
      after: z.unknown(),
      previousHash: z.string(),
      hash: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export const officeSettingsSchema = z.strictObject({
  digits: z.enum(['arab', 'thai']).optional(),
  /** Whether this office's people may send a flow, without personal data, to the public Stately inspector. */
  inspectorAllowed: z.boolean().optional(),
  /** Whether everyone of the office may read what was not submitted yet; otherwise the owner's group alone. */
  draftsOpen: z.boolean().optional(),
})
/**
 * A Stately inspection event as `@statelyai/inspect` sends it, with the historical time in `createdAt`. The events' form is Stately's and not ours to check; they are written by
 * `machines/inspection` alone.
 */
const inspectionEventSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodType<InspectionEvent>
export const inspectionSchema = z.strictObject({ events: z.array(inspectionEventSchema) })
