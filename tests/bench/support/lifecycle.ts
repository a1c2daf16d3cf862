import { randomUUID } from 'node:crypto'
import type { HttpClient } from './http-client.ts'
import type { People } from './people.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** 200 Thai letters: 600 bytes. */
const body = 'ประกาศสำนักงานเขตพื้นที่การศึกษา'.repeat(7).slice(0, 200)

export type Step = { by: keyof People; event: Record<string, unknown> }
/** From the draft to the end: five events, three people. */
export const steps: Step[] = [
  { by: 'officer', event: { type: 'PROPOSE' } },
  { by: 'groupDirector', event: { type: 'CERTIFY', checked: ['accurate', 'complete'] } },
  // Within 24 days: the plain server's live actors could not hold a longer delay.
  { by: 'officer', event: { type: 'HAND_OVER', publishUntil: inDays(14) } },
  { by: 'webmaster', event: { type: 'PUBLISH', checked: ['accurate', 'complete', 'current'] } },
  {
    by: 'webmaster',
    event: { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'ครบกำหนดตามที่เจ้าของเรื่องแจ้ง' } },
  },
]

export type Title = { title: string; body?: string }

/** Begins a request of `cmi3.publication`; answers its id. */
export async function create(
  client: HttpClient,
  { officer }: People,
  content: Title = { title: 'รายงานผลการดำเนินงานประจำปี' },
): Promise<string> {
  const request = { procedure: 'cmi3.publication', content: { body, source: 'กลุ่มนโยบายและแผน', ...content } }
  const headers = { ...officer, 'Idempotency-Key': randomUUID() }
  const { text } = await client.post('/api/requests', request, headers)
  return (JSON.parse(text) as { id: string }).id
}

/** Takes one event of a request at the revision that its caller saw last. */
export async function take(
  client: HttpClient,
  people: People,
  { id, revision, step }: { id: string; revision: number; step: Step },
): Promise<void> {
  const headers = { ...people[step.by], 'Idempotency-Key': randomUUID(), 'If-Match': `"${revision}"` }
  await client.post(`/api/requests/${id}/events`, step.event, headers)
}

export type Load = { events: number; ms: number; latencies: number[] }

/**
 * So many clients at once walk requests from beginning to end, one after another, for `ms`; each waits for an answer
 * before it goes on, and for `between` if it is given. Every request is six events: its beginning is recorded too.
 */
export async function walkRequests(
  client: HttpClient,
  people: People,
  { clients, ms, between }: { clients: number; ms: number; between?: () => Promise<void> },
): Promise<Load> {
  const latencies: number[] = []
  const begin = performance.now()
  const goesOn = () => performance.now() - begin < ms
  async function timed<Result>(work: Promise<Result>): Promise<Result> {
    const since = performance.now()
    const result = await work
    latencies.push(performance.now() - since)
    await between?.()
    return result
  }
  const walk = async () => {
    while (goesOn()) {
      const id = await timed(create(client, people))
      for (const [index, step] of steps.entries())
        if (goesOn()) await timed(take(client, people, { id, revision: index + 1, step }))
    }
  }
  await Promise.all(Array.from({ length: clients }, walk))
  return { events: latencies.length, ms: performance.now() - begin, latencies }
}
