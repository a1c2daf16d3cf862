import type { HttpClient } from './http-client.ts'
import type { Person } from './people.ts'
import { cpuMs, type Running } from './processes.ts'

export type Reader = { running: Running; client: HttpClient }

/** The server's CPU has a resolution of 10 ms: so much of it is measured at least, and spent warm before. */
const measuredMs = 300
const warmMs = 500
/** What takes longer than this is measured once, cold: a second look would show the same. */
const slowMs = 2000

/** The CPU of the server for one such request, in ms; `before` is done before each. */
export async function cpuOfRead(
  { running, client }: Reader,
  path: string,
  headers: Record<string, string> | Person = {},
  before: () => void = () => {},
): Promise<number> {
  const read = () => {
    before()
    return client.send({ path, headers })
  }
  const first = await cpuOf(running, read, 0)
  if (first >= slowMs) return first
  const { status, text } = await read()
  if (status !== 200 && status !== 304) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
  await cpuOf(running, read, warmMs)
  return cpuOf(running, read, measuredMs)
}

/** Repeats the work, once at least, until the server has used so much CPU; answers the mean of one time, in ms. */
async function cpuOf({ pid }: Running, work: () => Promise<unknown>, atLeastMs: number): Promise<number> {
  const before = cpuMs(pid)
  for (let count = 1; ; count += 1) {
    await work()
    const used = cpuMs(pid) - before
    if (used >= atLeastMs) return used / count
  }
}
