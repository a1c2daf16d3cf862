import './production.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { builtScreens, developmentScreens } from '../http/screens.ts'
import type { InspectSocket } from '../inspection/inspect-socket.ts'
import { offerFirstAdministrator } from '../sign-in/first-administrator.ts'
import { type Config, readConfig } from './config.ts'
import { type Deps, systemClock } from './deps.ts'
import { createLog } from './log.ts'
import { start } from './start.ts'

const root = new URL('../..', import.meta.url)

/** Starts the product: `--build` builds the screens first, `--dev` serves them from source with live reload. */
async function main(args: string[]): Promise<void> {
  let stopping = false
  let finish = async (_signal: string): Promise<unknown> => process.exit(1)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!stopping) void finish(signal)
      stopping = true
    })
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const { deps, port, readOnly, stop } = await start({
    config,
    log,
    clock: systemClock,
    screens: async (server) => {
      if (args.includes('--dev')) return developmentScreens(server)
      if (args.includes('--build')) await buildStaleScreens()
      return builtScreens()
    },
  })
  if (readOnly)
    console.log(
      `${config.data} cannot be written to: the public site is served as it stands, and nobody can sign in. Make room or make it writable, then start again.`,
    )
  greet(config, port)
  const inspector = wantsInspector(args) ? await startInspector(deps, port) : undefined
  if (!readOnly) await offerFirstAdministrator(deps.db, config, deps.clock.now())

  finish = async (signal) => {
    log.info(`${signal}: finishing what is under way`)
    try {
      await inspector?.close()
      await stop()
    } catch (error) {
      log.error({ err: error }, 'The server could not be closed well')
      process.exitCode = 1
    }
  }
}

const wantsInspector = (args: string[]) => args.includes('--dev') && process.env.PRAKAT_INSPECT === '1'

/** `PRAKAT_INSPECT=1 npm run dev`: what happens is streamed to an inspector on this machine. */
async function startInspector(deps: Deps, port: number): Promise<InspectSocket> {
  const { startInspectSocket } = await import('../inspection/inspect-socket.ts')
  const hosts = ['127.0.0.1', 'localhost', '[::1]']
  const socket = await startInspectSocket(
    deps,
    hosts.map((host) => `http://${host}:${port}`),
  )
  console.log(`Inspection events:  ${socket.url}`)
  return socket
}

/** In a process of its own, so that whoever asks meanwhile is answered. Nothing is written where all is built. */
async function buildStaleScreens(): Promise<void> {
  const build = spawn(process.execPath, ['.scripts/build.ts', '--stale'], { cwd: root, stdio: 'inherit' })
  process.once('exit', () => build.kill())
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('The screens could not be built; the lines above say why.')
}

function greet(config: Config, port: number): void {
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
  console.error(`Prakat could not start. ${(error as Error).message}`)
  process.exitCode = 1
}
