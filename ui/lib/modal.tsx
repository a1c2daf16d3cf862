import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal'
import './modal.css'

/** A question that must be answered or left before anything else. Escape and a press outside leave it. */
export function Modal(props: { title: string; open: boolean; onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen={props.open}
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
      isDismissable
    >
      <AriaModal className="modal">
        <Dialog className="modal-body">
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  )
}
