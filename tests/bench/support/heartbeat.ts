import { setTimeout as delay } from 'node:timers/promises'
import type { HttpClient } from './http-client.ts'

/** A beat asks for /healthz, which touches neither the database nor a session. */
const everyMs = 5

/**
 * Beats while the work goes on and answers how long each beat took, in ms. A server that stands still answers one beat
 * late and hides those that should have followed; they are counted as late as they would have been.
 */
export async function beatsDuring(client: HttpClient, work: Promise<unknown>): Promise<number[]> {
  const beats: number[] = []
  let goesOn = true
  const finished = work.finally(() => {
    goesOn = false
  })
  const beat = async () => {
    while (goesOn) {
      const since = performance.now()
      await client.get('/healthz')
      const took = performance.now() - since
      for (let late = took; late > 0; late -= everyMs) beats.push(late)
      await delay(Math.max(0, everyMs - took))
    }
  }
  await Promise.all([finished, beat()])
  return beats
}

/** Repeats the work for so many ms, once at least. */
export async function repeat(ms: number, work: () => Promise<unknown>): Promise<void> {
  const begin = performance.now()
  do await work()
  while (performance.now() - begin < ms)
}
