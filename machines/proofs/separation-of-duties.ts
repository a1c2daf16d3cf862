import type { Procedure } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import { explore, type Graph } from './explore.ts'
import type { FlowFacts } from './flow.ts'
import { mays } from './mays.ts'
import { type Edge, isPublic, unit } from './model.ts'
import type { Proof } from './proof.ts'
import { nameOf, type Pair, type SeparationFacts, separationModel } from './separation-model.ts'
import type { Tracks } from './tracks.ts'
import { choiceInWords, holds, pathOf, violated, warning } from './words.ts'

/**
 * Separation of duties: of two choices that the chart keeps from one person, nobody takes both on any path, in whatever
 * capacity they act; nor a submission and an approval that it needs.
 */
export function separationOfDuties(
  compiled: Compiled,
  flow: Graph<FlowFacts>,
  tracks: Tracks[],
): { proofs: Proof[]; cut: boolean } {
  const { procedure } = compiled
  const pairs = pairsOf(procedure, flow)
  const roles = rolesByType(procedure)
  const graphs = [false, true].flatMap((owns) => {
    const fitting = pairs.filter((pair) => concerns(roles, pair, owns))
    return fitting.length > 0 ? [explore(separationModel(compiled, fitting, owns, tracks))] : []
  })
  const broken = graphs.map((graph) => ({ graph, first: firstBreaches(graph) }))
  const proofs = pairs.flatMap((pair) => {
    const paths = broken.flatMap(({ graph, first }) => {
      const edge = first.get(nameOf(pair))
      return edge ? [[...graph.pathTo(edge.from), edge]] : []
    })
    return proofOf(procedure, pair, paths.sort((a, b) => a.length - b.length)[0])
  })
  return { proofs, cut: graphs.some(({ cut }) => cut) }
}

/** For each pair that one person takes both of, the first edge with which they have. */
function firstBreaches({ edges }: Graph<SeparationFacts>): Map<string, Edge<SeparationFacts>> {
  const first = new Map<string, Edge<SeparationFacts>>()
  for (const edge of edges)
    for (const name of edge.to.facts.broke) if (!first.has(name)) first.set(name, edge)
  return first
}

function proofOf(procedure: Procedure, pair: Pair, path: Edge<SeparationFacts>[] | undefined): Proof[] {
  const [one, other] = [choiceInWords(procedure, pair.earlier), choiceInWords(procedure, pair.later)]
  const last = path?.at(-1)
  if (!path || !last)
    return pair.declared
      ? [
          holds(
            nameOf(pair),
            `${one.th} กับ ${other.th} เป็นคนละคนกันในทุกเส้นทาง แม้ดำรงหลายตำแหน่งหรือรักษาราชการแทน`,
            `${one.en} and ${other.en} are never by one person, on any path and in any acting capacity.`,
          ),
        ]
      : []
  const about = { path: pathOf(procedure, path), steps: stepsOf(last.from.snapshot.value) }
  return pair.declared
    ? [
        violated(
          nameOf(pair),
          `คนเดียวกันทำทั้ง ${one.th} และ ${other.th} ได้ ทั้งที่แผนผังกำหนดให้เป็นคนละคน`,
          `One person can take both ${one.en} and ${other.en}, though the chart keeps them apart.`,
          about,
        ),
      ]
    : [
        warning(
          nameOf(pair),
          `แผนผังไม่ได้ห้ามผู้ที่ ${one.th} ทำ ${other.th} เรื่องเดียวกันเอง`,
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
  const submissions = flow.edges.filter(
    ({ from, to, person }) =>
      person !== null && !isPublic(from) && from.snapshot.context.revision !== to.snapshot.context.revision,
  )
  for (const earlier of new Set(submissions.map(({ type }) => type)))
    for (const later of procedure.requires) if (later !== earlier) add({ earlier, later, declared: false })
  return [...pairs.values()]
}

/** For each type of choice, the roles that may take it somewhere. */
function rolesByType({ chart }: Procedure): Map<string, string[]> {
  const roles = new Map<string, string[]>()
  for (const { type, may } of mays(chart))
    roles.set(type, [...(roles.get(type) ?? []), ...[may.as].flat(), ...(may.unit ? [unit] : [])])
  return roles
}

/** Where the owner may take one of the two, the person who holds everything must be the owner, and otherwise not. */
function concerns(roles: Map<string, string[]>, { earlier, later }: Pair, owns: boolean): boolean {
  const asked = [roles.get(earlier) ?? [], roles.get(later) ?? []]
  return owns
    ? asked.some((list) => list.includes('owner'))
    : asked.every((list) => list.some((role) => role !== 'owner'))
}
