import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutants.ts'
import { type Piece, pieceAt, probed } from './probes.ts'
import { type Runner, readSource } from './runner.ts'
import type { Answered } from './test-runner.ts'

export const hashOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

/** The pieces of each source file that are reached. */
type Pieces = Record<string, number[]>
type Reach = {
  /** A test of the file failed by itself: only the others are run. */
  failed: boolean
  ms: number
  /** The hashes of the sources as they were reached: of one that has changed only that it is reached is known. */
  sources: Record<string, string>
  /** What is reached outside of every test: every test may notice a fault in it. */
  outside: Pieces
  tests: Record<string, { ms: number; pieces: Pieces }>
}

/** The tests of a file that reach a fault are run in parts, the fastest first, each of which takes so many ms or is one test. */
const partMs = 1000

/** Tests of a file that reach a mutant, or some of them; all of the file, where `names` is undefined. `hash` is theirs. */
export type Reaching = { file: string; hash: string; names: string[] | undefined; ms: number }

/** Which tests reach which piece of the sources: found by running every test once, kept while a test file stays. */
export class TestReach {
  readonly #pieces = new Map<string, Piece[]>()
  readonly #texts = new Map<string, string>()
  readonly #firsts: { file: string; first: number }[] = []
  readonly #hashes: Record<string, string> = {}
  readonly #reached = new Map<string, { hash: string; reach: Reach }>()
  readonly #directory: string

  constructor(sources: readonly string[], cache: string) {
    let first = 0
    for (const file of sources) {
      const source = readSource(file)
      const { text, pieces } = probed(source, first)
      this.#pieces.set(file, pieces)
      this.#texts.set(file, text)
      this.#firsts.push({ file, first })
      this.#hashes[file] = hashOf(source)
      first += pieces.length
    }
    this.#directory = join(cache, 'reach')
    mkdirSync(this.#directory, { recursive: true })
  }

  /** Runs the test files that were not run as they are; tests that fail by themselves are left out, and one of them is named. */
  async find(tests: readonly string[], runners: readonly Runner[], isDue: () => boolean): Promise<void> {
    const waiting = tests.map((test) => ({ test, hash: hashOf(test, readSource(test)) }))
    const keptIn = (hash: string) => join(this.#directory, `${hash}.json`)
    const work = async (runner: Runner) => {
      let probing = false
      for (let next = waiting.shift(); next && !isDue(); next = waiting.shift()) {
        const { test, hash } = next
        if (existsSync(keptIn(hash))) continue
        if (!probing) for (const [file, text] of this.#texts) runner.write(file, text)
        probing = true
        const answer = await runner.run({ file: test, probing: true }, 60_000)
        if (answer?.reached) writeFileSync(keptIn(hash), JSON.stringify(this.#reachOf(answer)))
        console.log(
          `${test}: ${answer ? `${(answer.ms / 1000).toFixed(1)} s${answer.passed ? '' : `, fails by itself: ${answer.failed ?? 'not loaded'}: ${answer.why}`}` : 'does not end'}`,
        )
      }
      runner.keepTemplates()
      runner.restore()
    }
    await Promise.all(runners.map(work))
    for (const test of tests) {
      const hash = hashOf(test, readSource(test))
      if (!existsSync(keptIn(hash))) continue
      this.#reached.set(test, { hash, reach: JSON.parse(readFileSync(keptIn(hash), 'utf8')) as Reach })
    }
  }

  /** The tests that reach the mutant, by file. */
  reaching({ file, start, end }: Mutant): Reaching[] {
    const piece = pieceAt(this.#pieces.get(file) ?? [], { start, end })
    return [...this.#reached].flatMap(([test, { hash, reach }]): Reaching[] => {
      const isKnown = reach.sources[file] === this.#hashes[file]
      const holds = (pieces: Pieces) =>
        pieces[file] !== undefined && (!isKnown || piece < 0 || pieces[file].includes(piece))
      const all = Object.entries(reach.tests).sort(([, one], [, other]) => one.ms - other.ms)
      const isOutside = holds(reach.outside)
      const names = all.filter(([, { pieces }]) => isOutside || holds(pieces))
      // Nothing of the file runs outside of its tests only where it has none.
      if (names.length === 0)
        return isOutside && !reach.failed ? [{ file: test, hash, names: undefined, ms: reach.ms }] : []
      const msOf = (list: typeof all) => list.reduce((sum, [, { ms }]) => sum + ms, 0)
      const loading = reach.ms - msOf(all)
      const parts: (typeof all)[] = []
      for (const one of names) {
        const last = parts.at(-1)
        if (last && msOf(last) + one[1].ms <= partMs) last.push(one)
        else parts.push([one])
      }
      return parts.map((part, index) => ({
        file: test,
        hash: `${hash}-${index}`,
        names: part.map(([name]) => name),
        ms: loading + msOf(part),
      }))
    })
  }

  #reachOf({ passed, ms, reached }: Answered): Reach {
    const sources: Record<string, string> = {}
    const piecesOf = (list: number[]): Pieces => {
      const pieces: Pieces = {}
      for (const number of list) {
        const { file, first } = this.#firsts.findLast((each) => each.first <= number) ?? {
          file: '',
          first: 0,
        }
        pieces[file] ??= []
        pieces[file].push(number - first)
        sources[file] = this.#hashes[file] ?? ''
      }
      return pieces
    }
    return {
      failed: !passed,
      ms,
      sources,
      outside: piecesOf(reached?.outside ?? []),
      tests: Object.fromEntries(
        Object.entries(reached?.tests ?? {}).map(([name, test]) => [
          name,
          { ms: test.ms, pieces: piecesOf(test.reached) },
        ]),
      ),
    }
  }
}
