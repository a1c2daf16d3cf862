import { z } from 'zod'
import { instant } from './contract.ts'

/** What readers of a published item did and said; numbers alone tell of the readers. */

export const feedbackSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  at: instant,
  /** The content that was public when it was said. */
  contentRevision: z.int(),
  closed: z.strictObject({ at: instant, by: z.string() }).nullable(),
})
export type Feedback = z.infer<typeof feedbackSchema>

export const readersSchema = z.strictObject({
  reads: z.int(),
  useful: z.int(),
  notUseful: z.int(),
  /** Of the last thirty days those that have any. */
  days: z.array(z.strictObject({ day: z.iso.date(), reads: z.int() })),
  /** The newest fifty. */
  feedback: z.array(feedbackSchema),
  /** Whether the one who asks may close what is open. */
  mayClose: z.boolean(),
})
export type ReadersView = z.infer<typeof readersSchema>

export const officeFeedbackSchema = z.strictObject({
  open: z.int(),
  requests: z.array(z.strictObject({ id: z.string(), title: z.string(), open: z.int() })),
})
