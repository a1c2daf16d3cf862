import type { Deps } from './deps.ts'

const silentMs = 3_600_000
const told = new WeakMap<Deps['log'], Map<string, number>>()

/**
 * Writes down a fault of what is tried again each second: the first time, and then once an hour while it lasts, so that
 * the log does not fill the disk. `what` tells faults apart.
 */
export function logOnceAnHour(
  { log, clock }: Pick<Deps, 'log' | 'clock'>,
  what: string,
  details: { err: unknown } & Record<string, unknown>,
  message: string,
): void {
  const known = told.get(log) ?? new Map<string, number>()
  told.set(log, known)
  const now = clock.now()
  for (const [key, at] of known) if (now >= at + silentMs) known.delete(key)
  const key = `${what} ${String(details.err)}`
  if (known.has(key)) return
  known.set(key, now)
  log.error(details, message)
}
