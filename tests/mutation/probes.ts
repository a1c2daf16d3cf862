import { parseSync } from '@swc/core'

/** A piece of a source file that is reached as a whole or not at all: the bytes from `start` to `end`. */
export type Piece = { start: number; end: number }
type Span = { start: number; end: number }
type Node = Record<string, unknown> & { type: string; span: Span }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
/** Statements before which nothing need be counted, or can be. */
const uncounted =
  /^(?:Ts|Import|Export(?:All|Named)|Empty|FunctionDeclaration|ClassDeclaration|BlockStatement)/

/**
 * The source, setting `reachedPieces`, which a process shares with its worker threads, at `first` + the index of each of `pieces` when that piece runs: statements,
 * the bodies of arrow functions, both ways of a condition, and what stands to the right of `&&`, `||` and `??`.
 */
export function probed(source: string, first: number): { text: string; pieces: Piece[] } {
  const bytes = Buffer.from(source)
  const tree = parseSync(`;${source}`, { syntax: 'typescript', target: 'es2024' })
  // The parser counts on from whatever it read before; a token of ours says where this file begins.
  const base = (tree.body[0]?.span.start ?? 1) + 1
  const pieces: Piece[] = []
  const insertions: { at: number; order: number; text: string }[] = []

  function probe(span: Span, before: (call: string) => string, after: string): void {
    const piece = { start: span.start - base, end: span.end - base }
    const index = pieces.push(piece) - 1
    // What ends at a place stands before what begins there; of two that begin, the outer one; of two that end, the inner.
    insertions.push({
      at: piece.start,
      order: index,
      text: before(`reachedPieces[${first + index}] = 1`),
    })
    if (after) insertions.push({ at: piece.end, order: -1 - index, text: after })
  }
  const expression = (node: unknown) => {
    if (isNode(node) && !/^(?:FunctionBody|BlockStatement)$/.test(node.type))
      probe(node.span, (call) => `(${call}, `, ')')
  }
  const statements = (list: unknown) => {
    for (const node of list as Node[])
      if (!uncounted.test(node.type) && node.span.start >= base) probe(node.span, (call) => `${call};`, '')
  }
  const only = (node: unknown) => {
    if (isNode(node) && !/^(?:Block|If)Statement$/.test(node.type))
      probe(node.span, (call) => `{${call};`, '}')
  }

  function make(node: Node): void {
    switch (node.type) {
      case 'Module':
        statements(node.body)
        return
      case 'FunctionBody':
      case 'BlockStatement':
        statements(node.stmts)
        return
      case 'SwitchCase':
        statements(node.consequent)
        return
      case 'IfStatement':
        only(node.consequent)
        only(node.alternate)
        return
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'WhileStatement':
        only(node.body)
        return
      case 'ArrowFunctionExpression':
        expression(node.body)
        return
      case 'ConditionalExpression':
        expression(node.consequent)
        expression(node.alternate)
        return
      case 'BinaryExpression':
        if (/^(?:&&|\|\||\?\?)$/.test(String(node.operator))) expression(node.right)
    }
  }

  function visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const one of value) visit(one)
      return
    }
    if (value === null || typeof value !== 'object') return
    if (isNode(value)) {
      if (/^Ts(?:Type|Interface)/.test(value.type)) return
      make(value)
    }
    for (const [name, inner] of Object.entries(value)) if (name !== 'span') visit(inner)
  }
  visit(tree)

  insertions.sort((one, other) => one.at - other.at || one.order - other.order)
  let text =
    "const reachedPieces = process.getBuiltinModule('node:worker_threads').getEnvironmentData('reachedPieces') ?? [];"
  let done = 0
  for (const { at, text: inserted } of insertions) {
    text += bytes.subarray(done, at).toString() + inserted
    done = at
  }
  return { text: text + bytes.subarray(done).toString(), pieces }
}

/** The index of the smallest of the pieces that hold the place; −1 where none does, and whatever loads the file reaches it. */
export function pieceAt(pieces: readonly Piece[], { start, end }: Span): number {
  let found = -1
  let least = Number.POSITIVE_INFINITY
  for (const [index, piece] of pieces.entries()) {
    const size = piece.end - piece.start
    if (piece.start <= start && piece.end >= end && size < least) {
      least = size
      found = index
    }
  }
  return found
}
