import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, failedWith } from './api.ts'
import { Button } from './button.tsx'
import { useCommonWords } from './i18n/common.ts'
import { defineWords } from './i18n/define-words.ts'
import { keepWords } from './keep-words.ts'
import { ProblemMessage } from './problem-message.tsx'
import { keys } from './queries.ts'
import './delete-draft.css'

const useDeleteWords = defineWords(
  {
    open: 'ลบร่าง…',
    openNamed: 'ลบร่าง “{{title}}”',
    sure: 'ลบร่างนี้ถาวร ข้อความและไฟล์ที่แนบไว้จะถูกลบทั้งหมดและเรียกคืนไม่ได้ ระบบเก็บไว้เพียงว่าท่านลบร่างเรื่องหนึ่งเมื่อใด',
    submit: 'ลบร่าง',
    failed: 'ยังไม่ได้ลบ',
  },
  {
    open: 'Delete draft…',
    openNamed: 'Delete the draft “{{title}}”',
    sure: 'This deletes the draft for good, with its text and its files. Only that you deleted a draft, and when, stays on record.',
    submit: 'Delete draft',
    failed: 'Not deleted',
  },
)

type DeleteDraftProps = {
  draft: { id: string; title: string; revision: number }
  onDeleted: () => void
}

/** Throws a draft away, after the question whether it is meant, asked in place. */
export function DeleteDraft({ draft, onDeleted }: DeleteDraftProps) {
  const words = useDeleteWords()
  const common = useCommonWords()
  const client = useQueryClient()
  const [asks, setAsks] = useState(false)
  const remove = useMutation({
    mutationFn: async () => {
      try {
        await call('DELETE /api/requests/{id}', { path: { id: draft.id }, ifMatch: draft.revision })
      } catch (error) {
        // An answer that was lost on its way: it is gone, as was asked.
        if (!failedWith<'DELETE /api/requests/{id}'>(error, 'not_found')) throw error
      }
    },
    onSuccess: () => {
      onDeleted()
      client.removeQueries({ queryKey: keys.request(draft.id) })
      for (const queryKey of [keys.requests, keys.steps, keys.notifications])
        void client.invalidateQueries({ queryKey })
    },
    // Somebody wrote meanwhile, or it was submitted: what stands now is shown beside the refusal.
    onError: () => {
      for (const queryKey of [keys.requests, keys.request(draft.id)])
        void client.invalidateQueries({ queryKey })
    },
  })
  if (!asks)
    return (
      <Button
        kind="quiet"
        aria-label={words('openNamed', { title: draft.title })}
        onPress={() => setAsks(true)}
      >
        {words('open')}
      </Button>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a group of fields, and here is none.
    <div className="delete-draft" role="group" aria-label={words('openNamed', { title: draft.title })}>
      {remove.isError ? <ProblemMessage error={remove.error} title={words('failed')} /> : null}
      <p>{keepWords(words('sure'))}</p>
      <div className="delete-draft-buttons">
        <Button kind="danger" autoFocus isPending={remove.isPending} onPress={() => remove.mutate()}>
          {words('submit')}
        </Button>
        <Button onPress={() => setAsks(false)}>{common('cancel')}</Button>
      </div>
    </div>
  )
}
