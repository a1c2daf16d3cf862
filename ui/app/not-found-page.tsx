import { ButtonLink } from '../lib/button.tsx'
import { Page } from '../lib/page.tsx'
import { useAppWords } from './words.ts'

/** For an address that is no page. */
export function NotFoundPage() {
  const words = useAppWords()
  return (
    <Page title={words('notFoundTitle')} lead={words('notFound')}>
      <div>
        <ButtonLink to="/" kind="primary">
          {words('toInbox')}
        </ButtonLink>
      </div>
    </Page>
  )
}
