import type { FormField, May, Meta, Need, Option, Text } from '../procedure/procedure.ts'
import type { Compiled } from './compile.ts'
import { type ChartSnapshot, isChoice, mayOf, transitionsHere } from './step.ts'
import { type Actor, type Context, type Refusal, refusals } from './vocabulary.ts'

export type ResolvedNeed =
  | { field: 'reasons'; grounds: Option[] }
  | { field: 'checked'; items: Option[] }
  | { field: 'publishUntil'; required: boolean }
  | { field: 'revision' }
  | { field: 'signature' }
  | ({ field: string } & Omit<FormField, 'name'>)

/** A transition that could be taken now (สิ่งที่ทำได้): allowed for this actor, or refused with the reasons why. */
export type Choice = {
  type: string
  title: Text
  description: Text | null
  clause: string
  source: 'document' | 'added'
  /** The step it leads to, as a dotted path from the root of the chart; null when the request stays where it is. */
  target: string | null
  needs: ResolvedNeed[]
  allowed: boolean
  refusals: Refusal[]
  /** Who could take it. */
  may: May
  /** Persons whom `notBy` keeps apart from it by what they decided before. */
  apart: string[]
  /** True where the step waits for this choice: not from a resting step, and not a way out to an end. */
  awaited: boolean
}

/** Every choice of the present steps for this actor, in the order of the chart. */
export function choices(compiled: Compiled, snapshot: ChartSnapshot, actor: Actor): Choice[] {
  const found: Choice[] = []
  for (const candidate of transitionsHere(snapshot)) {
    const may = mayOf(candidate)
    if (!isChoice(candidate) || !may) continue
    const meta = candidate.meta as Meta
    const reasons = refusals(may, snapshot.context, actor)
    found.push({
      type: candidate.eventType,
      title: meta.title,
      description: meta.description ?? null,
      clause: meta.clause,
      source: meta.source,
      target: candidate.target?.[0]?.path.join('.') ?? null,
      needs: (meta.needs ?? []).map((need) => resolveNeed(need, compiled.procedure)),
      allowed: reasons.length === 0,
      refusals: reasons,
      may,
      apart: decidersOf(snapshot, may.notBy),
      awaited: !candidate.source.tags.includes('resting') && !candidate.target?.some(endsTheRequest),
    })
  }
  return found
}

const decidersOf = ({ context }: { context: Context }, types: string[] = []): string[] =>
  context.decisions.filter(({ type }) => types.includes(type)).map(({ by }) => by)

/** An end of the whole chart; the end of one track of a parallel step is a step forward. */
const endsTheRequest = ({ type, path }: { type: string; path: string[] }) =>
  type === 'final' && path.length === 1

/** A need with the form field that it names written out, ready to render and to check. */
export function resolveNeed(need: Need, procedure: Compiled['procedure']): ResolvedNeed {
  if ('grounds' in need || 'items' in need || need.field === 'revision' || need.field === 'signature')
    return need as ResolvedNeed
  if (need.field === 'publishUntil') return need as ResolvedNeed
  if ('type' in need) return fieldWithOptions(need, procedure)
  const named = procedure.form.find((field) => field.name === need.field)
  if (!named) throw new Error(`The form of ${procedure.id} has no field "${need.field}"`)
  const { name, ...rest } = named
  return fieldWithOptions({ field: name, ...rest }, procedure)
}

/** A field of type `category` offers the procedure's categories. */
export function fieldWithOptions<Field extends Pick<FormField, 'type' | 'options'>>(
  field: Field,
  procedure: Compiled['procedure'],
): Field {
  if (field.type !== 'category') return field
  const options = procedure.categories.map(({ id, number, title }) => ({
    id,
    title: { th: `${number} ${title.th}`, en: `${number} ${title.en}` },
  }))
  return { ...field, options }
}
