/** Time as a value that tests can move; ms since 1970 UTC. */
export type Clock = { now(): number }
export const systemClock: Clock = { now: () => Date.now() }

/** Runs work after so many ms; calling what comes back calls it off. */
export type Delay = (ms: number, work: () => void) => () => void
/** By the machine's timers; none of them keeps the process alive. */
export const systemDelay: Delay = (ms, work) => {
  const timer = setTimeout(work, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** So far (ms) may two clocks part between two looks before it counts as a jump. */
const allowed = 5000

/**
 * Looks whether the clock was put forward or back since the last look, against one that only runs: answers by how many
 * ms, negative where it was put back; undefined where it was not.
 */
export function clockJumps(clock: Clock, running: () => number): () => number | undefined {
  let last = { at: clock.now(), running: running() }
  return () => {
    const now = { at: clock.now(), running: running() }
    const jump = now.at - last.at - (now.running - last.running)
    last = now
    return Math.abs(jump) > allowed ? Math.round(jump) : undefined
  }
}
