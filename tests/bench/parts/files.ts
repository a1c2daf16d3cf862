import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { create } from '../support/lifecycle.ts'
import { signIn } from '../support/people.ts'
import { residentBytes } from '../support/processes.ts'
import { short } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

const count = 20
const MiB = 1024 * 1024
/** One person may have 500 MiB on the way, and so may one request: two people send ten each, and one to warm up. */
const size = 48 * MiB

/** How much memory the server takes while twenty large files arrive at once and are then read at once. */
export async function files(bench: Bench): Promise<Row[]> {
  const { port, pid } = await bench.product(await bench.directory('files'))
  const url = `http://127.0.0.1:${port}`
  const client = new HttpClient(port)
  const people = await Promise.all(['', '2'].map((number) => begin(client, url, number)))
  client.close()
  for (const one of people) await send(one, MiB, 1000 + people.indexOf(one))
  const before = residentBytes(pid)
  const watch = watching(pid)
  const began = performance.now()
  const sentFiles = await Promise.all(
    Array.from({ length: count }, (_, index) => send(people[index % 2] as Sender, size, index + 1)),
  )
  const sent = performance.now()
  const up = watch.most()
  await Promise.all(sentFiles.map(({ by, sha256 }) => read(by, sha256)))
  const down = watch.stop()
  const rate = (ms: number) => `${short((count * size) / MiB / (ms / 1000))} MiB/s`
  bench.note(
    `before ${short(before / MiB)} MiB; up ${rate(sent - began)}, down ${rate(performance.now() - sent)}`,
  )
  return [
    { what: 'uploaded', most: up },
    { what: 'downloaded', most: down },
  ].map(({ what, most }) => ({
    what: `${count} files of ${size / MiB} MiB ${what} at once: growth of memory`,
    measured: `${short((most - before) / MiB)} MiB`,
    toReach: '< 64 MiB',
    aim: '',
  }))
}

type Sender = { url: string; cookie: string; request: string }

/** Signs an officer in and begins a request. */
async function begin(client: HttpClient, url: string, number: string): Promise<Sender> {
  const officer = await signIn(client, `cmi3.officer${number}`)
  const request = await create(client, { officer, groupDirector: officer, webmaster: officer })
  return { url, cookie: officer.Cookie, request }
}

/** A PDF of so many bytes that no other is: its pages are a comment. */
async function send(by: Sender, bytes: number, seed: number) {
  const { url, cookie, request } = by
  const tus = { 'Tus-Resumable': '1.0.0', cookie }
  const name = Buffer.from(`${seed}.pdf`).toString('base64')
  const made = await fetch(`${url}/api/requests/${request}/uploads`, {
    method: 'POST',
    headers: { ...tus, 'Upload-Length': String(bytes), 'Upload-Metadata': `filename ${name}` },
  })
  if (made.status !== 201) throw new Error(`${made.status} ${await made.text()}`)
  const to = made.headers.get('location') ?? ''
  await new Promise<void>((resolve, reject) => {
    const patch = httpRequest(url + to, {
      method: 'PATCH',
      headers: {
        ...tus,
        'Upload-Offset': 0,
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': bytes,
      },
    })
    patch.on('response', (answer) => answer.resume().on('end', resolve))
    patch.on('error', reject)
    void (async () => {
      const tail = '\n%%EOF\n'
      for (let left = bytes; left > 0; ) {
        const piece = Buffer.alloc(Math.min(MiB, left), 120)
        if (left === bytes) piece.write(`%PDF-1.4\n%${seed} `)
        left -= piece.length
        if (left === 0) piece.write(tail, piece.length - tail.length)
        if (!patch.write(piece)) await new Promise((drained) => patch.once('drain', drained))
      }
      patch.end()
    })()
  })
  const outcome = await fetch(url + to, { headers: { cookie } })
  const { file } = (await outcome.json()) as { file?: { sha256: string } }
  if (!file) throw new Error(`A file of ${bytes} bytes was not taken in`)
  return { by, sha256: file.sha256 }
}

async function read({ url, cookie, request }: Sender, sha256: string): Promise<void> {
  const answer = await fetch(`${url}/api/requests/${request}/files/${sha256}`, { headers: { cookie } })
  const sum = createHash('sha256')
  for await (const piece of answer.body ?? []) sum.update(piece as Uint8Array)
  if (sum.digest('hex') !== sha256) throw new Error('What was read is not what was sent')
}

function watching(pid: number) {
  let most = 0
  const look = () => {
    most = Math.max(most, residentBytes(pid))
  }
  const timer = setInterval(look, 50)
  return {
    most: () => {
      const until = most
      most = 0
      return until
    },
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}
