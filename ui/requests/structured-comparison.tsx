import { Fragment, useMemo } from 'react'
import { keepWords } from '../lib/keep-words.ts'
import type { ShownField } from './field-value.tsx'
import { type PartChange, structuredChanges } from './structured-diff.ts'
import type { Piece } from './word-diff.ts'
import { useRequestWords } from './words.ts'

/** Of what stays alike so many parts are shown; of more only the first and the last. */
const mostAlike = 4

/** Two values of a text with structure, or of a table: parts that changed by their words, rows by their cells. */
export function StructuredComparison(props: { field: ShownField; before: unknown; now: unknown }) {
  const { field, before, now } = props
  const changes = useMemo(
    () => structuredChanges(before, now, field.type === 'table' ? (field.columns ?? []) : undefined),
    [before, now, field],
  )
  return groupsOf(changes).map((group, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity than its place in the text.
    <Fragment key={index}>
      {group.every(({ kind }) => kind === 'row') ? <Rows rows={group} /> : <Parts parts={group} />}
    </Fragment>
  ))
}

/** Rows that stand beside each other are one table, and everything between tables one group. */
function groupsOf(changes: PartChange[]): PartChange[][] {
  const groups: PartChange[][] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last && (last[0]?.kind === 'row') === (change.kind === 'row')) last.push(change)
    else groups.push([change])
  }
  return groups
}

/** Long stretches without any change in a word: how many parts there are. */
function shortened(changes: PartChange[]): (PartChange | number)[] {
  const shown: (PartChange | number)[] = []
  for (let at = 0; at < changes.length; ) {
    let end = at
    while (changes[end]?.change === 'same') end += 1
    if (end - at > mostAlike)
      shown.push(...changes.slice(at, at + 1), end - at - 2, ...changes.slice(end - 1, end))
    else shown.push(...changes.slice(at, end))
    if (end < changes.length) shown.push(...changes.slice(end, end + 1))
    at = end + 1
  }
  return shown
}

function Parts({ parts }: { parts: PartChange[] }) {
  const words = useRequestWords()
  return shortened(parts).map((part, index) =>
    typeof part === 'number' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <p className="request-muted" key={index}>
        {words('alikeParts', { number: part })}
      </p>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <p className="field-prose" key={index}>
        <Said part={part} />{' '}
        {part.kind === 'picture' ? <span className="comparison-said">{words('part_picture')}</span> : null}
        {part.cells.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place.
          <Fragment key={index}>
            {index > 0 ? ' ' : null}
            <Cell part={part} index={index} />
          </Fragment>
        ))}
      </p>
    ),
  )
}

function Rows({ rows }: { rows: PartChange[] }) {
  const words = useRequestWords()
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, and then needs a name.
    <section className="prose-table" aria-label={words('comparedTable')} tabIndex={0}>
      <table>
        <tbody>
          {shortened(rows).map((row, at) =>
            typeof row === 'number' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
              <tr key={at}>
                <td colSpan={width} className="request-muted">
                  {words('alikeRows', { number: row })}
                </td>
              </tr>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same.
              <tr key={at}>
                {row.cells.map((_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column.
                  <td key={index}>
                    {index === 0 ? <Said part={row} /> : null}
                    <Cell part={row} index={index} />
                  </td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  )
}

/** What changed besides words: another kind of part, or only its marks, links or merged cells. */
function Said({ part }: { part: PartChange }) {
  const words = useRequestWords()
  if (part.change !== 'changed') return null
  if (part.was !== part.kind)
    return (
      <span className="comparison-said">
        {words('becameKind', { was: words(`part_${part.was}`), is: words(`part_${part.kind}`) })}
      </span>
    )
  return part.formOnly ? <span className="comparison-said">{words('formOnly')}</span> : null
}

function Cell({ part, index }: { part: PartChange; index: number }) {
  if (part.change === 'changed') return <ComparedWords pieces={part.cells[index] ?? []} />
  return <ComparedWords pieces={[{ text: part.cells[index] ?? '', change: part.change }]} />
}

/** The words of a text, those marked that were added or taken out. */
export function ComparedWords({ pieces }: { pieces: Piece[] }) {
  const words = useRequestWords()
  return pieces.map((piece, index) => {
    if (piece.text === '') return null
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place.
    if (piece.change === 'same') return <span key={index}>{keepWords(piece.text)}</span>
    const Mark = piece.change === 'added' ? 'ins' : 'del'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <Mark key={index}>
        <span className="visually-hidden">
          {words(piece.change === 'added' ? 'insertedHint' : 'deletedHint')}:{' '}
        </span>
        {keepWords(piece.text)}
      </Mark>
    )
  })
}
