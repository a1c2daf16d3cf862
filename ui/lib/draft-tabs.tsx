import { Link } from 'react-router'
import { defineWords } from './i18n/define-words.ts'
import './draft-tabs.css'

const useDraftTabsWords = defineWords(
  {
    name: 'ส่วนต่าง ๆ ของร่าง',
    write: 'เขียน',
    proofs: 'ตรวจสอบแผนผัง',
    rehearsal: 'ทดลองดำเนินการ',
    activation: 'ประกาศใช้',
  },
  {
    name: 'Parts of the draft',
    write: 'Write',
    proofs: 'Prove',
    rehearsal: 'Rehearse',
    activation: 'Activate',
  },
)

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
