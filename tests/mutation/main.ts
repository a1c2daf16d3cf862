import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Mutant, mutantsOf, mutated, shuffled } from './mutants.ts'
import type { Answered, Asked } from './test-runner.ts'

const help = `npm run mutation -- [--seed 1] [--count 1000] [--minutes 170] [--files machines/run] [--tests machines]

Makes a seeded sample of small faults in machines/ and the request path, one at a time, and runs the test files that
reach its line. What was judged is kept in node_modules/.cache and not judged again: a run may be ended and goes on.`

const { values: given } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '170' },
    /** Only faults in files, and only test files, whose path holds this. */
    files: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The offices' documents are data; scenarios and pictures of them are not the engine. */
const judged = ['machines/**/*.ts', 'api/requests/*.ts', 'api/http/*.ts']
const left = /^machines\/offices\/|\.d\.ts$|words|glyph-widths/
const testsThatReach = 'tests/{machines,api}/**/*.test.ts'
const rooms = ['machines', 'api', 'db', 'ui', 'tests', '.scripts', 'package.json', 'tsconfig.json']
/** A test may take so much longer beside a fault before it counts as one that never ends. */
const patience = 4
const leastMs = 30_000
/** How many processes wait for each core: on a machine with other work everything takes that much longer. */
const slowdown = () => Math.min(8, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()))
/** Jest's modules are never given back; a process is begun anew after so many runs. */
const runsOfProcess = 60

type Verdict = 'killed' | 'ended late' | 'survived' | 'not reached'
type Result = { id: string; verdict: Verdict; by?: string }
/** What a test file reaches: the lines of each source file. */
type Reach = { ms: number; failed: boolean; lines: Record<string, number[]> }

class Runner {
  readonly directory = mkdtempSync(join(tmpdir(), 'prakat-mutation-'))
  readonly #templates = join(this.directory, '.templates')
  #kept = new Set<string>()
  #child: ChildProcess | undefined
  #runs = 0

  constructor() {
    for (const room of rooms) cpSync(join(root, room), join(this.directory, room), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.directory, 'node_modules'))
    mkdirSync(this.#templates)
  }

