import { uptime } from 'node:os'

/** Time as a value that tests can move; ms since 1970 UTC. */
export type Clock = {
  now(): number
  /** Of a clock that does not follow a jump until somebody has confirmed it. */
  guard?: ClockGuard
}
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

/** A clock says `says`, and until that is confirmed the time is `kept`; ms since 1970 UTC, as they stand now. */
export type HeldClock = { says: number; kept: number }
export type ClockGuard = {
  /** null where nothing has to be confirmed. */
  held(): HeldClock | null
  /** From now on the time is what the clock says. */
  confirm(): void
  /** Goes on from `kept` until what the clock says is confirmed. */
  hold(kept: number): void
}

/** What only runs, in ms: `ran` not while the machine sleeps, `up` also then. */
export type Running = { ran(): number; up(): number }
export const systemRunning: Running = { ran: () => performance.now(), up: () => uptime() * 1000 }

/** So far (ms) may the clock be put forward or back before the time no longer follows it. */
export const followedMs = 600_000

/**
 * A clock that follows another one, but no jump of more than ten minutes: then it goes on by what only runs, as if the
 * clock had not been put, until that is confirmed or the clock returns. What is timed happens at no time that may be wrong.
 * A machine that slept has not jumped.
 */
export function guardedClock(clock: Clock, { ran, up }: Running): Clock & { guard: ClockGuard } {
  let last = { time: clock.now(), ran: ran() }
  let slept = up() - last.ran
  let holds = false
  const look = () => {
    const [says, runs] = [clock.now(), ran()]
    const kept = last.time + (runs - last.ran)
    if (Math.abs(says - kept) <= followedMs) {
      holds = false
      return { says, kept: says, runs }
    }
    if (!holds) {
      const sleep = up() - runs - slept
      slept += sleep
      if (Math.abs(says - kept - sleep) <= followedMs) return { says, kept: says, runs }
      holds = true
    }
    return { says, kept, runs }
  }
  const now = () => {
    const { says, kept, runs } = look()
    last = { time: kept, ran: runs }
    return { says, kept }
  }
  const goOnFrom = (time: number) => {
    const runs = ran()
    last = { time, ran: runs }
    slept = up() - runs
    holds = false
  }
  return {
    now: () => now().kept,
    guard: {
      held: () => {
        const seen = now()
        return holds ? seen : null
      },
      confirm: () => goOnFrom(clock.now()),
      hold: (kept) => {
        goOnFrom(kept)
        holds = Math.abs(clock.now() - kept) > followedMs
      },
    },
  }
}
