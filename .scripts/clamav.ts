import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { type Scanned, scanStream } from '../api/files/clamd.ts'
import { eicar } from '../tests/support/clamd.ts'

/**
 * Tries the product's way to clamd on the real one, of Debian's package clamav-daemon, with a database of one signature:
 * `npm run clamav`. Where there is none it says so and fails nothing.
 */
const daemon = ['/usr/sbin/clamd', '/usr/local/sbin/clamd'].find((path) => existsSync(path))
if (daemon) await tryScanner(daemon)
else
  console.log(
    'There is no clamd on this machine (apt-get install clamav-daemon): left out.\n0 passed, 0 failed, 1 skipped',
  )

async function tryScanner(path: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'prakat-clamav-'))
  const socket = join(directory, 'clamd.sock')
  let running: ChildProcess | undefined
  try {
    await writeFile(join(directory, 'prakat.ndb'), `Prakat.Eicar:0:*:${Buffer.from(eicar).toString('hex')}\n`)
    const settings = [
      'Foreground yes',
      `LocalSocket ${socket}`,
      `DatabaseDirectory ${directory}`,
      'StreamMaxLength 60M',
    ]
    await writeFile(join(directory, 'clamd.conf'), `${settings.join('\n')}\n`)
    running = spawn(path, ['--config-file', join(directory, 'clamd.conf')], { stdio: 'ignore' })
    for (let waited = 0; !existsSync(socket) && waited < 60; waited += 1) await setTimeout(500)
    await look(socket)
  } finally {
    running?.kill('SIGTERM')
    await rm(directory, { recursive: true, force: true })
  }
}

async function look(path: string): Promise<void> {
  const MiB = 1024 * 1024
  const scan = (bytes: Iterable<Buffer>) =>
    scanStream({ path }, Readable.from(bytes)).catch((error: Error) => error)
  const large = (last: Buffer) =>
    (function* () {
      for (let piece = 0; piece < 49; piece += 1) yield Buffer.alloc(MiB, piece + 1)
      yield last
    })()
  const expected: [what: string, found: Scanned | Error, fits: (found: Scanned) => boolean][] = [
    ['a clean text', await scan([Buffer.from('ประกาศ')]), ({ clean }) => clean],
    ['EICAR', await scan([Buffer.from(eicar)]), (found) => !found.clean && found.threat.includes('Eicar')],
    [
      'EICAR across two pieces',
      await scan([eicar.slice(0, 30), eicar.slice(30)].map((one) => Buffer.from(one))),
      ({ clean }) => !clean,
    ],
    ['50 MiB', await scan(large(Buffer.alloc(MiB))), ({ clean }) => clean],
  ]
  const failed = expected.filter(([, found, fits]) => found instanceof Error || !fits(found))
  for (const [what, found] of failed) console.error(`${what}:`, found)
  console.log(`${expected.length - failed.length} passed, ${failed.length} failed`)
  if (failed.length > 0) process.exitCode = 1
}
