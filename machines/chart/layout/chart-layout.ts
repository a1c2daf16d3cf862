import { z } from 'zod'
import { textSchema } from '../../procedure/procedure.ts'
import { edgeKinds } from '../edges.ts'

const point = z.strictObject({ x: z.number(), y: z.number() })
/** A text broken into lines that fit its box, in each language. */
const lines = z.strictObject({ th: z.array(z.string()), en: z.array(z.string()) })
/** The edition of the drawing: a picture that was stored by another one is laid out anew when it is asked for. */
export const layoutEdition = 5
/** A picture of a chart in CSS pixels, laid out once for each version. */
export const layoutSchema = z.strictObject({
  edition: z.literal(layoutEdition),
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.strictObject({
      /** The step's dotted path from the root of the chart. */
      id: z.string(),
      parent: z.string().nullable(),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      title: textSchema,
      lines,
      clause: z.string(),
      clauseLines: z.array(z.string()),
      source: z.enum(['document', 'added']),
      kind: z.enum(['step', 'group', 'parallel', 'final']),
      public: z.boolean(),
      initial: z.boolean(),
    }),
  ),
  edges: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      /** The event type, or the name of a deadline for kind `deadline`. */
      type: z.string(),
      kind: z.enum(edgeKinds),
      /** One ending that several steps offer (withdrawal): drawn as one quiet line with one label. */
      aside: z.boolean(),
      title: textSchema,
      clause: z.string(),
      source: z.enum(['document', 'added']),
      points: z.array(point),
      /** `align` says which end of the lines stands at the edge's line. */
      label: point.extend({
        width: z.number(),
        height: z.number(),
        lines,
        align: z.enum(['start', 'end']),
      }),
    }),
  ),
})
export type Layout = z.infer<typeof layoutSchema>
