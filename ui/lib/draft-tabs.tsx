import { Link } from 'react-router'
import { useDraftTabsWords } from './draft-tabs-words.ts'
import './draft-tabs.css'

const parts = [
  { part: 'write', path: '' },
  { part: 'proofs', path: '/proofs' },
  { part: 'rehearsal', path: '/rehearsal' },
  { part: 'activation', path: '/activation' },
] as const
export type DraftPart = (typeof parts)[number]['part']

/** The four things that an administrator does with a draft, in their order, as links of one bar. */
export function DraftTabs({ draft, here }: { draft: string; here: DraftPart }) {
  const words = useDraftTabsWords()
  return (
    <nav className="draft-tabs" aria-label={words('name')}>
      <ol>
        {parts.map(({ part, path }) => (
          <li key={part}>
            <Link
              to={`/office/drafts/${encodeURIComponent(draft)}${path}`}
              aria-current={part === here ? 'page' : undefined}
            >
              {words(part)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
