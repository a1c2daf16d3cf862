import { setTimeout } from 'node:timers/promises'

/**
 * Runs work beside a heartbeat; answers its result and the longest time, in ms of this thread's own CPU, for which the
 * event loop was held. What other processes and threads take does not count.
 */
export async function besideHeartbeat<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; heldMs: number }> {
  let done = false
  let heldMs = 0
  const beat = async () => {
    for (let last = cpuMs(); !done; ) {
      await setTimeout(1)
      const now = cpuMs()
      heldMs = Math.max(heldMs, now - last)
      last = now
    }
  }
  const heart = beat()
  try {
    const result = await work()
    done = true
    await heart
    return { result, heldMs }
  } finally {
    done = true
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
