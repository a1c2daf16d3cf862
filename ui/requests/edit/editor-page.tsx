import { useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { ExistingRequestEditor } from './existing-request-editor.tsx'
import { NewRequestEditor } from './new-request-editor.tsx'

/**
 * A new request and one that is being edited. The first save of a new one changes the address from /new to
 * /requests/…/edit while the person types, so the editor must stay the same element.
 */
export function EditorPage() {
  const { id } = useParams()
  const location = useLocation()
  const navigate = useNavigate()
  const [created, setCreated] = useState<{ id: string; from: string } | null>(null)
  const [round, setRound] = useState(0)
  if (created && !id && location.key !== created.from) {
    setCreated(null)
    setRound(round + 1)
  }
  if (id && id !== created?.id) return <ExistingRequestEditor key={id} id={id} />
  return (
    <NewRequestEditor
      key={round}
      onCreated={(newId) => {
        setCreated({ id: newId, from: location.key })
        navigate(`/requests/${encodeURIComponent(newId)}/edit`, { replace: true, state: { keepFocus: true } })
      }}
    />
  )
}
