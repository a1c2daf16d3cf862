import { setTimeout as delay } from 'node:timers/promises'
import { largeChart } from '../../support/large-chart.ts'
import { longProcedure } from '../../support/long-procedure.ts'
import type { Bench } from '../support/bench.ts'
import { beatsDuring, repeat } from '../support/heartbeat.ts'
import { HttpClient } from '../support/http-client.ts'
import { type Person, signIn } from '../support/people.ts'
import { startScript } from '../support/processes.ts'
import { percentile, short } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

type Work = { what: string; run: () => Promise<unknown> }
type Draft = { id: string; revision: number; json: { title: { th: string } } }

const windowMs = 3000
const procedure = 'cmi3.publication'
const offices = ['cmi3', 'cmi4', 'yst2', 'ptt1', 'ksn2']
const formats = ['procedure', 'xstate', 'mermaid', 'svg']
const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

/** How long a heartbeat waits beside each heavy piece of work, against an idle server: the p99.9 of both. */
export async function heartbeat(bench: Bench): Promise<Row[]> {
  const { data } = await bench.filled(bench.options.requests[1])
  const { port } = await bench.product(data)
  const heart = new HttpClient(port)
  const client = new HttpClient(port, 2)
  const officer = await signIn(client, 'cmi3.officer')
  const admin = await signIn(client, 'cmi3.admin')
  await beatsDuring(heart, delay(windowMs))

  const verify = async () => {
    const { stop } = startScript('verify', data)
    await delay(windowMs)
    await stop()
  }
  const works: Work[] = [
    // First, for a layout is made once for each version and kept.
    { what: 'layouts', run: () => layoutsOnce(client, officer) },
    ...(await administratorsWorks(client, admin)),
    { what: 'exports', run: () => all(client, officer, exportPaths()) },
    { what: 'sign-in (argon2)', run: () => signIn(client, 'cmi3.officer2') },
    { what: 'figures over 90 days', run: () => client.get(figures(90), officer) },
    { what: 'figures over 3 years', run: () => client.get(figures(3 * 365), officer) },
    { what: 'inbox', run: () => client.get('/api/requests?view=inbox&limit=50', officer) },
    { what: 'office search, no hit', run: () => client.get('/api/requests?view=office&q=zzzzqqqq', officer) },
    { what: 'public office page', run: () => client.get('/o/cmi3') },
    { what: 'verify in another process', run: verify },
  ]
  const rows: Row[] = []
  for (const { what, run } of works) {
    const idle = percentile(await beatsDuring(heart, delay(windowMs)), 0.999)
    const once = what === 'layouts'
    const busy = percentile(await beatsDuring(heart, once ? run() : repeat(windowMs, run)), 0.999)
    bench.note(`${what}: p99.9 ${short(busy)} ms, idle ${short(idle)} ms`)
    rows.push({
      what: `heartbeat beside ${what}: p99.9 above idle`,
      measured: `${short(busy - idle)} ms (${short(idle)} → ${short(busy)} ms)`,
      toReach: '≤ 20 ms',
      aim: '',
    })
  }
  return rows
}

const figures = (days: number) => `/api/procedures/${procedure}/figures?from=${day(days)}&until=${day(0)}`
const exportPaths = () =>
  formats.map((format) => `/api/procedures/${procedure}/versions/1/export?format=${format}`)

/** The pictures of all offices' procedures, none of which was asked for before. */
const layoutsOnce = (client: HttpClient, officer: Person) =>
  all(
    client,
    officer,
    offices.map((office) => `/api/procedures/${office}.publication`),
  )

async function all(client: HttpClient, person: Person, paths: string[]): Promise<void> {
  for (const path of paths) await client.get(path, person)
}

/** What an administrator does with a draft of the next version, and with that version when it is in force. */
async function administratorsWorks(client: HttpClient, admin: Person): Promise<Work[]> {
  const from = { kind: 'version', procedure, version: 1 }
  const start = async (name: string, given: object): Promise<Draft> =>
    JSON.parse((await client.post('/api/offices/cmi3/drafts', { name, from: given }, admin)).text) as Draft
  const draft = await start('second', { kind: 'standard' })
  const large = await start('large', { kind: 'file', json: largeChart(300, 640) })
  const long = await start('long', { kind: 'file', json: longProcedure(60) })
  const change = async (changed: Draft, title: string) => {
    const json = { ...changed.json, title: { ...changed.json.title, th: title } }
    const headers = { ...admin, 'If-Match': `"${changed.revision}"` }
    const { text } = await client.write('PUT', `/api/drafts/${changed.id}`, { json }, headers)
    changed.revision = (JSON.parse(text) as Draft).revision
  }
  const prove = async (id: string) =>
    JSON.parse((await client.post(`/api/drafts/${id}/proofs`, {}, admin)).text) as {
      proofs: { id: string; outcome: string }[]
    }

  const next = await start('publication', from)
  await change(next, 'การเผยแพร่ข้อมูลข่าวสาร (ฉบับปรับปรุง)')
  const warnings = (await prove(next.id)).proofs.filter(({ outcome }) => outcome === 'warning')
  const order = { number: '๑/๒๕๗๐', date: day(0), signedBy: 'นายสมมติ ตัวอย่าง', signedAs: 'ผู้อำนวยการ' }
  const activation = {
    order: { ...order, effectiveFrom: null },
    reasons: Object.fromEntries(warnings.map(({ id }) => [id, 'ยอมรับได้'])),
  }
  const headers = { ...admin, 'If-Match': `"${next.revision}"` }
  const { text } = await client.post(`/api/drafts/${next.id}/activation`, activation, headers)
  const { waiting } = JSON.parse(text) as { waiting: { id: string } }
  const director = await signIn(client, 'cmi3.officeDirector')
  const confirmed = await client.post(`/api/confirmations/${waiting.id}/confirm`, {}, director)
  if (confirmed.status !== 200) throw new Error(confirmed.text)
  const { versions } = JSON.parse(
    (await client.get(`/api/procedures/${procedure}/versions`, admin)).text,
  ) as {
    versions: { version: number }[]
  }
  const version = versions[0]?.version
  const plan = `/api/procedures/${procedure}/versions/${version}/moves/plan`

  let edits = 0
  const edit = (changed: Draft) => {
    edits += 1
    return change(changed, `ร่างที่แก้ไขครั้งที่ ${edits}`)
  }
  return [
    { what: 'the check of a draft', run: () => edit(draft) },
    { what: 'the check of a draft of 158 KB', run: () => edit(large) },
    { what: 'proofs', run: () => prove(draft.id) },
    { what: 'proofs of 60 steps', run: () => prove(long.id) },
    { what: 'the plan of a move', run: () => client.post(plan, { mapping: {} }, admin) },
  ]
}
