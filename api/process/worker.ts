import { Worker } from 'node:worker_threads'
import { createSlots } from './semaphore.ts'

/** Each thread takes a core; whoever asks for more waits, and everyone else is served meanwhile. */
const oneOfTwo = createSlots(2)

/**
 * Runs a module in a thread of its own, so that work on what came from outside holds up nobody. The module posts one
 * message, which is the answer; undefined when it fails or takes longer than `ms`, counted from its own start.
 */
export const inThread = <Result>(module: URL, data: unknown, ms: number): Promise<Result | undefined> =>
  oneOfTwo(() => answerOf<Result>(module, data, ms))

async function answerOf<Result>(module: URL, workerData: unknown, ms: number): Promise<Result | undefined> {
  const worker = new Worker(module, { workerData, resourceLimits: { maxOldGenerationSizeMb: 512 } })
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<Result | undefined>((resolve) => {
      worker.once('message', (answer: Result) => resolve(answer))
      worker.once('error', () => resolve(undefined))
      worker.once('exit', () => resolve(undefined))
      late = setTimeout(() => resolve(undefined), ms)
    })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
