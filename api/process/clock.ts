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
