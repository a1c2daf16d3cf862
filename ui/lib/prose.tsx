import { blocksOf, inlinesOf, isNumber } from '../../machines/text/shown.ts'
import { partUnreadable } from '../../machines/text/unreadable.ts'
import { useCommonWords } from './i18n/common.ts'
import { keepWords } from './keep-words.ts'
import './prose.css'

/** A text as its writer meant it: paragraphs, tables pasted with tabs, addresses as links; what cannot be read is marked. */
export function Prose({ text }: { text: string }) {
  return blocksOf(text).map((block, index) =>
    block.kind === 'table' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other identity than its place in the text.
      <Table key={index} {...block} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <p className="field-prose" key={index}>
        <Line text={block.text} />
      </p>
    ),
  )
}

/** Only the tables of a text that is being written, as they will be shown. */
export function TablePreview({ text }: { text: string }) {
  const words = useCommonWords()
  const tables = text.includes('\t') ? blocksOf(text).filter((block) => block.kind === 'table') : []
  if (tables.length === 0) return null
  return (
    <div>
      <p className="field-help">{keepWords(words('tablePreview'))}</p>
      {tables.map((table, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same.
        <Table key={index} {...table} />
      ))}
    </div>
  )
}

function Table({ rows, hasHead }: { rows: string[][]; hasHead: boolean }) {
  const words = useCommonWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, and then needs a name.
    <section className="prose-table" aria-label={words('table')} tabIndex={0}>
      <table>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
            <Row cells={row} isHead={at === 0 && hasHead} key={at} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ cells, isHead }: { cells: string[]; isHead: boolean }) {
  return (
    <tr>
      {cells.map((cell, index) =>
        isHead ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column.
          <th scope="col" key={index}>
            <Line text={cell} />
          </th>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same.
          <td className={isNumber(cell) ? 'prose-number' : undefined} key={index}>
            <Line text={cell} />
          </td>
        ),
      )}
    </tr>
  )
}

/** One line, or several in a paragraph. */
function Line({ text }: { text: string }) {
  return inlinesOf(text).map(({ text: piece, href }, index) =>
    href === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other identity than its place in the line.
      <Readable text={piece} key={index} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <a href={href} rel="noopener noreferrer nofollow external" key={index}>
        {piece}
      </a>
    ),
  )
}

function Readable({ text }: { text: string }) {
  const words = useCommonWords()
  return partUnreadable(text).map(({ text: piece, readable }, index) =>
    readable ? (
      keepWords(piece)
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <mark className="unreadable" title={words('unreadable')} key={index}>
        {piece}
      </mark>
    ),
  )
}
