import { Worker } from 'node:worker_threads'
import type { Procedure } from '../machines/procedure.ts'
import type { Layout } from './contract.ts'

/** A chart of an office is drawn in under a second; one of 500 steps with thousands of lines may take minutes. */
const longestMs = 20_000

/**
 * The picture of a chart that may come from anywhere, drawn in a thread of its own so that nobody waits for it meanwhile;
 * undefined where it cannot be drawn, or not in 20 seconds.
 */
export async function layoutInTime(procedure: Procedure, ms = longestMs): Promise<Layout | undefined> {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), {
    workerData: procedure,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<Layout | undefined>((resolve) => {
      worker.once('message', (layout: Layout) => resolve(layout))
      worker.once('error', () => resolve(undefined))
      worker.once('exit', () => resolve(undefined))
      late = setTimeout(() => resolve(undefined), ms)
    })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
