import { diffArrays } from 'diff'
import type { Column } from '../../machines/procedure/procedure.ts'
import { cellText, rowsOf } from '../../machines/procedure/table-value.ts'
import { richFromText } from '../../machines/text/rich-from-text.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { isRichText, type RichBlock } from '../../machines/text/rich-text.ts'
import { cellTexts } from '../lib/rich/cell-texts.ts'
import { diffWords, type Piece } from './word-diff.ts'

export type PartKind =
  | 'text'
  | 'heading'
  | 'bullet'
  | 'number'
  | 'quote'
  | 'line'
  | 'picture'
  | 'caption'
  | 'row'
/** A part of a text with structure, as two of them are compared: a paragraph, an item of a list, a row of a table. */
type Part = {
  kind: PartKind
  /** Its words; of a row those of each cell. */
  cells: string[]
  /** Everything else of it: marks, links, ranks, spans. */
  form: string
}
/** What became of a part; of one that changed, its words by cell, its kind before, and whether only its form changed. */
export type PartChange =
  | { change: 'same' | 'added' | 'removed'; kind: PartKind; cells: string[] }
  | { change: 'changed'; kind: PartKind; was: PartKind; cells: Piece[][]; formOnly: boolean }

/** What differs between two values of a text with structure or, with its columns, of a table: part by part, by words within. */
export function structuredChanges(before: unknown, now: unknown, columns?: Column[]): PartChange[] {
  const parts = (value: unknown) => (columns ? rowsOfTable(value, columns) : partsOf(value))
  const runs = diffArrays(parts(before), parts(now), {
    comparator: (one, other) =>
      one.kind === other.kind && one.form === other.form && same(one.cells, other.cells),
  })
  const changes: PartChange[] = []
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at]
    if (!run) continue
    const next = runs[at + 1]
    // What was taken out beside what was put in is one and the same that was changed, as far as it goes.
    if (run.removed && next?.added) {
      changes.push(...paired(run.value, next.value))
      at += 1
      continue
    }
    const change = run.added ? 'added' : run.removed ? 'removed' : 'same'
    changes.push(...run.value.map(({ kind, cells }): PartChange => ({ change, kind, cells })))
  }
  return changes
}

const same = (one: string[], other: string[]) =>
  one.length === other.length && one.every((cell, index) => cell === other[index])

function paired(removed: Part[], added: Part[]): PartChange[] {
  const changes: PartChange[] = []
  for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
    const [was, is] = [removed[at], added[at]]
    if (was && is && (was.kind === 'row') === (is.kind === 'row')) {
      const width = Math.max(was.cells.length, is.cells.length)
      const cells = Array.from({ length: width }, (_, index) =>
        diffWords(was.cells[index] ?? '', is.cells[index] ?? ''),
      )
      const formOnly = was.kind === is.kind && same(was.cells, is.cells)
      changes.push({ change: 'changed', kind: is.kind, was: was.kind, cells, formOnly })
      continue
    }
    if (was) changes.push({ change: 'removed', kind: was.kind, cells: was.cells })
    if (is) changes.push({ change: 'added', kind: is.kind, cells: is.cells })
  }
  return changes
}

const rowsOfTable = (value: unknown, columns: Column[]): Part[] =>
  rowsOf(value).map((row) => ({
    kind: 'row',
    cells: columns.map((column) => cellText(column, row[column.name] ?? '', 'th')),
    form: '',
  }))

function partsOf(value: unknown): Part[] {
  const doc = isRichText(value) ? value : richFromText(typeof value === 'string' ? value : '')
  return doc.content.flatMap((block) => partsOfBlock(block, 'text'))
}

const words = (block: RichBlock) => plainTextOf({ type: 'doc', content: [block] })

function partsOfBlock(block: RichBlock, kind: PartKind): Part[] {
  switch (block.type) {
    case 'paragraph':
      return block.content ? [{ kind, cells: [words(block)], form: formOf(block) }] : []
    case 'heading':
      return [{ kind: 'heading', cells: [words(block)], form: formOf(block) }]
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) =>
        item.content.flatMap((inner) =>
          partsOfBlock(inner, block.type === 'bulletList' ? 'bullet' : 'number'),
        ),
      )
    case 'blockquote':
      return block.content.flatMap((inner) => partsOfBlock(inner, 'quote'))
    case 'horizontalRule':
      return [{ kind: 'line', cells: [''], form: '' }]
    case 'image': {
      const { sha256, name, alt, caption = '' } = block.attrs
      // The bytes by their hash: another picture may have the same name.
      return [{ kind: 'picture', cells: [`${name} (${sha256.slice(0, 16)})`, alt, caption], form: '' }]
    }
    case 'table': {
      const { caption } = block.attrs ?? {}
      // By columns: a merged cell must not move the others under other heads.
      const texts = cellTexts(block)
      const rows = block.content.map(
        (row, at): Part => ({ kind: 'row', cells: texts?.[at] ?? [], form: formOf(row) }),
      )
      return caption === undefined ? rows : [{ kind: 'caption', cells: [caption], form: '' }, ...rows]
    }
  }
}

/** Everything of a node but its words. */
const formOf = (node: object): string =>
  JSON.stringify(node, (key, value) => (key === 'text' && typeof value === 'string' ? undefined : value))
