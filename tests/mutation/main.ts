import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism, setPriority } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { foundByCompiler } from './compiled.ts'
import { type Mutant, mutantsOf, mutated, sampled, wilsonInterval } from './mutants.ts'
import { hashOf, type Reaching, TestReach } from './reach.ts'
import { Runner, readSource, root } from './runner.ts'

const help = `npm run mutation -- [--seed 1] [--count 1000] [--minutes 170] [--workers 2] [--timeout 20]
  [--files machines/run] [--tests machines] [--only survivors]

Makes a seeded sample of small faults in machines/ and the request path, one at a time, and runs the tests that reach it
until one fails. Not counted: what the compiler finds, and what it has shown never to run.
What was judged is kept in node_modules/.cache and not judged again: a run may be ended and goes on. What survived is
tried again where a test file that reaches it has changed.`

const { values: given } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '170' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Tests are run against one fault until they would have computed so many seconds without it: first a fifth of them. */
    timeout: { type: 'string', default: '20' },
    /** Only faults in files, and only test files, whose path this expression finds. */
    files: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    /** `survivors`: only what survived before is tried, where a test has changed; `none`: only tell what is known. */
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})

/** The path of an event beside `machines`. The offices' documents are data, and so are words. */
const judged = [
  'machines/**/*.ts',
  'api/{requests,http}/*.ts',
  'api/process/group-commit.ts',
  'api/process/turns.ts',
  'api/sign-in/sessions.ts',
  'db/{asked,derived,idempotency,notifications,projections,publications,requests,statement,timers,versions}.ts',
]
const left = /^machines\/offices\/|\.d\.ts$|words|glyph-widths/
const testsThatReach = 'tests/{machines,api,db}/**/*.test.ts'
const timeoutMs = Number(given.timeout) * 1000

type Verdict = 'killed' | 'ended late' | 'survived' | 'not reached' | 'compiler'
/** `tried`: the test files, by hash, that a survivor was tried with. `untried`: the parts of test files there was no time for in `timeout`. */
type Result = {
  id: string
  verdict: Verdict
  by?: string
  tried?: string[]
  untried?: number
  timeout?: number
}

const cache = join(root, 'node_modules/.cache/prakat-mutation')
const end = performance.now() + Number(given.minutes) * 60_000
const isDue = () => performance.now() > end

