import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * How much memory the server takes while twenty files of 48 MiB arrive at once and are then read at once: `npm run
 * bench:files`. The limit is the issue's: 64 MiB of growth of the resident set.
 */
const port = 39_471
const count = 20
const MiB = 1024 * 1024
const size = 48 * MiB
const url = `http://127.0.0.1:${port}`

const data = await mkdtemp(join(tmpdir(), 'prakat-bench-files-'))
const server = spawn(process.execPath, ['api/process/server.ts'], {
  env: { ...process.env, PORT: String(port), PRAKAT_DATA: data, LOG_LEVEL: 'error' },
  stdio: 'ignore',
})
try {
  await untilReady()
  await run(server.pid as number)
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  await rm(data, { recursive: true, force: true })
}

async function run(pid: number): Promise<void> {
  // One person may have 500 MiB on the way, and so may one request: two people send ten each.
  const people = await Promise.all(['cmi3', 'cmi4'].map(begin))
  for (const one of people) await send(one, MiB, 1000 + people.indexOf(one))
  const before = resident(pid)
  const watch = watching(pid)
  const began = performance.now()
  const sentFiles = await Promise.all(
    Array.from({ length: count }, (_, index) => send(people[index % 2] as Sender, size, index + 1)),
  )
  const sent = performance.now()
  const up = watch.most()
  await Promise.all(sentFiles.map(({ by, sha256 }) => read(by, sha256)))
  const down = watch.stop()
  const growth = (most: number) => `${((most - before) / MiB).toFixed(1)} MiB`
  const rate = (ms: number) => `${((count * size) / MiB / (ms / 1000)).toFixed(0)} MiB/s`
  console.log(`before: ${(before / MiB).toFixed(1)} MiB`)
  console.log(`${count} × 48 MiB up at once: grew by ${growth(up)}, ${rate(sent - began)}`)
  console.log(`${count} × 48 MiB down at once: grew by ${growth(down)}, ${rate(performance.now() - sent)}`)
}

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await wait(500)
  }
  throw new Error('The server did not start')
}

type Sender = { cookie: string; request: string }

/** Signs an officer in and begins a request. */
async function begin(office: string): Promise<Sender> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const session = await post('/api/session', { username: `${office}.officer`, password: 'prakat-demo-2569' })
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const content = { title: 'ไฟล์ใหญ่' }
  const made = await post('/api/requests', { procedure: `${office}.publication`, content }, cookie)
  return { cookie, request: ((await made.json()) as { id: string }).id }
}

/** A PDF of so many bytes that no other is: its pages are a comment. */
async function send(by: Sender, bytes: number, seed: number) {
  const { cookie, request } = by
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

async function read({ cookie, request }: Sender, sha256: string): Promise<void> {
  const answer = await fetch(`${url}/api/requests/${request}/files/${sha256}`, { headers: { cookie } })
  const sum = createHash('sha256')
  for await (const piece of answer.body ?? []) sum.update(piece as Uint8Array)
  if (sum.digest('hex') !== sha256) throw new Error('What was read is not what was sent')
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}

function watching(pid: number) {
  let most = 0
  const look = () => {
    most = Math.max(most, resident(pid))
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
