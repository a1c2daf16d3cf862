import { edgesOf } from '../../machines/chart/edges.ts'
import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import type { Change } from '../../machines/diff/change.ts'
import { changesBetween } from '../../machines/diff/diff.ts'
import type { OfficeDocument } from '../../machines/documents/clauses.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import {
  type Inspected,
  type InspectionEvent,
  inspectionEvents,
  type StoredEvent,
} from '../../machines/inspection/inspection.ts'
import { type Moved, type MoveFacts, type MoveTarget, moveSnapshot } from '../../machines/move/move.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import type { Problem } from '../../machines/procedure/procedure-problem.ts'
import { clausesStayServed } from '../../machines/proofs/clauses-served.ts'
import { type OfficeFacts, prove } from '../../machines/proofs/proofs.ts'
import { compile } from '../../machines/run/compile.ts'
import { persist, restore, type Taken } from '../../machines/run/step.ts'
import type { Scenario } from '../../machines/scenarios/scenario.ts'
import { runScenario } from '../../machines/scenarios/scenarios.ts'
import type { ProofReport } from '../http/procedure-contract.ts'

// What runs in a worker thread, called by `procedure-tasks.ts` alone: what a function here is given, and what it
// answers, is copied between the threads.

/** More mistakes than anyone mends in one sitting; the answer must not outgrow the draft. */
const maxProblems = 200

export type Checked = { ok: true; procedure: Procedure } | { ok: false; problems: Problem[] }

/** Checks a draft; of its problems, the first 200. */
export function check(json: unknown): Checked {
  const checked = checkProcedure(json)
  return checked.ok ? checked : { ok: false, problems: checked.problems.slice(0, maxProblems) }
}

export type AnalysisInput = {
  procedure: Procedure
  facts: OfficeFacts
  scenarios: ({ id: string; name: string } & Scenario)[]
  /** The version in force, if there is one. */
  active: Procedure | undefined
  /** The document of the office, of those that ship. */
  wording: OfficeDocument | undefined
}
export type Analysis = Pick<ProofReport, 'proofs' | 'scenarios' | 'changes'>

/** Proves a sound procedure, runs its scenarios and compares it with the version in force. */
export function analyze({ procedure, facts, scenarios, active, wording }: AnalysisInput): Analysis {
  const compiled = compile(procedure)
  return {
    proofs: [
      ...prove(procedure, facts),
      ...(active && wording ? clausesStayServed(wording, active, procedure) : []),
    ],
    scenarios: scenarios.map(({ id, name, steps, expected }) => ({
      id,
      name,
      ...runScenario(compiled, { steps, expected }),
    })),
    changes: active ? changesBetween(active, procedure) : [],
  }
}

/** An administrator proves a draft again and again, and mostly something else than the chart has changed. */
const maxKept = 20
const kept = new Map<string, Layout>()

/** ELK takes some 400 MB over the most tangled chart of so many lines, and 1.1 GB over one of 1,500; nobody reads either. */
const maxLines = 400

/** Draws the chart of a sound procedure; undefined for one of more lines than can be drawn. */
export async function layout(procedure: Procedure): Promise<Layout | undefined> {
  if (edgesOf(procedure.chart).length > maxLines) return undefined
  const key = hashOf(procedure.chart)
  const drawn = kept.get(key) ?? (await draw(procedure))
  for (const oldest of kept.keys()) if (kept.size >= maxKept) kept.delete(oldest)
  kept.set(key, drawn)
  return drawn
}

async function draw(procedure: Procedure): Promise<Layout> {
  // Loaded by the first drawing alone: ELK is most of what a thread would have to load before it does anything.
  const { layoutOf } = await import('../../machines/chart/layout/layout.ts')
  return layoutOf(procedure)
}

/** What one version changes against another, in words. */
export const changes = ({ before, after }: { before: Procedure; after: Procedure }): Change[] =>
  changesBetween(before, after)

export { exported } from './exports.ts'

export type MovesInput = {
  to: Procedure
  /** The older versions by their hashes. */
  from: Record<string, Procedure>
  /** `snapshot` is JSON, as it is stored. */
  requests: { hash: string; snapshot: string; target: MoveTarget; facts: MoveFacts }[]
  at: number
  holidays: ReadonlySet<string>
}
/** As the engine answers it, with the snapshot as it would be stored. */
export type MoveJudgement =
  | (Omit<Extract<Moved, { ok: true }>, 'taken'> & { taken: Omit<Taken, 'snapshot'> & { snapshot: string } })
  | { ok: false; why: Text }

/** What a move to a version would make of each request. */
export function moves({ to, from, requests, at, holidays }: MovesInput): MoveJudgement[] {
  const target = compile(to)
  return requests.map((request): MoveJudgement => {
    const source = compile(from[request.hash] as Procedure)
    const before = restore(source, JSON.parse(request.snapshot))
    const moved = moveSnapshot(source, target, before, request.target, { at, holidays }, request.facts)
    if (!moved.ok) return moved
    return { ...moved, taken: { ...moved.taken, snapshot: persist(target, moved.taken.snapshot) } }
  })
}

export type InspectionInput = { versions: Record<string, Procedure>; of: Inspected; history: StoredEvent[] }

/** The history of a request as inspection events; `versions` are those that it names, by their hashes. */
export const inspection = ({ versions, of, history }: InspectionInput): InspectionEvent[] =>
  inspectionEvents((hash) => compile(versions[hash] as Procedure), of, history)
