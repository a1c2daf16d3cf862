import type { Compiled } from '../compile.ts'
import type { May, Procedure } from '../procedure.ts'
import type { ChartSnapshot } from '../step.ts'
import { stepsOf } from '../steps.ts'
import { type Actor, actsAs, type Context, capacities, refusals } from '../vocabulary.ts'
import { explore, type Graph } from './explore.ts'
import { barredToOwner, decisionsOf, type FlowFacts, separatePeople } from './flow.ts'
import { mays } from './mays.ts'
import { type Candidate, isPublic, type Model, type Move, somewhere } from './model.ts'
import type { Proof } from './proof.ts'
import { choiceInWords, holds, pathOf, violated, warning } from './words.ts'

/**
 * Two decisions that one person must not take both; `declared` by a `notBy`, or only wished by these proofs. `strict`:
 * the later one is a required approval, and so is kept apart wherever it is taken.
 */
type Pair = { earlier: string; later: string; declared: boolean; strict: boolean }
const nameOf = ({ earlier, later }: Pick<Pair, 'earlier' | 'later'>) => `apart:${earlier}:${later}`

/** What one person who holds everything has decided about the content as it stands: the type, and from what it is kept. */
type ApartFacts = { acts: ReadonlyMap<string, readonly string[]>; broke: string[] }

/** Whoever is kept apart stays apart on every path, in whatever capacity they act; and approvals from submissions. */
export function staysApart(compiled: Compiled, flow: Graph<FlowFacts>): { proofs: Proof[]; cut: boolean } {
  const { procedure } = compiled
  const pairs = pairsOf(procedure, flow)
  const graphs = [false, true].flatMap((owns) => {
    const fitting = pairs.filter((pair) => concerns(procedure, pair, owns))
    return fitting.length > 0 ? [explore(apartModel(compiled, fitting, owns))] : []
  })
  const proofs = pairs.flatMap((pair) => {
    const ways = graphs.flatMap((graph) => {
      const move = graph.moves.find(({ to }) => to.facts.broke.includes(nameOf(pair)))
      return move ? [[...graph.wayTo(move.from), move]] : []
    })
    return proofOf(procedure, pair, ways.sort((a, b) => a.length - b.length)[0])
  })
  return { proofs, cut: graphs.some(({ cut }) => cut) }
}

function proofOf(procedure: Procedure, pair: Pair, way: Move<ApartFacts>[] | undefined): Proof[] {
  const [one, other] = [choiceInWords(procedure, pair.earlier), choiceInWords(procedure, pair.later)]
  const last = way?.at(-1)
  if (!way || !last)
    return pair.declared
      ? [
          holds(
            nameOf(pair),
            `${one.th} กับ ${other.th} เป็นคนละคนกันในทุกเส้นทาง แม้ดำรงหลายตำแหน่งหรือรักษาราชการแทน`,
            `${one.en} and ${other.en} are never by one person, on any path and in any acting capacity.`,
          ),
        ]
      : []
  const about = { path: pathOf(procedure, way), steps: stepsOf(last.from.snapshot.value) }
  return pair.declared
    ? [
        violated(
          nameOf(pair),
          `คนเดียวกันทำทั้ง ${one.th} และ ${other.th} ได้ ทั้งที่ผังกำหนดให้เป็นคนละคน`,
          `One person can take both ${one.en} and ${other.en}, though the chart keeps them apart.`,
          about,
        ),
      ]
    : [
        warning(
          nameOf(pair),
          `ผังไม่ได้ห้ามผู้ที่ ${one.th} ทำ ${other.th} เรื่องเดียวกันเอง`,
          `The chart does not keep whoever took ${one.en} from taking ${other.en} of the same request.`,
          about,
        ),
      ]
}

/** What the chart declares, and what it should: an approval that is required is not by whoever submitted. */
function pairsOf(procedure: Procedure, flow: Graph<FlowFacts>): Pair[] {
  const pairs = new Map<string, Pair>()
  const add = (pair: Omit<Pair, 'strict'>) => {
    const strict = procedure.requires.includes(pair.later)
    if (!pairs.has(nameOf(pair))) pairs.set(nameOf(pair), { ...pair, strict })
  }
  for (const { type: later, may } of mays(procedure.chart))
    for (const earlier of may.notBy ?? []) add({ earlier, later, declared: true })
  const submissions = flow.moves.filter(
    ({ from, to, person }) =>
      person !== null && !isPublic(from) && from.snapshot.context.revision !== to.snapshot.context.revision,
  )
  for (const earlier of new Set(submissions.map(({ type }) => type)))
    for (const later of procedure.requires) if (later !== earlier) add({ earlier, later, declared: false })
  return [...pairs.values()]
}

