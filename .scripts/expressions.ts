import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseSync } from '@swc/core'
import { checkSync } from 'recheck'

/** A regular expression of a source file whose matching takes longer than its text's length, or cannot be judged. */
export type Finding = { file: string; line: number; expression: string; what: string }

/** Written on the line before, or on the same, with the reason why the text is short. */
const exception = /\/\/ recheck-ignore: \S/
/** Much more than any of ours needs; a busy machine must not change a verdict. */
const checkMs = 60_000

type Expression = { pattern: string; flags: string } | 'dynamic'
type Node = Record<string, unknown> & { type?: string }

/** What of a source file is super-linear, and has no exception beside it. */
export function findingsIn(file: string, source: string): Finding[] {
  const lines = source.split('\n')
  const findings: Finding[] = []
  // The parser's positions count bytes from wherever the file before ended; the text of an expression finds it, too.
  let from = 0
  for (const found of expressionsOf(file, source)) {
    const text = found === 'dynamic' ? 'RegExp(' : found.pattern
    const at = source.indexOf(text, from)
    if (at >= 0) from = at + text.length
    const line = source.slice(0, Math.max(0, at)).split('\n').length
    if ([lines[line - 1], lines[line - 2]].some((one) => exception.test(one ?? ''))) continue
    const what = found === 'dynamic' ? 'is put together when it runs' : verdictOf(found)
    if (what)
      findings.push({
        file,
        line,
        expression: found === 'dynamic' ? 'new RegExp(…)' : `/${found.pattern}/${found.flags}`,
        what,
      })
  }
  return findings
}

const known = new Map<string, string | undefined>()

function verdictOf({ pattern, flags }: { pattern: string; flags: string }): string | undefined {
  const key = `/${pattern}/${flags}`
  if (!known.has(key)) {
    // What was found by trying is timed: on a busy machine an expression is slow now and then, a bad one each time.
    for (let tries = 0; tries < 3; tries += 1) {
      const verdict = checkSync(pattern, flags, { timeout: checkMs })
      if (verdict.status === 'safe') {
        known.set(key, undefined)
        break
      }
      known.set(key, verdict.status === 'vulnerable' ? verdict.complexity.summary : 'could not be judged')
      if (verdict.status !== 'vulnerable' || verdict.checker !== 'fuzz') break
    }
  }
  return known.get(key)
}

function expressionsOf(file: string, source: string): Expression[] {
  const found: Expression[] = []
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    const node = value as Node
    if (node.type === 'RegExpLiteral')
      found.push({ pattern: String(node.pattern), flags: String(node.flags) })
    if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      const { callee, arguments: given } = node as { callee?: Node; arguments?: { expression: Node }[] }
      if (callee?.type === 'Identifier' && callee.value === 'RegExp') {
        const [pattern, flags] = (given ?? []).map(({ expression }) => expression)
        const readable = pattern?.type === 'StringLiteral' && (!flags || flags.type === 'StringLiteral')
        found.push(
          readable ? { pattern: String(pattern.value), flags: String(flags?.value ?? '') } : 'dynamic',
        )
      }
    }
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2024' }))
  return found
}

/** Reads the whole source of the product. */
function lint(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = globSync(
    ['api', 'db', 'machines', 'ui', '.scripts'].map((room) => `${room}/**/*.{ts,tsx,mjs}`),
    { cwd: root },
  )
  const findings = files.flatMap((file) => findingsIn(file, readFileSync(`${root}${file}`, 'utf8')))
  for (const { file, line, expression, what } of findings)
    console.error(`${relative('.', file)}:${line} ${expression} ${what}`)
  console.log(`${known.size} regular expressions in ${files.length} files: ${findings.length} to mend`)
  if (findings.length > 0) {
    console.error(
      'Give each a bound, or anchor it, or write "// recheck-ignore: why its text is short" before it.',
    )
    process.exitCode = 1
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) lint()
