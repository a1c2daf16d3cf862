import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import type { Change } from '../../machines/diff/change.ts'
import type { InspectionEvent } from '../../machines/inspection/inspection.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { problem } from '../../machines/procedure/procedure-problem.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Workers, WorkerTask } from '../process/workers.ts'
import type { ExportedFile, ExportInput } from './exports.ts'
import type {
  Analysis,
  AnalysisInput,
  Checked,
  InspectionInput,
  MoveJudgement,
  MovesInput,
} from './procedure-worker.ts'

const module = new URL('./procedure-worker.ts', import.meta.url)

/** The largest draft is checked in a tenth of a second; on a busy machine, where its thread has to start, it may take its time. */
const quick = { module, lane: 'quick', ms: 10_000 } as const
/** A chart of 30 steps takes under a second, and one with too many paths gives itself up after some ten. */
const proof = { module, lane: 'heavy', ms: 30_000 } as const
/** A chart of an office is drawn in under a second; a tangled one of some hundred lines may take minutes. */
const drawing = { module, lane: 'heavy', ms: 10_000 } as const
/** A request is moved in moments, but some charts of parallel tracks have ten thousands of places to look through. */
const moving = { module, lane: 'heavy', ms: 60_000 } as const
/** To replay a history takes moments, but for moves, which are judged anew. */
const replaying = { module, lane: 'heavy', ms: 30_000 } as const

/** Whoever the work is for, and the threads that do it. Each function below throws `too_many_requests` as they do. */
export type TaskContext = { workers: Workers; office: string }
const run = <Result>(
  { workers, office }: TaskContext,
  limits: Pick<WorkerTask, 'module' | 'lane' | 'ms'>,
  name: string,
  data: unknown,
) => workers.run<Result>({ ...limits, name, data, office })

/** Checks a draft; one that cannot be checked in 10 seconds has that as its problem. */
export const checkDraft = async (context: TaskContext, json: unknown): Promise<Checked> =>
  (await run<Checked>(context, quick, 'check', json)) ?? { ok: false, problems: [notChecked] }

const notChecked = problem(
  'chart',
  'too_large',
  'แผนผังนี้ซับซ้อนเกินกว่าจะตรวจเสร็จในเวลาที่กำหนด ลดขั้นหรือทางเลือก หรือแบ่งเป็นหลายขั้นตอนปฏิบัติ',
  'this chart is too involved to be checked in time: take steps or choices away, or divide it',
)

/** Proofs, scenarios and changes of a sound procedure; undefined when they cannot be found in 30 seconds. */
export const analyzeProcedure = (context: TaskContext, input: AnalysisInput): Promise<Analysis | undefined> =>
  run<Analysis>(context, proof, 'analyze', input)

/** The picture of a sound procedure's chart; undefined when it has too many lines or cannot be drawn in 10 seconds. */
export const layoutProcedure = (context: TaskContext, procedure: Procedure): Promise<Layout | undefined> =>
  run<Layout>(context, drawing, 'layout', procedure)

/** What a version changes against another, in words; throws `internal_error` when that takes over 10 seconds. */
export const compareVersions = async (
  context: TaskContext,
  versions: { before: Procedure; after: Procedure },
): Promise<Change[]> => inTime(await run<Change[]>(context, quick, 'changes', versions))

/** A version as a file; throws `internal_error` when that takes over 10 seconds. */
export const exportVersion = async (context: TaskContext, input: ExportInput): Promise<ExportedFile> =>
  inTime(await run<ExportedFile>(context, quick, 'exported', input))

/** What a move would make of some requests; throws `invalid_request` when that cannot be told in a minute. */
export async function judgeMoves(context: TaskContext, input: MovesInput): Promise<MoveJudgement[]> {
  const judged = await run<MoveJudgement[]>(context, moving, 'moves', input)
  if (!judged) throw new ApiProblem('invalid_request', { message: cannotBeMoved })
  return judged
}
const cannotBeMoved: Text = {
  th: 'แผนผังของฉบับใหม่ซับซ้อนเกินกว่าจะตรวจได้ทันเวลาว่าการย้ายไม่ข้ามขั้นใด ให้เรื่องคงอยู่กับฉบับเดิม หรือลดขั้นที่ดำเนินการพร้อมกัน',
  en: 'The new version is too involved to be told in time what a move would skip. Let the requests stay on their versions, or let fewer steps run side by side.',
}

/** A request's history as inspection events; throws `internal_error` when that takes over 30 seconds. */
export const inspectRequest = async (
  context: TaskContext,
  input: InspectionInput,
): Promise<InspectionEvent[]> => inTime(await run<InspectionEvent[]>(context, replaying, 'inspection', input))

/** The answer of a task on a version that was checked and drawn before, so that it should have come. */
export function inTime<Result>(answer: Result | undefined): Result {
  if (answer === undefined) throw new ApiProblem('internal_error', { message: tookTooLong })
  return answer
}
const tookTooLong: Text = {
  th: 'ใช้เวลานานเกินกำหนด จึงยังไม่ได้ผล รอสักครู่แล้วลองใหม่',
  en: 'It took too long and gave no result. Wait a while and try again.',
}
