import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** What `npm start` runs, but for the building, and `npm run verify`: they may move to other files. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const startCommand = (scripts.start ?? '').replace(' --build', '')

export const demoPassword = 'the-bench-signs-in-2569'
export type Running = { pid: number; port: number; stop: () => Promise<void> }

/** Builds the screens as they stand in the source: the product serves none that are missing. */
export function buildScreens(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The screens could not be built; the lines above say why.')
}

/** Starts the product on a directory and a free port, in demo mode; answers once it serves. */
export async function startProduct(data: string): Promise<Running> {
  const port = await freePort()
  // A group of its own: the command starts further processes, and all of them are to end.
  const child = spawn(startCommand, {
    shell: true,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: productEnvironment(data, { PORT: String(port), PRAKAT_DEMO_PASSWORD: demoPassword }),
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`"${startCommand}" did not start`)
  const stop = () => ended(child, () => process.kill(-pid, 'SIGTERM'))
  for (let tries = 0; child.exitCode === null && tries < 1200; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return { pid, port, stop }
    await delay(50)
  }
  await stop()
  throw new Error('The product did not start; its own lines above say why.')
}

/** Runs a script of package.json on a directory and answers its exit code and how long it took, in ms. */
export async function runScript(name: string, data: string): Promise<{ code: number | null; ms: number }> {
  const begin = performance.now()
  const { exit } = startScript(name, data)
  return { code: await exit, ms: performance.now() - begin }
}

/** Starts a script of package.json on a directory; `stop` ends it early, with all that it started. */
export function startScript(
  name: string,
  data: string,
): { exit: Promise<number | null>; stop: () => Promise<void> } {
  const child = spawn('npm', ['run', '--silent', name], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: productEnvironment(data, {}),
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`npm run ${name} did not start`)
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { exit, stop: () => ended(child, () => process.kill(-pid, 'SIGTERM')) }
}

/** NODE_ENV is the product's to set, as it is for whoever runs `npm start`. */
function productEnvironment(data: string, more: Record<string, string>): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...environment } = process.env
  return { ...environment, PRAKAT_DATA: data, PRAKAT_MODE: 'demo', LOG_LEVEL: 'warn', ...more }
}

type Message = { port?: number }

/** Starts one of the opponents on a database of its own; its first message says where it listens, if it does. */
export async function startOpponent(
  name: 'plain-server' | 'prototype' | 'limit' | 'constant',
  directory: string,
): Promise<Running & { child: ChildProcess }> {
  const file = join(directory, `${name}.sqlite`)
  const child = fork(join(import.meta.dirname, '..', 'opponents', `${name}.ts`), [file])
  const { port = 0 } = await answerOf<Message>(child)
  return { pid: child.pid ?? 0, port, child, stop: () => ended(child, () => child.kill()) }
}

/** Gives a forked process a task, if any, and answers its next message; throws when it ends first. */
export function answerOf<Answer>(child: ChildProcess, task?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('An opponent ended before it answered'))
    child.once('exit', gone)
    child.once('message', (message) => {
      child.off('exit', gone)
      resolve(message as Answer)
    })
    if (task) child.send(task)
  })
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  end()
  await exit
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Linux counts in hundredths of a second: whatever is measured should take a tenth at least. */
const msPerTick = 10

/** The CPU time that a process, all its threads and all that it started have used so far, in ms (Linux). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name, in brackets, and may hold anything; utime and stime are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const own = (Number(fields[11]) + Number(fields[12])) * msPerTick
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), own)
}

/** Waits until a process does nothing by itself: a server that has just started looks after its tables. */
export async function untilQuiet(pid: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const before = cpuMs(pid)
    await delay(1000)
    if (cpuMs(pid) - before <= 3 * msPerTick) return
  }
}

/** The memory that a process and all that it started have resident, in bytes (Linux). */
export function residentBytes(pid: number): number {
  const kB = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), kB * 1024)
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
