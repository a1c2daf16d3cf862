import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { boot } from './boot.ts'
import { type Config, readConfig } from './config.ts'
import { type Deps, systemClock } from './deps.ts'
import { offerFirstAdministrator } from './first-administrator.ts'
import type { InspectSocket } from './inspect-socket.ts'
import { resumeMoves, stopMoves } from './move-job.ts'
import { builtScreens, developmentScreens } from './screens.ts'
import { startTimerLoop } from './timers.ts'

const root = new URL('..', import.meta.url)

/** Starts the product: `--build` builds the screens first, `--dev` serves them from source with live reload. */
async function main(args: string[]): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: process.env.LOG_LEVEL ?? 'info' }, pino.destination({ fd: 2, sync: true }))
  if (args.includes('--build')) buildScreens()
  const deps = await boot(config, systemClock, log)
  const server = createServer()
  const screens = args.includes('--dev') ? await developmentScreens(server) : builtScreens()
  server.on('request', createApp(deps, screens.handler))
  const timers = startTimerLoop(deps)
  await resumeMoves(deps)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  greet(config, server.address())
  const inspector = wantsInspector(args) ? await startInspector(deps, server.address()) : undefined
  await offerFirstAdministrator(deps.db, config, deps.clock.now())

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info(`${signal}: finishing what is under way`)
    // Open pages hold their stream of changes for as long as they live: they are let go, the rest may finish.
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 2000).unref()
    await closed
    await timers.stop()
    await stopMoves(deps)
    await inspector?.close()
    await screens.close()
    await deps.db.destroy()
  }
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('SIGTERM', () => void stop('SIGTERM'))
}

const wantsInspector = (args: string[]) => args.includes('--dev') && process.env.PRAKAT_INSPECT === '1'

/** `PRAKAT_INSPECT=1 npm run dev`: what happens is streamed to an inspector on this machine. */
async function startInspector(deps: Deps, address: AddressInfo | string | null): Promise<InspectSocket> {
  const { startInspectSocket } = await import('./inspect-socket.ts')
  const port = typeof address === 'object' && address ? address.port : deps.config.port
  const hosts = ['127.0.0.1', 'localhost', '[::1]']
  const socket = await startInspectSocket(
    deps,
    hosts.map((host) => `http://${host}:${port}`),
  )
  console.log(`Inspection events:  ${socket.url}`)
  return socket
}

function buildScreens(): void {
  const vite = 'node_modules/vite/bin/vite.js'
  const options = ['build', '--config', 'ui/vite.config.ts', '--logLevel', 'warn']
  const built = spawnSync(process.execPath, [vite, ...options], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The screens could not be built; the lines above say why.')
}

function greet(config: Config, address: AddressInfo | string | null): void {
  const port = typeof address === 'object' && address ? address.port : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  console.log(`Prakat is ready:  http://${host}:${port}\nThe public site:  http://${host}:${port}/o`)
  if (config.mode === 'demo')
    console.log(
      `Demo mode: sign in as cmi3.officer, or anyone whom the page lists. Password: ${config.demoPassword}`,
    )
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const { message, code } = error as Error & { code?: string }
  const way = code === 'EADDRINUSE' ? ' Set PORT to another number.' : ''
  console.error(`Prakat could not start. ${message}${way}`)
  process.exitCode = 1
}
