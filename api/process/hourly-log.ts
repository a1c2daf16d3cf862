import type { Logger } from 'pino'
import type { Clock } from './clock.ts'

const silentMs = 3_600_000

/** Logs a fault at its first occurrence, then once an hour while it lasts; `what` tells faults apart. */
export type HourlyLog = (
  what: string,
  details: { err: unknown } & Record<string, unknown>,
  message: string,
) => void

/** For what is tried again each second, so that a fault that lasts does not fill the disk. */
export function createHourlyLog({ log, clock }: { log: Logger; clock: Clock }): HourlyLog {
  const known = new Map<string, number>()
  return (what, details, message) => {
    const now = clock.now()
    for (const [key, at] of known) if (now >= at + silentMs) known.delete(key)
    const key = `${what} ${String(details.err)}`
    if (known.has(key)) return
    known.set(key, now)
    log.error(details, message)
  }
}
