import { createElement, Fragment, type ReactNode } from 'react'
import { type Element, elementsOf, type Shown } from '../../machines/text/elements.ts'
import { partUnreadable } from '../../machines/text/unreadable.ts'
import { useFileAddress } from './files/files-of-request.ts'
import { useCommonWords } from './i18n/common.ts'
import { keepWords } from './keep-words.ts'
import './prose.css'

/**
 * A text as its writer meant it, plain or with structure: as the public site shows it, but that headings stand below
 * those of the screen and that what cannot be read is marked.
 */
export function Prose({ text }: { text: unknown }) {
  const words = useCommonWords()
  const address = useFileAddress()
  const elements = elementsOf(text, {
    table: words('table'),
    headingsBelow: 1,
    picture: ({ sha256 }) => address(sha256)?.large,
  })
  const shown = <ShownElements shown={elements} />
  return typeof text === 'string' ? shown : <div className="rich">{shown}</div>
}

/** Only the tables of a text that is being written, as they will be shown. */
export function TablePreview({ text }: { text: string }) {
  const words = useCommonWords()
  const tables = text.includes('\t')
    ? elementsOf(text, { table: words('table') }).filter(({ name }) => name === 'section')
    : []
  if (tables.length === 0) return null
  return (
    <div>
      <p className="field-help">{keepWords(words('tablePreview'))}</p>
      <ShownElements shown={tables} />
    </div>
  )
}

/** What a text is shown as, as elements of React. */
export function ShownElements({ shown }: { shown: Shown[] }): ReactNode {
  return shown.map((one, index) =>
    typeof one === 'string' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other identity than its place in the text.
      <Readable text={one} key={index} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <Fragment key={index}>{shownElement(one)}</Fragment>
    ),
  )
}

function shownElement({ name, attributes, children }: Element): ReactNode {
  const { look, label, colspan, rowspan, ...rest } = attributes
  const props = {
    ...rest,
    ...(colspan && { colSpan: colspan }),
    ...(rowspan && { rowSpan: rowspan }),
    ...(name === 'p' && { className: 'field-prose' }),
    ...(look === 'number' && { className: 'prose-number' }),
    // What scrolls must be reachable by keyboard, and then needs a name.
    ...(look === 'table' && { className: 'prose-table', tabIndex: 0, 'aria-label': label }),
  }
  if (children.length === 0) return createElement(name, props)
  return createElement(name, props, <ShownElements shown={children} />)
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
