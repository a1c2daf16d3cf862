import { type ReactNode, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { OitBoard } from '../../../api/http/oit-contract.ts'
import { bangkokDay } from '../../../machines/run/thai-time.ts'
import { Button } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { Day } from '../../lib/time.tsx'
import { ExplanationForm, headingOfList, RemoveForm, RenameForm } from './list-forms.tsx'
import { useOitBoardWords } from './words.ts'

type Item = OitBoard['items'][number]
type Open = 'explanation' | 'rename' | 'remove'

/** One item: whether it is covered and by what, what the office says of it, and, for administrators, its place in the list. */
export function OitItem({ board, item }: { board: OitBoard; item: Item }) {
  const words = useOitBoardWords()
  const [open, setOpen] = useState<Open | null>(null)
  const { code, title, origin, coverage, explanation, publications } = item
  const ways = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(null)
    // The field that had the focus is gone: the buttons that stand in its place take it, or the list whose item went.
    requestAnimationFrame(() => (ways.current?.querySelector('button') ?? headingOfList())?.focus())
  }
  const opens = (what: Open, label: string) => (
    <Button
      kind="quiet"
      aria-label={words('explainOf', { what: label, code })}
      aria-expanded={open === what}
      onPress={() => setOpen(what)}
    >
      {label}
    </Button>
  )
  return (
    <li className="oit-item" data-coverage={coverage}>
      <div className="oit-head">
        <h3>
          {code} {keepWords(title)}
        </h3>
        <span className="oit-coverage">{words(coverage)}</span>
      </div>
      {origin === 'listed' ? null : <p className="oit-note">{keepWords(words(`origin_${origin}`))}</p>}
      {publications.length === 0 ? <p className="oit-note">{keepWords(words('nothing'))}</p> : null}
      {publications.length > 0 ? (
        <ul className="oit-publications">
          {publications.map((one) => (
            <Publication key={one.id} publication={one} />
          ))}
        </ul>
      ) : null}
      {explanation && open !== 'explanation' ? (
        <p className="oit-explanation">
          <strong>{words('explanation')}</strong> {keepWords(explanation)}
        </p>
      ) : null}
      {open === 'explanation' ? <ExplanationForm board={board} item={item} onClose={close} /> : null}
      {open === 'rename' ? <RenameForm board={board} item={item} onClose={close} /> : null}
      {open === 'remove' ? <RemoveForm board={board} item={item} onClose={close} /> : null}
      {open === null ? (
        <div className="oit-ways" ref={ways}>
          {opens('explanation', explanation ? words('explainAgain') : words('explain'))}
          {board.mayChangeList ? opens('rename', words('rename')) : null}
          {board.mayChangeList ? opens('remove', words('remove')) : null}
        </div>
      ) : null}
    </li>
  )
}

function Publication({ publication }: { publication: Item['publications'][number] }) {
  const words = useOitBoardWords()
  const { request, title, url, publishedAt, correctedAt, endedAt, standing } = publication
  const dated = (word: string, at: string): ReactNode => (
    <span>
      {keepWords(word)} <Day date={bangkokDay(Date.parse(at))} />
    </span>
  )
  return (
    <li>
      {standing === 'ended' ? <p>{keepWords(title)}</p> : null}
      {standing === 'ended' ? null : (
        <p>
          <a href={url}>{keepWords(title)}</a>
        </p>
      )}
      <p className="oit-address">{new URL(url, location.origin).href}</p>
      <p className="oit-note oit-dates">
        {dated(words('published'), publishedAt)}
        {correctedAt ? dated(words('corrected'), correctedAt) : null}
        {standing === 'ended' && endedAt ? dated(words('standing_ended'), endedAt) : null}
        {standing === 'earlier' ? <strong>{keepWords(words('standing_earlier'))}</strong> : null}
        <Link
          to={`/requests/${encodeURIComponent(request)}`}
          aria-label={words('toRequest', { title })}
          className="oit-way"
        >
          {words('toRequestShort')}
        </Link>
      </p>
    </li>
  )
}
