import { mkdir } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { takeLock } from '../../db/lock.ts'
import { createApp } from '../http/app.ts'
import type { Screens } from '../http/screens.ts'
import { resumeMoves } from '../procedures/move-job.ts'
import { startTimerLoop } from '../requests/timers.ts'
import { boot } from './boot.ts'
import type { Config } from './config.ts'
import type { Clock, Deps } from './deps.ts'

type Given = { config: Config; clock: Clock; log: Logger; screens: (server: Server) => Promise<Screens> }
export type Started = { deps: Deps; port: number; stop: () => Promise<void> }

/** Open pages hold their stream of changes for as long as they live: so long the rest may take to finish. */
const patienceMs = 2000

/**
 * Brings the server up. The directory and the port are taken first, before anything is built, stored or timed; when
 * anything fails, all of it is given back and the error thrown.
 */
export async function start({ config, clock, log, screens }: Given): Promise<Started> {
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
    closers.push(holdDirectory(config))
    await listening(server, config)
    const pages = await screens(server)
    closers.push(() => pages.close())
    const deps = await boot(config, clock, log)
    closers.push(() => deps.db.destroy())
    closers.push(() => deps.reads.destroy())
    closers.push(() => deps.workers.close())
    server.off('request', notYet).on('request', createApp(deps, pages.handler))
    background.push(startTimerLoop(deps).stop, deps.jobs.stop)
    await resumeMoves(deps)
    return { deps, port: (server.address() as AddressInfo).port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeDirectory({ data }: Config): Promise<void> {
  try {
    await mkdir(data, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(
      `The directory ${data} cannot be made (${(error as Error).message}). Set PRAKAT_DATA to a directory that can be written to.`,
    )
  }
}

/** Two servers on one directory would each know nothing of what the other's people see, type and move. */
function holdDirectory({ data }: Config): () => void {
  const release = takeLock(join(data, 'prakat.lock'))
  if (release) return release
  throw new Error(
    `Another Prakat server runs on the directory ${data}. Use that one, or set PRAKAT_DATA to another directory.`,
  )
}

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
  const late = setTimeout(() => server.closeAllConnections(), patienceMs)
  await done
  clearTimeout(late)
}
