import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { officeFeedbackQuery } from '../../lib/queries.ts'
import { useResponseWords } from './words.ts'
import './public-response.css'

/** What readers reported to an office and nobody has dealt with, by request; nothing where there is nothing. */
export function OfficeFeedback({ office }: { office: string }) {
  const words = useResponseWords()
  const { data } = useQuery(officeFeedbackQuery(office))
  if (!data || data.open === 0) return null
  const listed = data.requests.reduce((sum, { open }) => sum + open, 0)
  return (
    <section className="office-feedback" aria-labelledby="feedback-heading">
      <h2 id="feedback-heading">{words('office')}</h2>
      <ul>
        {data.requests.map(({ id, title, open }) => (
          <li key={id}>
            <Link to={`/requests/${encodeURIComponent(id)}`}>{title}</Link>{' '}
            <span>{words('open', { open })}</span>
          </li>
        ))}
      </ul>
      {listed < data.open ? <p>{words('more', { open: data.open })}</p> : null}
    </section>
  )
}