/** Where the owner may take one of the two, the person who holds everything must be the owner, and otherwise not. */
function concerns({ chart }: Procedure, { earlier, later }: Pair, owns: boolean): boolean {
  const asked = [earlier, later].map((type) =>
    mays(chart).flatMap((choice) => (choice.type === type ? [choice.may.as].flat() : [])),
  )
  return owns
    ? asked.some((roles) => roles.includes('owner'))
    : asked.every((roles) => roles.some((role) => role !== 'owner'))
}

/**
 * The model in which one person holds every role in every capacity, and with `owns` is the owner too. That person takes
 * at most the two choices of a pair: whatever else one person could do, others can do in their stead.
 */
function apartModel(compiled: Compiled, pairs: Pair[], owns: boolean): Model<ApartFacts> {
  const { procedure } = compiled
  const everybody = holdsEverything(procedure, owns ? somewhere.owner : 'everything')
  const barred = new Set(mays(procedure.chart).flatMap(({ may }) => may.notBy ?? []))
  const barredOwner = barredToOwner(compiled)
  const tracked = new Set(pairs.flatMap(({ earlier, later }) => [earlier, later]))
  const related = (a: string, b: string) =>
    pairs.some(({ earlier, later }) => (earlier === a && later === b) || (earlier === b && later === a))

  const mayTry = ({ acts }: ApartFacts, type: string) =>
    tracked.has(type) &&
    (acts.size === 0 || (acts.size === 1 && [...acts.keys()].some((a) => related(a, type))))

  return {
    compiled,
    facts: { acts: new Map(), broke: [] },
    people: ({ snapshot, facts }, type, may) => {
      const { context } = snapshot
      const forced = owns && [may.as].flat().every((role) => role === 'owner')
      const others = separatePeople(may, context).filter(({ actor }) => actor.person !== everybody.person)
      // The roles of the others make no difference here, so one is enough: not the owner, who cannot be replaced.
      const other = others.find(({ role }) => role !== 'owner') ?? others[0]
      const tries = forced || mayTry(facts, type) ? asEverybody(may, context, everybody) : []
      return [...(other ? [other] : []), ...tries]
    },
    observe: (move, after) => observe(move, after, { everybody, pairs, tracked }),
    key: ({ snapshot, facts }) => [
      [...facts.acts].sort(([a], [b]) => (a < b ? -1 : 1)),
      decisionsOf(snapshot.context, everybody.person, barred),
      decisionsOf(snapshot.context, snapshot.context.owner, barredOwner),
    ],
  }
}

function asEverybody(may: May, context: Context, everybody: Actor): Candidate[] {
  if (refusals(may, context, everybody).length > 0) return []
  const held = actsAs(may, context, everybody)
  return held ? [{ role: held === 'owner' ? 'owner' : held.role, actor: everybody }] : []
}

type Known = { everybody: Actor; pairs: Pair[]; tracked: Set<string> }

function observe(
  { type, person, from, taken }: Omit<Move<ApartFacts>, 'to'>,
  after: ChartSnapshot,
  { everybody, pairs, tracked }: Known,
): ApartFacts {
  // Where the content may be written anew, what was decided about it counts no more, and what sent it back is judged
  // by what went before; only a choice that is itself kept apart from the return still looks back at it.
  const rewritten = after.hasTag('editable') && !from.snapshot.hasTag('editable')
  const before = from.facts.acts
  const acts = new Map(rewritten ? [] : before)
  const broke: string[] = []
  if (tracked.has(type)) {
    if (person !== everybody.person) acts.delete(type)
    else {
      const kept = keptFrom(type, taken, pairs)
      broke.push(
        ...kept.filter((earlier) => before.has(earlier)).map((earlier) => nameOf({ earlier, later: type })),
      )
      acts.set(type, rewritten ? [] : kept)
    }
  }
  // Taken the other way round, the choices are no more apart: it shows when the request becomes public.
  if (!isPublic(from) && isPublic({ snapshot: after }))
    for (const [later, kept] of acts)
      broke.push(
        ...kept
          .filter((earlier) => earlier !== later && acts.has(earlier))
          .map((earlier) => nameOf({ earlier, later })),
      )
  return { acts, broke }
}

/** A required approval is kept from what any of its choices names; another choice from what it names itself. */
function keptFrom(type: string, taken: Move<ApartFacts>['taken'], pairs: Pair[]): string[] {
  const own = taken.flatMap(({ guard }) => (guard as { params?: May } | undefined)?.params?.notBy ?? [])
  return pairs.flatMap((pair) =>
    pair.later === type && (pair.strict || own.includes(pair.earlier)) ? [pair.earlier] : [],
  )
}

function holdsEverything({ roles, chart }: Procedure, person: string): Actor {
  const { office, group: own } = somewhere
  const groups = new Set([own, ...mays(chart).flatMap(({ may }) => may.group ?? [])])
  return {
    person,
    appointments: roles.flatMap(({ id: role }) =>
      [...groups].flatMap((group) =>
        capacities.map((capacity) => ({
          id: `${role} ${group} ${capacity}`,
          office,
          group,
          role,
          capacity,
          orderNumber: null,
        })),
      ),
    ),
  }
}
