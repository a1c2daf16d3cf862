import { dayFieldOf, type Text } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import { isRequired } from './data.ts'
import { type Graph, withoutPathTo } from './explore.ts'
import type { FlowFacts } from './flow.ts'
import { deadlineOf, isPublic, isStale, type ReachableState } from './model.ts'
import type { Proof } from './proof.ts'
import { oncePerStep } from './reach.ts'
import { holds, pathOf, quoted, stepsInWords, violated } from './words.ts'

type Flow = Graph<FlowFacts>

/** Whatever is public can come down. */
export function comesDown({ procedure }: Compiled, graph: Flow): Proof[] {
  if (!graph.states.some(isPublic)) return []
  const stuck = oncePerStep(withoutPathTo(graph, (state) => !isPublic(state)))
  if (stuck.length === 0)
    return [
      holds('takedown', 'ข้อมูลที่เผยแพร่แล้วมีทางนำออกจากเว็บไซต์ได้เสมอ', 'Whatever is public can be taken down.'),
    ]
  return stuck.map((state) => {
    const steps = stepsOf(state.snapshot.value)
    const { th, en } = stepsInWords(procedure, steps)
    return violated(
      `takedown:${steps.join('+')}`,
      `เมื่อเผยแพร่ที่ขั้น ${th} แล้วไม่มีทางนำออกจากเว็บไซต์`,
      `Once public at ${en} it can never come down.`,
      { path: pathOf(procedure, graph.pathTo(state)), steps },
    )
  })
}

/** A period that was set ends the publication, and where it must be set before publication nothing is public without. */
export function periodEnds(compiled: Compiled, graph: Flow): Proof[] {
  const { procedure } = compiled
  if (!graph.states.some(isPublic)) return []
  const asksPeriod = graph.edges.filter(({ needs }) => needs.some(({ field }) => field === 'publishUntil'))
  if (asksPeriod.length === 0) {
    const limits = deadlinesThatEnd(compiled, graph)
    const or = {
      th: limits.map(({ th }) => ` หรือ${th}`).join(''),
      en: limits.map(({ en }) => ` or ${en}`).join(''),
    }
    return [
      holds(
        'period',
        `ขั้นตอนนี้ไม่กำหนดระยะเวลาการเผยแพร่ ข้อมูลอยู่บนเว็บไซต์จนกว่าจะมีผู้นำออก${or.th}`,
        `No period of publication is set: information stays public until somebody takes it down${or.en}.`,
      ),
    ]
  }
  const open = oncePerStep(graph.states.filter((state) => isPublic(state) && hasPeriod(state)))
  // Of one step's states any may lack its deadline, so all are looked at and the nearest of each step is told.
  const endless = oncePerStep(
    graph.states.filter(
      (state) => isPublic(state) && hasPeriod(state) && !endsWithPeriod(compiled, graph, state),
    ),
  )
  const proofs = endless.map((state) => {
    const steps = stepsOf(state.snapshot.value)
    const { th, en } = stepsInWords(procedure, steps)
    return violated(
      `period:${steps.join('+')}`,
      `ที่ขั้น ${th} เมื่อครบระยะเวลาที่กำหนดแล้ว ข้อมูลไม่ถูกนำออกจากเว็บไซต์`,
      `At ${en} the information stays public when its period ends.`,
      { path: pathOf(procedure, graph.pathTo(state)), steps },
    )
  })
  if (proofs.length === 0 && open.length > 0)
    proofs.push(
      holds(
        'period',
        'เมื่อกำหนดระยะเวลาการเผยแพร่ไว้ ข้อมูลถูกนำออกจากเว็บไซต์เมื่อครบระยะเวลาเสมอ',
        'Where a period of publication is set, the information always comes down when it ends.',
      ),
    )
  const required = asksPeriod.some(
    ({ from, needs }) =>
      !isPublic(from) && needs.some((need) => need.field === 'publishUntil' && isRequired(need)),
  )
  return required ? [...proofs, ...periodIsSet(compiled, graph)] : proofs
}

/** The deadlines that take the request off the site by themselves, each with the step at which it runs. */
function deadlinesThatEnd(compiled: Compiled, graph: Flow): Text[] {
  const found = new Map<string, Text>()
  for (const edge of graph.edges) {
    const deadline = deadlineOf(compiled, edge.type)
    if (!deadline || !isPublic(edge.from) || isPublic(graph.end(edge))) continue
    const at = stepsInWords(compiled.procedure, stepsOf(edge.from.snapshot.value))
    const limit = quoted(deadline.title)
    const text = { th: `ครบกำหนด ${limit.th} ที่ขั้น ${at.th}`, en: `${limit.en} is over at ${at.en}` }
    found.set(text.en, text)
  }
  return [...found.values()]
}

const hasPeriod = ({ snapshot }: ReachableState<FlowFacts>) =>
  typeof snapshot.context.values.publishUntil === 'string'

/** A running deadline waits for the very day that is set now, and takes the request off the site when it passes. */
function endsWithPeriod(compiled: Compiled, graph: Flow, state: ReachableState<FlowFacts>): boolean {
  return (state.edges ?? []).some((edge) => {
    const deadline = deadlineOf(compiled, edge.type)
    return (
      deadline !== undefined &&
      dayFieldOf(deadline) === 'publishUntil' &&
      !isStale(compiled, state, edge.type) &&
      !isPublic(graph.end(edge))
    )
  })
}

function periodIsSet({ procedure }: Compiled, graph: Flow): Proof[] {
  const bare = graph.states.find((state) => isPublic(state) && !hasPeriod(state))
  if (!bare)
    return [
      holds(
        'periodSet',
        'ไม่มีทางเผยแพร่โดยไม่กำหนดระยะเวลาการเผยแพร่',
        'Nothing becomes public without a period of publication.',
      ),
    ]
  const steps = stepsOf(bare.snapshot.value)
  return [
    violated(
      'periodSet',
      'มีทางเผยแพร่โดยไม่กำหนดระยะเวลาการเผยแพร่ ทั้งที่ขั้นตอนให้กำหนดก่อน',
      'It can become public without a period of publication, though one has to be set before.',
      { path: pathOf(procedure, graph.pathTo(bare)), steps },
    ),
  ]
}
