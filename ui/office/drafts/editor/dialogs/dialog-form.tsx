import type { FormEvent, ReactNode } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { useCommonWords } from '../../../../lib/i18n/common.ts'
import { Modal } from '../../../../lib/modal.tsx'

type DialogFormProps = {
  title: string
  open: boolean
  onClose: () => void
  /** What the button says that does it. */
  action: string
  danger?: boolean
  onSubmit: () => void
  children: ReactNode
}

/** A small form in a dialog: what is asked, the button that does it, and the way out. */
export function DialogForm(props: DialogFormProps) {
  return (
    <Modal title={props.title} open={props.open} onClose={props.onClose}>
      <Inner {...props} />
    </Modal>
  )
}

function Inner({ action, danger, onSubmit, onClose, children }: DialogFormProps) {
  const common = useCommonWords()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Submits bubble through portals, as React sees it: an outer form must not take it for its own.
    event.stopPropagation()
    onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate>
      {children}
      <div className="modal-actions">
        <Button onPress={onClose}>{common('cancel')}</Button>
        <Button kind={danger ? 'danger' : 'primary'} type="submit">
          {action}
        </Button>
      </div>
    </form>
  )
}