  /** Undefined when the time was up, and the process had to be ended. */
  async run(asked: Asked, ms: number): Promise<Answered | undefined> {
    if (this.#runs >= runsOfProcess || this.#child?.connected === false) this.end()
    this.#runs += asked.tests.length
    this.#child ??= fork(join(this.directory, 'tests/mutation/test-runner.ts'), {
      cwd: this.directory,
      stdio: 'ignore',
      execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_ENV: 'test', PRAKAT_TEST_TEMPLATES: this.#templates },
    })
    const child = this.#child
    const answer = await new Promise<Answered | undefined>((resolve) => {
      const late = setTimeout(() => resolve(undefined), ms * slowdown())
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
      child.send(asked, (error) => error && done())
    })
    if (!answer) this.end()
    return answer
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text)
  }

  /** A database that a fault had a hand in must not be the template of the next test. */
  keepTemplates(): void {
    this.#kept = new Set(readdirSync(this.#templates))
  }
  dropTemplates(): void {
    for (const name of readdirSync(this.#templates))
      if (!this.#kept.has(name)) rmSync(join(this.#templates, name), { recursive: true })
  }

  end(): void {
    this.#child?.removeAllListeners()
    this.#child?.kill('SIGKILL')
    this.#child = undefined
    this.#runs = 0
  }
  close(): void {
    this.end()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const hashOf = (...parts: string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
const isDue = (end: number) => performance.now() > end

const sources = globSync(judged, { cwd: root })
  .filter((file) => !left.test(file))
  .sort()
const sourcesHash = hashOf(...sources.map(read))
const cache = join(root, 'node_modules/.cache/prakat-mutation')

/** Runs each test file once, without a fault; what it reached is kept while neither it nor the sources change. */
async function reachOfTests(runner: Runner, end: number): Promise<Map<string, Reach>> {
  mkdirSync(join(cache, 'reach'), { recursive: true })
  const reached = new Map<string, Reach>()
  const tests = globSync(testsThatReach, { cwd: root })
    .filter((file) => file.includes(given.tests))
    .sort()
  for (const test of tests) {
    const kept = join(cache, 'reach', `${hashOf(test, read(test), sourcesHash)}.json`)
    if (!existsSync(kept)) {
      if (isDue(end)) break
      const directory = join(runner.directory, '.coverage')
      rmSync(directory, { recursive: true, force: true })
      const answer = await runner.run({ tests: [test], coverage: { directory, from: judged } }, 600_000)
      const reach: Reach = {
        ms: answer?.ms[0] ?? 0,
        failed: answer?.failed !== null,
        lines: linesIn(directory, runner.directory),
      }
      if (answer) writeFileSync(kept, JSON.stringify(reach))
      console.log(
        `${test}: ${Object.keys(reach.lines).length} files, ${Math.round(reach.ms / 1000)} s${reach.failed ? ', fails by itself' : ''}`,
      )
      if (!answer) continue
    }
    const reach = JSON.parse(readFileSync(kept, 'utf8')) as Reach
    if (!reach.failed) reached.set(test, reach)
  }
  return reached
}

type Coverage = Record<
  string,
  {
    statementMap: Record<string, { start: { line: number }; end: { line: number } }>
    s: Record<string, number>
  }
>

function linesIn(directory: string, base: string): Reach['lines'] {
  const file = join(directory, 'coverage-final.json')
  if (!existsSync(file)) return {}
  const lines: Reach['lines'] = {}
  for (const [path, { statementMap, s }] of Object.entries(
    JSON.parse(readFileSync(file, 'utf8')) as Coverage,
  )) {
    const found = Object.entries(statementMap).flatMap(([key, { start }]) =>
      (s[key] ?? 0) > 0 ? [start.line] : [],
    )
    if (found.length > 0) lines[relative(base, path)] = found
  }
  return lines
}

async function judge(runner: Runner, mutant: Mutant, reached: Map<string, Reach>): Promise<Result> {
  const { id, file, line } = mutant
  const tests = [...reached]
    .filter(([, { lines }]) => lines[file]?.includes(line))
    .sort(([, one], [, other]) => one.ms - other.ms)
  if (tests.length === 0) return { id, verdict: 'not reached' }
  const source = read(file)
  runner.write(file, mutated(source, mutant))
  try {
    for (const [test, { ms }] of tests) {
      const asked = { tests: [test] }
      const most = Math.max(leastMs, patience * ms)
      // Once more in a new process: Node's modules in `vm` crash now and then, and a machine may be busy with other work.
      const answer = (await runner.run(asked, most)) ?? (await runner.run(asked, 2 * most))
      if (!answer) return { id, verdict: 'ended late', by: test }
      if (answer.failed !== null) return { id, verdict: 'killed', by: test }
    }
    return { id, verdict: 'survived' }
  } finally {
    runner.write(file, source)
    runner.dropTemplates()
  }
}

function tell(sample: Mutant[], results: Map<string, Result>, made: number): void {
  const judgedOnes = sample.filter(({ id }) => results.has(id))
  const count = (verdict: Verdict) =>
    judgedOnes.filter(({ id }) => results.get(id)?.verdict === verdict).length
  for (const { id, file, line, operator, original, replacement } of judgedOnes) {
    const verdict = results.get(id)?.verdict
    if (verdict !== 'survived' && verdict !== 'not reached') continue
    const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 60)
    console.log(`${verdict} ${file}:${line} ${operator}: ${short(original)} → ${short(replacement)}`)
  }
  const killed = count('killed') + count('ended late')
  const share = judgedOnes.length === 0 ? 0 : (100 * killed) / judgedOnes.length
  console.log(
    `seed ${given.seed}: ${judgedOnes.length} of ${sample.length} mutants judged (${made} can be made): ${killed} killed (${count('ended late')} never ended), ` +
      `${count('survived')} survived, ${count('not reached')} reached by no test: ${share.toFixed(1)} %`,
  )
}

async function main(): Promise<void> {
  const end = performance.now() + Number(given.minutes) * 60_000
  const all = sources
    .filter((file) => file.includes(given.files))
    .flatMap((file) => mutantsOf(file, read(file)))
  const sample = shuffled(all, Number(given.seed)).slice(0, Number(given.count))
  const runner = new Runner()
  const stop = () => {
    runner.close()
    process.exit(1)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const reached = await reachOfTests(runner, end)
    runner.keepTemplates()
    // A better test may kill what survived: what is known holds for these tests alone.
    const file = join(cache, `${hashOf(...[...reached.keys()].map((test) => test + read(test)))}.jsonl`)
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    const results = new Map(
      lines.map((line) => JSON.parse(line) as Result).map((result) => [result.id, result]),
    )
    for (const mutant of sample) {
      if (results.has(mutant.id)) continue
      if (isDue(end)) break
      const result = await judge(runner, mutant, reached)
      results.set(mutant.id, result)
      appendFileSync(file, `${JSON.stringify(result)}\n`)
    }
    tell(sample, results, all.length)
  } finally {
    runner.close()
  }
}

if (given.help) console.log(help)
else await main()
