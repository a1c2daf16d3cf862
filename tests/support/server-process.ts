import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The server needs the built screens; throws where they cannot be built. */
export function haveScreensBuilt(): void {
  const options = { cwd: root, env: environment({}), encoding: 'utf8' } as const
  const { status, stderr } = spawnSync(process.execPath, ['.scripts/build.ts', '--stale'], options)
  if (status !== 0) throw new Error(`The screens could not be built: ${stderr}`)
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The environment of a process that is no test's: nothing of npm's or Jest's, and what is given. */
export const environment = (given: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...given,
})

export type ServerProcess = {
  child: ChildProcess
  url: string
  /** What it has written so far, to stdout and stderr. */
  said: () => string
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  /** Resolves once also everything that it has started has ended. */
  silent: Promise<unknown>
}

/** Starts a server by a command and resolves once it says that it is ready; throws with its words if it ends before. */
export async function startProcess(
  command: string,
  args: string[],
  { data, env = {} }: { data: string; env?: Record<string, string> },
): Promise<ServerProcess> {
  const port = await freePort()
  const child = spawn(command, args, {
    cwd: root,
    env: environment({ PORT: String(port), PRAKAT_DATA: data, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const silent = once(child, 'close')
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
  await new Promise<void>((resolve, reject) => {
    const listen = (words: Buffer) => {
      said += words
      if (said.includes('Prakat is ready')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    void ended.then((how) => reject(new Error(`It ended with ${how} before it was ready: ${said}`)))
  })
  return { child, url: `http://127.0.0.1:${port}`, said: () => said, ended, silent }
}

/** The server alone, as `npm start` runs it in the end. */
export const startServer = (given: { data: string; env?: Record<string, string> }): Promise<ServerProcess> =>
  startProcess(process.execPath, ['api/process/server.ts'], given)

/** The same, which can make no file longer than so many bytes: what a full disk does to SQLite, without filling one. */
export const startConfinedServer = (bytes: number, data: string): Promise<ServerProcess> =>
  startProcess(
    'sh',
    ['-c', `ulimit -f ${Math.floor(bytes / 512)}; exec ${process.execPath} api/process/server.ts`],
    {
      data,
    },
  )
