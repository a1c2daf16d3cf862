import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { scanStream } from '../../../api/files/clamd.ts'
import { refusals } from '../../../api/files/refused-file.ts'
import { createScanRounds, scanWaiting } from '../../../api/files/scan.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import { attached, sent } from '../../support/attach.ts'
import { eicar, type FakeClamd, startClamd } from '../../support/clamd.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { expectProblem } from '../../support/refused.ts'
import { begin, clientsOf, look, send, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'

let clamd: FakeClamd
let office: Office
let as: ReturnType<typeof clientsOf>
let officer: Client
const opened: Office[] = []
async function open(env: Record<string, string>) {
  office = await startOffice({ env })
  opened.push(office)
  as = clientsOf(office)
  officer = await as('cmi3.officer')
}
beforeEach(async () => {
  clamd = await startClamd()
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  await clamd.close()
})
const withScanner = () => ({ PRAKAT_CLAMD: clamd.address })
const filesOf = async (id: string) => (await officer('GET', `/api/requests/${id}/files`)).body.files
const infectedPdf = () => Buffer.concat([pdf(), Buffer.from(`\n%${eicar}\n%%EOF\n`)])

describe('with a scanner', () => {
  test('a clean file is looked at before it counts as attached; one with a virus is refused and not kept', async () => {
    await open(withScanner())
    const ofDemo = clamd.scanned
    const { id } = await begin(officer, 'cmi3')
    await attached(officer, id, 'a.pdf', pdf())
    expect(await filesOf(id)).toMatchObject([{ scan: 'clean' }])
    expect(await sent(officer, id, 'b.pdf', infectedPdf())).toEqual({
      status: 'refused',
      message: refusals.infected,
    })
    expect(await filesOf(id)).toHaveLength(1)
    expect(clamd.scanned - ofDemo).toBe(2)
  })

  test.each<['gone' | 'silent' | 'breakOff' | 'refuse']>([['gone'], ['breakOff'], ['refuse']])(
    'that is %s the file waits: neither opened nor published until it was looked at',
    async (how) => {
      await open(withScanner())
      const { id } = await begin(officer, 'cmi3')
      const port = Number(clamd.address.split(':')[1])
      if (how === 'gone') await clamd.close()
      else clamd.behave(how)
      const file = await attached(officer, id, 'a.pdf', pdf())
      expect(await filesOf(id)).toMatchObject([{ scan: 'waiting' }])
      const read = await officer('GET', `/api/requests/${id}/files/${file.sha256}`)
      expect(expectProblem(read, 403).message.th).toContain('ยังไม่ได้ตรวจไวรัส')
      await write(officer, id, wholeContent('cmi3', { attachments: [file] }))
      const way = wayOf('cmi3')
      for (const { who, type, data } of way.slice(0, -1))
        await take(await as(`cmi3.${who}`), id, { type, ...data })
      const { who, type, data } = way.at(-1) as (typeof way)[number]
      const publish = async () => send(await as(`cmi3.${who}`), id, { type, ...data })
      expect(expectProblem(await publish(), 422, 'invalid_content').message.th).toContain('ยังไม่ได้ตรวจไวรัส')
      expect((await look(officer, id)).publication).toBeNull()
      // It is there again.
      if (how === 'gone') clamd = await startClamd(port)
      clamd.behave('scan')
      const round = createScanRounds(office.deps)
      round()
      await office.deps.jobs.idle()
      expect(await filesOf(id)).toMatchObject([{ scan: 'clean' }])
      expect((await publish()).status).toBe(200)
    },
  )

  test('one file that it cannot take waits, and holds up none that came after it', async () => {
    await open(withScanner())
    const { id } = await begin(officer, 'cmi3')
    clamd.behave('breakOff')
    await attached(officer, id, 'large.pdf', pdf({ size: 20_000 }))
    office.clock.advance(1000)
    await attached(officer, id, 'small.pdf', pdf({ size: 3000 }))
    await expect(scanWaiting(office.deps)).rejects.toThrow()
    clamd.behave('refuseLarge')
    await scanWaiting(office.deps)
    expect(await filesOf(id)).toMatchObject([
      { name: 'large.pdf', scan: 'waiting' },
      { name: 'small.pdf', scan: 'clean' },
    ])
  })

  test('what came before there was one is looked at, and what it finds is no longer served', async () => {
    await open({})
    const { id } = await begin(officer, 'cmi3')
    const bad = await attached(officer, id, 'bad.pdf', infectedPdf())
    await write(officer, id, wholeContent('cmi3', { attachments: [bad] }))
    for (const { who, type, data } of wayOf('cmi3'))
      await take(await as(`cmi3.${who}`), id, { type, ...data })
    const { publication } = await look(officer, id)
    const address = `${publication?.url}/files/${bad.sha256}`
    expect((await office.anyone('GET', address)).status).toBe(200)
    // The same directory, with a scanner from now on.
    const config = readConfig({ PRAKAT_DATA: office.deps.config.data, ...withScanner() })
    const again = await boot(config, office.clock, pino({ level: 'silent' }))
    expect(await filesOf(id)).toMatchObject([{ scan: 'waiting' }])
    expect((await office.anyone('GET', address)).status).toBe(503)
    await scanWaiting(again)
    expect(await filesOf(id)).toMatchObject([{ scan: 'infected' }])
    expect((await office.anyone('GET', address)).status).toBe(503)
    // It can still be taken down.
    const webmaster = await as('cmi3.webmaster')
    await take(webmaster, id, { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'พบไวรัส' } })
    expect((await office.anyone('GET', address)).status).toBe(410)
    await again.reads.destroy()
    await again.workers.close()
    await again.db.destroy()
  })
})

test('a large stream that the scanner stops reading ends with its answer', async () => {
  clamd.behave('breakOff')
  const [host, port] = clamd.address.split(':')
  const bytes = Readable.from(
    (function* () {
      for (let index = 0; index < 1000; index += 1) yield Buffer.alloc(64 * 1024)
    })(),
  )
  await expect(scanStream({ host: host ?? '', port: Number(port) }, bytes)).rejects.toThrow()
  expect(bytes.destroyed).toBe(true)
})
