import type { Draft } from '../../../../api/http/procedure-contract.ts'
import { Message } from '../../../lib/message.tsx'
import { useSession } from '../../../lib/session.tsx'
import { Moment } from '../../../lib/time.tsx'
import type { DraftState } from './draft-autosave.ts'
import { useOtherEditors } from './use-draft-autosave.ts'
import { useEditorWords } from './words.ts'

/** Who else has the draft open now, and what they changed that was taken over here. */
export function OthersMessage({ draft, state }: { draft: Draft; state: DraftState }) {
  const words = useEditorWords()
  const { person } = useSession()
  const editors = useOtherEditors(draft.id)
  const { takenOver } = state
  const news = takenOver && takenOver.by !== person.name ? takenOver : null
  if (editors.length === 0 && !news) return null
  return (
    <Message kind="warning">
      {editors.length > 0 ? (
        <p>{words('othersEdit', { names: editors.map(({ name }) => name).join(', ') })}</p>
      ) : null}
      {news ? (
        <p>
          {words('takenOver', { name: news.by })} <Moment at={news.at} />
        </p>
      ) : null}
    </Message>
  )
}
