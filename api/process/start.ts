import { existsSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { takeLock } from '../../db/lock.ts'
import { createApp } from '../http/app.ts'
import type { Screens } from '../http/screens.ts'
import { keptHeads } from '../operations/daily-head.ts'
import { resumeMoves } from '../procedures/move-job.ts'
import { startTimerLoop } from '../requests/timers.ts'
import { boot, bootUnwritable } from './boot.ts'
import { guardedClock, type Running, systemRunning } from './clock.ts'
import { type Config, databaseFile } from './config.ts'
import type { Clock, Deps } from './deps.ts'
import { holdAtStart } from './held-clock.ts'
import { isDamaged, isUnwritable } from './storage-failure.ts'

type Given = {
  config: Config
  clock: Clock
  /** What only runs, beside the clock. */
  running?: Running
  log: Logger
  screens: (server: Server) => Promise<Screens>
}
/** `readOnly`: nothing can be written, and only what is public is of use. */
export type Started = { deps: Deps; port: number; readOnly: boolean; stop: () => Promise<void> }

/** Open pages hold their stream of changes for as long as they live: so long the rest may take to finish. */
const shutdownGraceMs = 2000

/**
 * Brings the server up. The directory and the port are taken first, before anything is built, stored or timed; when
 * anything fails, all of it is given back and the error thrown.
 */
export async function start({
  config,
  clock,
  running = systemRunning,
  log,
  screens,
}: Given): Promise<Started> {
  const closers: (() => unknown)[] = []
  const server = createServer(notYet)
  const background: (() => Promise<void>)[] = []
  const stop = async () => {
    // At once: nothing new is begun behind the requests that are still being answered.
    const halted = Promise.all(background.splice(0).map((halt) => halt()))
    await closed(server)
    await halted
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    await makeDirectory(config)
    const held = holdDirectory(config)
    if (held.release) closers.push(held.release)
    await listening(server, config)
    const pages = await screens(server)
    closers.push(() => pages.close())
    const { deps, readOnly } = await bootAsItCan(
      { config, clock: guardedClock(clock, running), log },
      held.unwritable,
    )
    closers.push(() => deps.db.destroy())
    closers.push(() => deps.reads.destroy())
    closers.push(() => deps.workers.close())
    // Before anybody is answered by a time that may be wrong.
    if (!readOnly) await holdAtStart(deps)
    server.off('request', notYet).on('request', createApp(deps, pages.handler))
    if (!readOnly) {
      background.push(startTimerLoop(deps).stop, deps.jobs.stop)
      await resumeMoves(deps)
    }
    return { deps, port: (server.address() as AddressInfo).port, readOnly, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeDirectory({ data }: Config): Promise<void> {
  try {
    await makeWhole(data)
  } catch (error) {
    throw new Error(
      `The directory ${data} cannot be made (${(error as Error).message}). Set PRAKAT_DATA to a directory that can be written to.`,
    )
  }
}

/** Node's own `recursive` never comes back where a file system makes no directories, as /proc does not. */
async function makeWhole(directory: string): Promise<void> {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return
  if (!existsSync(dirname(directory))) await makeWhole(dirname(directory))
  await mkdir(directory, { mode: 0o700 })
}

type Held = { release?: () => void; unwritable?: unknown }

/** Two servers on one directory would each know nothing of what the other's people see, type and move. */
function holdDirectory({ data }: Config): Held {
  try {
    const release = takeLock(join(data, 'prakat.lock'))
    if (release) return { release }
  } catch (unwritable) {
    // Nobody can write to it, and so no other server does.
    if (isUnwritable(unwritable)) return { unwritable }
    throw isDamaged(unwritable)
      ? new Error(`${join(data, 'prakat.lock')} is no lock of Prakat. Delete it, then start again.`, {
          cause: unwritable,
        })
      : unwritable
  }
  throw new Error(
    `Another Prakat server runs on the directory ${data}. Use that one, or set PRAKAT_DATA to another directory.`,
  )
}

/** A disk that cannot be written to takes the work from the office, not what is public from everybody. */
async function bootAsItCan(
  { config, clock, log }: Pick<Given, 'config' | 'clock' | 'log'>,
  unwritable: unknown,
): Promise<{ deps: Deps; readOnly: boolean }> {
  let why = unwritable
  await refuseLostDatabase(config)
  if (why === undefined)
    try {
      return { deps: await boot(config, clock, log), readOnly: false }
    } catch (error) {
      if (isDamaged(error)) throw damaged(config, error)
      if (!isUnwritable(error)) throw error
      why = error
    }
  return { deps: await bootUnwritable(config, clock, log, why), readOnly: true }
}

/**
 * A database that is gone while heads of it stand beside it held an office's decisions: a new, empty one in its place
 * would look like a fresh start.
 */
async function refuseLostDatabase(config: Config): Promise<void> {
  const file = databaseFile(config)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0) return
  const [last] = (await keptHeads(config.data)).slice(-1)
  if (last === undefined) return
  throw new Error(
    `${file} is ${existsSync(file) ? 'empty' : 'not there'}, but ${last} says that it held requests. Put it back, or the newest backup with npm run restore. To begin with nothing, set PRAKAT_DATA to another directory.`,
  )
}

const damaged = (config: Config, cause: unknown) =>
  new Error(
    `${databaseFile(config)} is damaged or no database (${(cause as Error).message}). Keep a copy of it, then put back the newest backup with npm run restore (docs/operations.md).`,
    { cause },
  )

const notYet: RequestListener = (_req, res) =>
  void res
    .writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain; charset=utf-8' })
    .end('กำลังเริ่มระบบ · Starting\n')

const listening = (server: Server, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      const why = whyNotListening[error.code ?? '']
      reject(why ? new Error(why(port, host)) : error)
    })
    server.listen(port, host, resolve)
  })

const noAddress = (_port: number, host: string) =>
  `HOST is "${host}", which is no address of this machine. Set HOST to one that is, such as 127.0.0.1.`
const whyNotListening: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port, host) =>
    `Something else listens on port ${port} of ${host}. Set PORT to another number.`,
  EACCES: (port) => `This account may not listen on port ${port}. Set PORT to a number from 1024 on.`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
  EINVAL: noAddress,
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  const done = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), shutdownGraceMs)
  await done
  clearTimeout(late)
}
