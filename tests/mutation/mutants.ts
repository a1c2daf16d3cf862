import { createHash } from 'node:crypto'
import { parseSync } from '@swc/core'

/** One small fault in a source file: the bytes from `start` to `end` replaced. */
export type Mutant = {
  /** Changes with the file's text, so that a result is never taken for that of another fault. */
  id: string
  /** Stays while the line does, so that a change elsewhere leaves the sample as it was. */
  key: string
  file: string
  line: number
  operator: string
  start: number
  end: number
  replacement: string
  original: string
}

type Span = { start: number; end: number }
type Node = Record<string, unknown> & { type: string; span: Span }

const comparisons: Record<string, string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['>=', '<='],
  '<=': ['>', '<'],
  '>': ['<=', '>='],
  '>=': ['<', '>'],
}
const logic: Record<string, string[]> = { '&&': ['||'], '||': ['&&'], '??': ['&&'] }
const arithmetic: Record<string, string[]> = { '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'] }
const methods: Record<string, string> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
}
const hashOf = (...parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
/** Nodes that say nothing when the program runs; of an assertion of a type, its expression does. */
const typesOnly =
  /^(?:Ts(?!AsExpression|NonNull|Satisfies|ConstAssertion|InstantiationExpression)|Import|ExportAll)/
/** The wording of sentences is not what these tests are for. */
const isWording = (text: string): boolean => /[\u0E00-\u0E7F]|\s/.test(text)

/** What the compiler has shown never to run: nothing can be told of a fault in it. */
const isUnreachable = (node: Node): boolean => {
  const call = (node.argument ?? node.expression ?? node) as Node
  return call.type === 'CallExpression' && (call.callee as Node).value === 'unreachable'
}

/** Every fault that the operators can make in a source file. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const bytes = Buffer.from(source)
  // The parser counts on from whatever it read before; a token of ours says where this file begins.
  const tree = parseSync(`;${source}`, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2024' })
  const base = (tree.body[0]?.span.start ?? 1) + 1
  const textOf = ({ start, end }: Span) => bytes.subarray(start - base, end - base).toString()
  const mutants: Mutant[] = []
  const lines = source.split('\n')
  const alike = new Map<string, number>()

  function add(operator: string, span: Span, replacement: string): void {
    const start = span.start - base
    const end = span.end - base
    const line = bytes.subarray(0, start).toString().split('\n').length
    const original = textOf(span)
    if (original === replacement) return
    const place = hashOf(file, operator, original, replacement, lines[line - 1]?.trim())
    const time = alike.get(place) ?? 0
    alike.set(place, time + 1)
    const id = hashOf(file, source, start, end, replacement)
    mutants.push({ id, key: hashOf(place, time), file, line, operator, start, end, replacement, original })
  }

  function operatorOf(node: Node, table: Record<string, string[]>, name: string): void {
    const between = { start: (node.left as Node).span.end, end: (node.right as Node).span.start }
    const operator = String(node.operator)
    const at = Buffer.from(textOf(between)).indexOf(operator)
    if (at < 0) return
    const start = between.start + at
    for (const other of table[operator] ?? []) add(name, { start, end: start + operator.length }, other)
  }

  function make(node: Node): void {
    const { type, span, value } = node
    switch (type) {
      case 'BinaryExpression': {
        operatorOf(node, comparisons, 'comparison')
        operatorOf(node, logic, 'boolean')
        const isText = [node.left, node.right].some((side) => /String|Template/.test((side as Node).type))
        if (!isText) operatorOf(node, arithmetic, 'arithmetic')
        return
      }
      case 'UnaryExpression':
        if (node.operator === '!') add('negation', span, textOf((node.argument as Node).span))
        return
      case 'IfStatement':
      case 'ConditionalExpression':
        add('condition', (node.test as Node).span, 'true')
        add('condition', (node.test as Node).span, 'false')
        return
      case 'WhileStatement':
        add('condition', (node.test as Node).span, 'false')
        return
      case 'BooleanLiteral':
        add('boolean literal', span, String(!value))
        return
      case 'NumericLiteral':
        add('number', span, String(Number(value) + 1))
        return
      case 'StringLiteral':
        if (!isWording(String(value))) add('string', span, value === '' ? "'mutated'" : "''")
        return
      case 'ReturnStatement':
        if (node.argument) add('return value', (node.argument as Node).span, 'undefined')
        return
      case 'ArrowFunctionExpression': {
        const body = node.body as Node
        if (!/^(?:FunctionBody|BlockStatement)$/.test(body.type)) add('return value', body.span, 'undefined')
        return
      }
      case 'ExpressionStatement':
        if ((node.expression as Node).type !== 'StringLiteral') add('statement', span, ';')
        return
      case 'ThrowStatement':
      case 'ContinueStatement':
        add('statement', span, ';')
        return
      case 'ArrayExpression':
        if ((node.elements as unknown[]).length > 0) add('array', span, '[]')
        return
      case 'MemberExpression': {
        const property = node.property as Node
        const name = String(property.value)
        const other = Object.hasOwn(methods, name) ? methods[name] : undefined
        if (property.type === 'Identifier' && other) add('method', property.span, other)
      }
    }
  }

  function visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const one of value) visit(one)
      return
    }
    if (value === null || typeof value !== 'object') return
    const node = value as Node
    if (typeof node.type === 'string') {
      if (typesOnly.test(node.type) || isUnreachable(node)) return
      make(node)
    }
    for (const [name, inner] of Object.entries(node)) {
      // A property's name in quotes is a name.
      if (name === 'key' && (inner as Node | null)?.type === 'StringLiteral') continue
      if (name !== 'span') visit(inner)
    }
  }
  visit(tree.body)
  return mutants
}

/** The source with its fault. */
export function mutated(source: string, { start, end, replacement }: Mutant): string {
  const bytes = Buffer.from(source)
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(replacement), bytes.subarray(end)]).toString()
}

/**
 * The mutants in an order that the seed and each one's own place decide, balanced over the files: from the first so many,
 * however many, each file has its share of them, to one mutant.
 */
export function sampled<Kept extends { key: string; file: string }>(
  mutants: readonly Kept[],
  seed: number,
): Kept[] {
  return [...Map.groupBy(mutants, ({ file }) => file)]
    .flatMap(([file, ofFile]) => {
      const from = Number.parseInt(hashOf(seed, file).slice(0, 8), 16) / 2 ** 32
      return ofFile
        .map((mutant) => ({ mutant, place: hashOf(seed, mutant.key) }))
        .sort((one, other) => (one.place < other.place ? -1 : 1))
        .map(({ mutant }, rank) => ({ mutant, at: (rank + from) / ofFile.length }))
    })
    .sort((one, other) => one.at - other.at)
    .map(({ mutant }) => mutant)
}

/** Within which share the true one lies, with 95 % confidence, when so many of a sample were counted (Wilson, 1927). */
export function wilsonInterval(counted: number, sample: number): [number, number] {
  if (sample === 0) return [0, 1]
  const z = 1.96
  const share = counted / sample
  const middle = share + z ** 2 / (2 * sample)
  const half = z * Math.sqrt((share * (1 - share)) / sample + z ** 2 / (4 * sample ** 2))
  const whole = 1 + z ** 2 / sample
  return [(middle - half) / whole, (middle + half) / whole]
}
