import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'

type FileButtonProps = {
  /** Media types or endings, as the browser's dialog takes them. */
  accept: string[]
  multiple?: boolean
  /** Whether a phone is to take a picture rather than to choose one. */
  camera?: boolean
  isDisabled?: boolean
  onSelect: (files: File[]) => void
  children: ReactNode
}

/** A button that lets somebody choose files, or take a picture. */
export function FileButton({
  accept,
  multiple = false,
  camera = false,
  isDisabled = false,
  onSelect,
  children,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button isDisabled={isDisabled} onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(',')}
        multiple={multiple}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])]
          // The same file may be chosen again, after it was changed.
          target.value = ''
          if (chosen.length > 0) onSelect(chosen)
        }}
      />
    </>
  )
}
