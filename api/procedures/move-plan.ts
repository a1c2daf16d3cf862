import { type OlderRequest, olderRequests } from '../../db/moves.ts'
import { walk } from '../../machines/chart/graph.ts'
import type { Chart, Text } from '../../machines/procedure/procedure.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import type { MovePlan } from '../http/procedure-contract.ts'
import type { Deps } from '../process/deps.ts'
import { withJudgedMoves } from './judged-moves.ts'
import { type JudgedMove, type MoveOrder, type MoveOutcome, moveRequest } from './move-request.ts'
import { getCompiled } from './versions.ts'

type Row = MovePlan['rows'][number]
type Failure = MovePlan['dryRun']['failed'][number]
/** The requests of one version at the same steps, and how they would fare. */
type Tally = { row: Row; moved: number; refused: Failure[] }

/**
 * What would become of every open request on an older version. Each is moved for the answer by the function that moves
 * it in earnest, and rolled back, so that nothing is left of it. Others' own work goes first.
 */
export async function planMove(deps: Deps, order: MoveOrder, batch = 50): Promise<MovePlan> {
  const { procedure, version } = order.to
  const tallies = new Map<string, Tally>()
  for (let after: string | undefined = ''; after !== undefined; ) {
    const older = await olderRequests(deps.db, { procedure: procedure.id, version, after, limit: batch })
    const outcomes = await withJudgedMoves(deps, order, older, (judged) => rehearse(deps, order, judged))
    for (const [index, request] of older.entries()) {
      const outcome = outcomes[index] ?? { kind: 'gone' }
      const key = `${request.fromVersion} ${request.steps}`
      const tally = tallies.get(key) ?? (await emptyTally(deps, request))
      tallies.set(key, tally)
      add(tally, request, outcome, procedure.chart)
    }
    after = older.length < batch ? undefined : older.at(-1)?.id
  }
  const all = [...tallies.values()].sort(
    (a, b) => a.row.fromVersion - b.row.fromVersion || (namesOf(a) < namesOf(b) ? -1 : 1),
  )
  return {
    rows: all.map(({ row }) => row),
    dryRun: {
      moved: all.reduce((sum, { moved }) => sum + moved, 0),
      // A row of which none can be moved is a decision to be made, once; here are the exceptions of the others.
      failed: all.flatMap(({ moved, refused }) => (moved > 0 ? refused : [])),
    },
    targets: targetsOf(procedure.chart),
  }
}

class RolledBack extends Error {
  readonly outcome: MoveOutcome
  constructor(outcome: MoveOutcome) {
    super('A dry run leaves nothing behind')
    this.outcome = outcome
  }
}

async function rehearse(deps: Deps, order: MoveOrder, judged: JudgedMove): Promise<MoveOutcome> {
  try {
    return await deps.commits(async (trx, announce) => {
      throw new RolledBack(await moveRequest({ trx, announce }, judged, order))
    }, 'background')
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome
    throw error
  }
}

async function emptyTally(deps: Deps, request: OlderRequest): Promise<Tally> {
  const { chart } = (await getCompiled(deps.db, request.procedureHash)).procedure
  const steps = inWords(chart, request.steps.split(',').filter(Boolean))
  const { fromVersion } = request
  const nothing = {
    count: 0,
    becomes: 'stays' as const,
    target: [],
    problem: null,
    kept: [],
    lost: [],
    deadlines: [],
  }
  return { row: { fromVersion, steps, ...nothing }, moved: 0, refused: [] }
}

function add(tally: Tally, { id, title }: OlderRequest, outcome: MoveOutcome, chart: Chart): void {
  // Ended since it was read: there is nothing left to decide about it.
  if (outcome.kind === 'gone') return
  const { row } = tally
  row.count += 1
  if (outcome.kind === 'moved') {
    tally.moved += 1
    row.becomes = 'moves'
    row.problem = null
    // Requests that stand alike may have brought different decisions: all the steps to which they go.
    row.target = inWords(chart, [...new Set([...row.target.map(({ id: step }) => step), ...outcome.target])])
    row.kept = together(row.kept, outcome.kept)
    row.lost = together(row.lost, outcome.lost)
    row.deadlines = together(row.deadlines, outcome.deadlines)
  }
  if (outcome.kind === 'refused') {
    tally.refused.push({ request: id, title, why: outcome.why })
    if (row.becomes === 'moves') return
    row.becomes = 'needsDecision'
    row.problem = outcome.why
  }
}

const namesOf = ({ row }: Tally) => row.steps.map(({ id }) => id).join()

const inWords = (chart: Chart, steps: string[]) =>
  steps.map((id) => ({ id, title: metaOfStep(chart, id).title }))

const together = (texts: Text[], more: Text[]): Text[] => [
  ...new Map([...texts, ...more].map((text) => [text.th, text])).values(),
]

/** Every step that a request can be sent to: not an end, which only the people of the chart may decide. */
function targetsOf(chart: Chart): MovePlan['targets'] {
  const steps = [...walk(chart)].filter(
    ({ path, node }) =>
      path.length > 0 && node.type !== 'history' && !(node.type === 'final' && path.length === 1),
  )
  return inWords(
    chart,
    steps.map(({ path }) => path.join('.')),
  )
}
