import { useState } from 'react'
import { Button } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { Modal } from '../../lib/modal.tsx'
import { useIntegrationWords } from './words.ts'

/** The secret of a webhook, which no other answer holds. */
export function SecretOnce({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const words = useIntegrationWords()
  const [copied, setCopied] = useState(false)
  const close = () => {
    setCopied(false)
    onClose()
  }
  const copy = async () => {
    await navigator.clipboard.writeText(secret ?? '')
    setCopied(true)
  }
  return (
    <Modal title={words('secretTitle')} open={secret !== null} onClose={close}>
      <p>{keepWords(words('secretHelp'))}</p>
      <p>
        <code className="integration-secret">{secret}</code>
      </p>
      <div className="modal-actions">
        <Button onPress={() => void copy()}>{words(copied ? 'copied' : 'copy')}</Button>
        <Button kind="primary" onPress={close}>
          {words('done')}
        </Button>
      </div>
    </Modal>
  )
}
