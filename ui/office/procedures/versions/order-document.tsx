import { Link } from 'react-router'
import type { Draft } from '../../../../api/http/procedure-contract.ts'
import type { Text } from '../../../../machines/procedure/procedure.ts'
import { keepWords } from '../../../lib/keep-words.ts'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'

/** The document that everybody will read the new version follows, and the way to name it where it is still another's. */
export function OrderDocument({ draft }: { draft: Draft }) {
  const words = useActivationWords()
  const text = useText()
  const { document } = ((draft.json as { order?: { document?: Text } } | null)?.order ?? {}) as {
    document?: Text
  }
  return (
    <p>
      {words('document')}: <strong>{keepWords(text(document))}</strong>{' '}
      <Link to={`/office/drafts/${encodeURIComponent(draft.id)}?at=order`}>{words('changeDocument')}</Link>
    </p>
  )
}