/** Lines of JSON, kept as they are found. */
class Kept<Item extends { id: string }> {
  readonly items = new Map<string, Item>()
  readonly #file: string
  constructor(name: string) {
    this.#file = join(cache, name)
    if (!existsSync(this.#file)) return
    for (const line of readFileSync(this.#file, 'utf8').split('\n').filter(Boolean)) {
      const item = JSON.parse(line) as Item
      this.items.set(item.id, item)
    }
  }
  add(item: Item): void {
    this.items.set(item.id, item)
    appendFileSync(this.#file, `${JSON.stringify(item)}\n`)
  }
}

/** The sample in its order, of what the compiler does not find, as far as it was asked for. */
class Sample {
  readonly mutants: Mutant[] = []
  found = 0
  readonly #compiled = new Kept<{ id: string; found: boolean }>('compiled.jsonl')
  readonly #all: Mutant[]
  readonly #count: number
  #seen = 0
  #asking: Promise<void> | undefined

  constructor(all: readonly Mutant[], seed: number, count: number) {
    this.#all = sampled(all, seed)
    this.#count = count
  }

  /** The mutant at a place of the sample. */
  async at(index: number): Promise<Mutant | undefined> {
    while (this.mutants.length <= index) {
      if (this.#seen === this.#all.length) return
      if (!this.#take()) await this.#ask()
    }
    // The compiler reads on while tests run.
    const ahead = this.#all[this.#seen + 100]
    if (this.mutants.length + 50 < this.#count && ahead && !this.#compiled.items.has(ahead.id))
      this.#ask().catch(() => {})
    return this.mutants[index]
  }

  /** As far as it is known already, without asking the compiler. */
  known(): Mutant[] {
    while (this.mutants.length < this.#count && this.#take());
    return this.mutants
  }

  /** Whether the compiler has told of the next mutant, which is then in the sample or not. */
  #take(): boolean {
    const mutant = this.#all[this.#seen]
    const known = mutant && this.#compiled.items.get(mutant.id)
    if (!known) return false
    this.#seen += 1
    if (known.found) this.found += 1
    else this.mutants.push(mutant)
    return true
  }

  #ask(): Promise<void> {
    const ask = async () => {
      const asked = this.#all
        .slice(this.#seen)
        .filter(({ id }) => !this.#compiled.items.has(id))
        .slice(0, 300)
      const found = await foundByCompiler(asked)
      for (const { id } of asked) this.#compiled.add({ id, found: found.has(id) })
    }
    this.#asking ??= ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }
}

class Judge {
  readonly #reach: TestReach
  readonly #alone: Kept<{ id: string; passed: boolean }>
  readonly #kills = new Map<string, number>()

  constructor(reach: TestReach, alone: Kept<{ id: string; passed: boolean }>) {
    this.#reach = reach
    this.#alone = alone
  }

  killedBy(source: string, test: string): void {
    const key = `${source} ${test}`
    this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1)
  }

  /** The test files that a survivor has not been tried with as they are, the likeliest to kill it for its time first. */
  untried(mutant: Mutant, tried: readonly string[]): Reaching[] {
    const mirrored = `tests/${dirname(mutant.file)}/`
    const namesake = `/${basename(mutant.file, '.ts')}.test.ts`
    const worth = ({ file, ms }: Reaching) => {
      const kills = this.#kills.get(`${mutant.file} ${file}`) ?? 0
      const near = (file.startsWith(mirrored) ? 5 : 0) + (file.endsWith(namesake) ? 20 : 0)
      return (1 + 5 * kills + near) / (200 + ms)
    }
    return this.#reach
      .reaching(mutant)
      .filter(({ hash }) => !tried.includes(hash))
      .sort((one, other) => worth(other) - worth(one))
  }

  async judge(runner: Runner, mutant: Mutant, before: Result | undefined, budgetMs: number): Promise<Result> {
    const { id } = mutant
    const tried = [...(before?.tried ?? [])]
    const tests = this.untried(mutant, tried)
    if (tests.length === 0 && tried.length === 0) return { id, verdict: 'not reached' }
    const text = mutated(readSource(mutant.file), mutant)
    let spent = 0
    let untried = 0
    for (const test of tests) {
      if (spent + test.ms > budgetMs && (spent > 0 || budgetMs < timeoutMs)) {
        untried += 1
        continue
      }
      spent += test.ms
      const verdict = await this.#try(runner, mutant.file, text, test)
      if (verdict) {
        this.killedBy(mutant.file, test.file)
        return { id, verdict, by: test.file }
      }
      tried.push(test.hash)
    }
    return { id, verdict: 'survived', tried, untried, timeout: budgetMs }
  }

  /**
   * Whether the tests find the fault. A test that fails counts when it passes alone without the fault: else another test
   * may have had a hand in it. One that was too slow has to be so again, alone: else it may have been the machine.
   */
  async #try(runner: Runner, file: string, text: string, { file: test, hash, names, ms }: Reaching) {
    const run = async (only: string[] | undefined, isMutated: boolean) => {
      if (isMutated) runner.write(file, text)
      try {
        return await runner.run({ file: test, ...(only && { names: only }) }, ms)
      } finally {
        if (!isMutated) runner.keepTemplates()
        runner.restore()
      }
    }
    const answer = await run(names, true)
    if (!answer) {
      const id = hashOf(hash, 'ends')
      if (!this.#alone.items.has(id))
        this.#alone.add({ id, passed: (await run(undefined, false)) !== undefined })
      return this.#alone.items.get(id)?.passed ? 'ended late' : undefined
    }
    if (answer.passed) return
    // The file itself could not be loaded, or a hook failed.
    if (answer.failed === undefined) return (await run(undefined, true))?.passed ? undefined : 'killed'
    const id = hashOf(hash, answer.failed)
    if (!this.#alone.items.has(id))
      this.#alone.add({ id, passed: (await run([answer.failed], false))?.passed === true })
    const only = this.#alone.items.get(id)?.passed ? [answer.failed] : undefined
    if (only && !/exceeded timeout|timed out/i.test(answer.why ?? '')) return 'killed'
    return (await run(only, true))?.passed ? undefined : 'killed'
  }
}

function tell({ mutants: sample, found }: Sample, results: Map<string, Result>, made: number): void {
  const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 60)
  const judgedOnes = sample.filter(({ id }) => results.has(id))
  const count = (verdict: Verdict) =>
    judgedOnes.filter(({ id }) => results.get(id)?.verdict === verdict).length
  for (const { id, file, line, operator, original, replacement } of judgedOnes.toSorted((one, other) =>
    one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line,
  )) {
    const { verdict, untried } = results.get(id) ?? {}
    if (verdict !== 'survived' && verdict !== 'not reached') continue
    console.log(
      `${verdict} ${file}:${line} ${operator}: ${short(original)} → ${short(replacement)}${untried ? ` (${untried} parts of test files not tried)` : ''}`,
    )
  }
  const killed = count('killed') + count('ended late')
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`
  const [least, most] = wilsonInterval(killed, judgedOnes.length)
  console.log(
    `seed ${given.seed}: ${judgedOnes.length} of ${sample.length} mutants judged (${made} can be made; ${found} more of the sample's ` +
      `are found by the compiler and not counted): ${killed} killed (${count('ended late')} never ended), ` +
      `${count('survived')} survived, ${count('not reached')} reached by no test: ` +
      `${percent(killed / judgedOnes.length || 0)} (95 %: ${percent(least)} to ${percent(most)})`,
  )
}

async function main(): Promise<void> {
  setPriority(10)
  mkdirSync(cache, { recursive: true })
  const sources = globSync(judged, { cwd: root })
    .filter((file) => !left.test(file))
    .sort()
  const all = sources.flatMap((file) => mutantsOf(file, readSource(file)))
  const count = Number(given.count)
  const sample = new Sample(all, Number(given.seed), count)
  const results = new Kept<Result>('results.jsonl')
  if (given.only === 'none') {
    sample.known()
    return tell(sample, results.items, all.length)
  }

  const runners = Array.from({ length: Number(given.workers) }, () => new Runner())
  const stop = () => {
    for (const runner of runners) runner.close()
    process.exit(1)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const reach = new TestReach(sources, cache)
    const tests = globSync(testsThatReach, { cwd: root })
      .filter((file) => new RegExp(given.tests).test(file))
      .sort()
    await reach.find(tests, runners, isDue)
    const judge = new Judge(reach, new Kept('alone.jsonl'))
    for (const { id, file } of sample.known()) {
      const { by } = results.items.get(id) ?? {}
      if (by) judge.killedBy(file, by)
    }
    const wantsJudging = (mutant: Mutant, { budgetMs, isAgain }: { budgetMs: number; isAgain: boolean }) => {
      if (!new RegExp(given.files).test(mutant.file)) return false
      const before = results.items.get(mutant.id)
      if (!before) return given.only === ''
      if (!isAgain) return false
      if (before.verdict !== 'survived' && before.verdict !== 'not reached') return false
      const known = budgetMs > (before.timeout ?? 0) ? 0 : (before.untried ?? 0)
      return judge.untried(mutant, before.tried ?? []).length > known
    }
    // Most faults fall to the first tests. What survives those, now or before, has its time when every other has been judged.
    const rounds = [
      { budgetMs: timeoutMs / 5, isAgain: false },
      { budgetMs: timeoutMs / 5, isAgain: true },
      { budgetMs: timeoutMs, isAgain: true },
    ]
    for (const round of rounds) {
      const begun = performance.now()
      let taken = 0
      let done = 0
      let killed = 0
      const nextMutant = async (): Promise<Mutant | undefined> => {
        while (taken < count) {
          const index = taken
          taken += 1
          const mutant = given.only === '' ? await sample.at(index) : sample.mutants[index]
          if (mutant && wantsJudging(mutant, round)) return mutant
        }
        return
      }
      const work = async (runner: Runner) => {
        while (!isDue()) {
          const mutant = await nextMutant()
          if (!mutant) return
          const result = await judge.judge(runner, mutant, results.items.get(mutant.id), round.budgetMs)
          results.add(result)
          done += 1
          if (result.by) killed += 1
          if (done % 20 === 0) {
            const minutes = ((count - taken) * (performance.now() - begun)) / done / 60_000
            console.log(
              `${taken} of ${count}: ${done} done now, ${killed} killed, ${done - killed} survived, ${Math.round(minutes)} minutes to go`,
            )
          }
        }
      }
      await Promise.all(runners.map(work))
    }
    tell(sample, results.items, all.length)
  } finally {
    for (const runner of runners) runner.close()
  }
}

if (given.help) console.log(help)
else await main()
