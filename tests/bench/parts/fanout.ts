import { setTimeout as delay } from 'node:timers/promises'
import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { create, walkRequests } from '../support/lifecycle.ts'
import { openPages } from '../support/open-pages.ts'
import { type Person, signIn, signInAll } from '../support/people.ts'
import { cpuMs } from '../support/processes.ts'
import { interleaved } from '../support/rounds.ts'
import { ratios, short, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

const clients = 2
const count = 50
const office = 'cmi3'
/** Within so long the news of a change is with every page. */
const newsMs = 300

/** The CPU of an event while 50 pages of the office are open, against none. */
export async function fanout(bench: Bench): Promise<Row[]> {
  const { port, pid } = await bench.product(await bench.directory('fanout'))
  const client = new HttpClient(port, clients)
  const people = await signInAll(client)
  const watching = await everyoneOf(client)
  const request = await create(client, people)
  const ms = bench.options.seconds * 4000
  await walkRequests(client, people, { clients, ms: ms / 2 })

  const measure = async ({ pages, paced }: { pages: number; paced: boolean }): Promise<number> => {
    const open = await openPages(port, { count: pages, people: watching, request })
    const before = cpuMs(pid)
    const between = async () => {
      await delay(newsMs)
      await open.settled()
    }
    const load = { clients: paced ? 1 : clients, ms, ...(paced && pages > 0 && { between }) }
    const { events } = await walkRequests(client, people, load)
    await open.settled()
    const used = cpuMs(pid) - before
    const { answered, givenUp } = open.counts()
    if (pages > 0)
      bench.note(
        `${paced ? 'one at a time' : 'at full speed'}: ${short((events / ms) * 1000)} events a second; of each the pages asked ${short(answered / events)} times, and gave up ${short(givenUp / events)} times`,
      )
    await open.close()
    return used / events
  }
  const measured = await interleaved(bench.rounds(2), {
    none: () => measure({ pages: 0, paced: false }),
    open: () => measure({ pages: count, paced: false }),
    alone: () => measure({ pages: 0, paced: true }),
    paced: () => measure({ pages: count, paced: true }),
  })
  for (const [name, cpu] of Object.entries(measured))
    bench.note(`CPU an event, ${name}: ${summary(cpu, ' ms')}`)
  const what = `${count} open pages beside ${clients} clients: CPU an event against none open`
  const paced = '  each event only after all pages have loaded anew'
  const full = summary(ratios(measured.open, measured.none), ' ×')
  return [
    { what, measured: full, toReach: '≤ 2 ×', aim: '1.2 ×' },
    { what: paced, measured: summary(ratios(measured.paced, measured.alone), ' ×'), toReach: '', aim: '' },
  ]
}

async function everyoneOf(client: HttpClient): Promise<Person[]> {
  const { text } = await client.get('/api/welcome')
  const { demo } = JSON.parse(text) as { demo: { people: { username: string; office: string }[] } }
  const names = demo.people.filter((person) => person.office === office).map(({ username }) => username)
  return Promise.all(names.map((name) => signIn(client, name)))
}
