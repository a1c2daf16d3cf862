import { type ChildProcess, fork } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answered, Asked } from './test-runner.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = ['machines', 'api', 'db', 'ui', 'tests', '.scripts', 'package.json', 'tsconfig.json']
/** Modules are never given back; a process is begun anew after so many runs. */
const runsOfProcess = 30
/** What a new process may compute before its first test, as it loads the packages. */
const startMs = 5_000
/** How many processes wait for each core: on a machine with other work everything takes that much longer. */
const slowdown = () => Math.min(8, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()))

const texts = new Map<string, string>()
/** A file as it was when it was first asked for: while this runs, people go on writing. */
export function readSource(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
  texts.set(file, text)
  return text
}

/** A copy of the project whose sources may be changed, and a process that runs its test files. */
export class Runner {
  readonly #base = mkdtempSync(join(tmpdir(), 'prakat-mutation-'))
  readonly #directory = join(this.#base, 'project')
  readonly #temporary = join(this.#base, 'tmp')
  /** The databases that tests of the sources as they stand begin with. */
  readonly #templates = join(this.#base, 'templates')
  readonly #given = new Map<string, string>()
  #kept = new Set<string>()
  #child: ChildProcess | undefined
  #runs = 0

  constructor() {
    for (const room of rooms) cpSync(join(root, room), join(this.#directory, room), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.#directory, 'node_modules'))
    mkdirSync(this.#templates)
    mkdirSync(this.#temporary)
  }

  /**
   * Runs tests of a file that take `ms` without a fault. Undefined when their process had to be ended, twice: once may be
   * what an earlier run left behind.
   */
  async run(asked: Omit<Asked, 'cpuMs' | 'testMs'>, ms: number): Promise<Answered | undefined> {
    return (await this.#runOnce(asked, ms)) ?? (await this.#runOnce(asked, 2 * ms))
  }

  async #runOnce(asked: Omit<Asked, 'cpuMs' | 'testMs'>, ms: number): Promise<Answered | undefined> {
    if (this.#runs >= runsOfProcess || this.#child?.connected === false) this.end()
    const start = this.#child ? 0 : startMs
    this.#runs += 1
    this.#child ??= fork(join(this.#directory, 'tests/mutation/test-runner.ts'), {
      cwd: this.#directory,
      stdio: 'ignore',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/prakat-mutation/compiled'),
        PRAKAT_TEST_TEMPLATES: this.#templates,
        TMPDIR: this.#temporary,
      },
    })
    const child = this.#child
    const answer = await new Promise<Answered | undefined>((resolve) => {
      // For what waits for ever without computing; what computes is ended by its CPU time.
      const late = setTimeout(() => resolve(undefined), (start + 15_000 + 6 * ms) * slowdown())
      const done = (given?: Answered) => {
        clearTimeout(late)
        child.removeAllListeners()
        // Its process may end later, between two runs.
        child.on('error', () => {})
        resolve(given)
      }
      child.once('message', (message) => done(message as Answered))
      child.once('exit', () => done())
      child.once('error', () => done())
      child.send(
        {
          ...asked,
          cpuMs: start + 3_000 + 5 * ms,
          testMs: (5_000 + 3 * ms) * slowdown(),
        } satisfies Asked,
        (error) => error && done(),
      )
    })
    // What a test left open, such as a server or an interval, is nothing for the next one to meet.
    if (!answer || (!answer.passed && !answer.clean)) this.end()
    return answer
  }

  /** Another text for a source file, until `restore`. */
  write(file: string, text: string): void {
    if (!this.#given.has(file)) this.#given.set(file, readFileSync(join(this.#directory, file), 'utf8'))
    writeFileSync(join(this.#directory, file), text)
  }
  restore(): void {
    for (const [file, text] of this.#given) writeFileSync(join(this.#directory, file), text)
    this.#given.clear()
    // A database that a fault had a hand in must not be the template of the next test.
    for (const name of readdirSync(this.#templates))
      if (!this.#kept.has(name)) rmSync(join(this.#templates, name), { recursive: true })
  }
  /** What was made without a fault is what tests go on to begin with. */
  keepTemplates(): void {
    this.#kept = new Set(readdirSync(this.#templates))
  }

  end(): void {
    this.#child?.removeAllListeners()
    this.#child?.on('error', () => {})
    this.#child?.kill('SIGKILL')
    this.#child = undefined
    this.#runs = 0
    for (const name of readdirSync(this.#temporary))
      rmSync(join(this.#temporary, name), { recursive: true, force: true })
  }
  close(): void {
    this.end()
    rmSync(this.#base, { recursive: true, force: true })
  }
}
