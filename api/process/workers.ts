import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { Piscina } from 'piscina'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import { createFairQueue, type FairQueue, QueueFullError } from './fair-queue.ts'

/** `quick` work takes moments, and somebody waits for it at each save; `heavy` work takes seconds; `files` reads what came. */
type Lane = 'quick' | 'heavy' | 'files'
/** Work for a thread: the exported function `name` of a module, what it is given, and how long it may take. */
export type WorkerTask = {
  lane: Lane
  module: URL
  name: string
  data: unknown
  /** ms from its start; waiting for its turn is not counted. */
  ms: number
  /** The office for which it is done: offices have their turns one after another. */
  office: string
}
export type Workers = {
  /**
   * Runs a task in a thread, so that it holds up nobody; undefined when it took too long, ran out of memory or failed.
   * Throws `too_many_requests` while as much of the same office waits as may.
   */
  run<Result>(task: WorkerTask): Promise<Result | undefined>
  /** Ends the threads; what runs in them, or waits for its turn, is answered as if it took too long. */
  close(): Promise<void>
}

/**
 * Quick work has threads of its own, so that it never waits for a proof; no office has more than one of either kind. A
 * file that somebody made to break its reader breaks a thread that nothing else needs.
 */
const lanes = {
  quick: { threads: 2, perOffice: 1, waiting: 32, retryAfter: 2 },
  heavy: { threads: 2, perOffice: 1, waiting: 8, retryAfter: 30 },
  files: { threads: 1, perOffice: 1, waiting: 1000, retryAfter: 30 },
}
/** A thread is kept warm for so long: starting one takes as long as most of its tasks. */
const idleMs = 120_000

/** The worker threads of one server; they start when they are first needed. */
export function createWorkers({ log }: { log: Logger }): Workers {
  const pools = {
    quick: createPool(lanes.quick.threads),
    heavy: createPool(lanes.heavy.threads),
    files: createPool(lanes.files.threads),
  }
  const queues: Record<Lane, FairQueue> = {
    quick: createQueue(lanes.quick),
    heavy: createQueue(lanes.heavy),
    files: createQueue(lanes.files),
  }

  let closed = false
  async function inThread<Result>({ lane, module, name, data, ms, office }: WorkerTask) {
    // A pool that was ended would start a thread for it, and the process would not end.
    if (closed) return undefined
    const signal = AbortSignal.timeout(ms)
    try {
      return (await pools[lane].run(data, { filename: fileURLToPath(module), name, signal })) as Result
    } catch (err) {
      // Drafts come from outside and may break what looks at them; whoever sent one is told, whoever runs the server too.
      log.warn({ err, task: name, office, late: signal.aborted }, 'A task in a worker thread gave no result')
      return undefined
    }
  }

  return {
    run: async <Result>(task: WorkerTask) => {
      try {
        return await queues[task.lane](task.office, () => inThread<Result>(task))
      } catch (error) {
        if (error instanceof QueueFullError) throw tooMuchWaits(lanes[task.lane].retryAfter)
        throw error
      }
    },
    close: async () => {
      closed = true
      await Promise.all(Object.values(pools).map((pool) => pool.destroy()))
    },
  }
}

const createPool = (threads: number) =>
  new Piscina({
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    // V8 has ended the whole process where a thread ran out of it: every task is bounded to well below.
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  })

const createQueue = ({ threads, perOffice, waiting }: (typeof lanes)[Lane]) =>
  createFairQueue({ atOnce: threads, perKey: perOffice, waiting })

function tooMuchWaits(retryAfter: number): ApiProblem {
  const message: Text = {
    th: `สำนักงานของท่านมีงานที่รอประมวลผลอยู่หลายรายการแล้ว เช่น การตรวจสอบขั้นตอนปฏิบัติ รายงาน หรือไฟล์ รอ ${retryAfter} วินาที แล้วลองใหม่`,
    en: `Your office has several checks, reports or files waiting to be worked on already. Wait ${retryAfter} seconds, then try again.`,
  }
  return new ApiProblem('too_many_requests', { retryAfter, message })
}
