import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { RequestView } from '../../../api/http/contract.ts'
import { call, newIdempotencyKey } from '../../lib/api.ts'
import { keys, requestQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { browserPorts, useAutosave } from '../../lib/use-autosave.ts'
import { RequestAutosave, requestDraftOf, type Saved } from './request-autosave.ts'

type Options = {
  procedure: string
  /** The request to go on with; null for one that begins here. */
  request: Saved | null
  /** For which of the person's groups a new request is made. */
  group?: string | undefined
}

/** The content of one request while it is being written: saved as it is typed, kept on this machine until it is. */
export function useRequestAutosave({ procedure, request, group }: Options) {
  const { person } = useSession()
  const client = useQueryClient()
  const chosenGroup = useRef(group)
  chosenGroup.current = group
  const [corrected, noteCorrected] = useState<NonNullable<RequestView['corrected']>>([])
  const [autosave] = useState(() => {
    const seen = (view: RequestView) => {
      if (view.corrected) noteCorrected(view.corrected)
      client.setQueryData(requestQuery(view.id).queryKey, view)
      void client.invalidateQueries({ queryKey: keys.requests })
      return view
    }
    return new RequestAutosave({
      request,
      newDraftKey: `prakat.draft.${person.id}.new.${procedure}`,
      keyOf: (id) => `prakat.draft.${person.id}.${id}`,
      ports: {
        create: async (content, idempotencyKey) => {
          const body = { procedure, content, ...(chosenGroup.current ? { group: chosenGroup.current } : {}) }
          return seen(await call('POST /api/requests', { body, idempotencyKey }))
        },
        change: async (id, revision, content) =>
          seen(
            await call('PUT /api/requests/{id}/content', {
              path: { id },
              body: { content },
              ifMatch: revision,
            }),
          ),
        load: (id) => call('GET /api/requests/{id}', { path: { id } }),
        ...browserPorts,
        newKey: newIdempotencyKey,
      },
    })
  })
  return { autosave, state: requestDraftOf(useAutosave(autosave.actor)), corrected }
}
