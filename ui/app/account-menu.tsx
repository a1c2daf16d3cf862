import { useSession } from '../lib/session.tsx'
import { HeaderMenu } from './header-menu.tsx'
import { screen } from './screen.tsx'
import { useAppWords } from './words.ts'
import '../lib/select-input.css'

const Panel = screen(() => import('./account-panel.tsx').then((m) => m.AccountPanel))

/** Who is signed in, and what is theirs to set. */
export function AccountMenu() {
  const words = useAppWords()
  const { person } = useSession()
  return (
    <HeaderMenu panel={Panel}>
      <span className="header-person">{person.name}</span>
      <span className="header-account-short">{words('accountShort')}</span>
      <span aria-hidden="true" className="select-arrow" />
    </HeaderMenu>
  )
}
