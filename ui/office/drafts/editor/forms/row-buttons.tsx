import { useEffect, useRef } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { useEditorWords } from '../words.ts'

type RowButtonsProps = {
  /** What the row is about, for those who hear only the button. */
  name: string
  onMove?: ((by: number) => void) | undefined
  isFirst?: boolean
  isLast?: boolean
  onRemove?: (() => void) | undefined
}

/** Up, down and remove, of one row of a list. */
export function RowButtons({ name, onMove, isFirst = false, isLast = false, onRemove }: RowButtonsProps) {
  const words = useEditorWords()
  const row = useRef<HTMLSpanElement>(null)
  const moved = useRef(0)
  const move = (by: number) => {
    moved.current = by
    onMove?.(by)
  }
  // At the end of the way the button cannot be pressed any more, and would drop the focus of whoever has no mouse.
  useEffect(() => {
    const [up, down] = row.current?.querySelectorAll('button') ?? []
    if (moved.current < 0 && isFirst) down?.focus()
    if (moved.current > 0 && isLast) up?.focus()
    moved.current = 0
  }, [isFirst, isLast])
  return (
    <span className="editor-row-buttons" ref={row}>
      {onMove ? (
        <>
          <Button
            kind="quiet"
            aria-label={words('upOf', { name })}
            isDisabled={isFirst}
            onPress={() => move(-1)}
          >
            {words('up')}
          </Button>
          <Button
            kind="quiet"
            aria-label={words('downOf', { name })}
            isDisabled={isLast}
            onPress={() => move(1)}
          >
            {words('down')}
          </Button>
        </>
      ) : null}
      {onRemove ? (
        <Button kind="quiet" aria-label={words('removeOf', { name })} onPress={onRemove}>
          {words('remove')}
        </Button>
      ) : null}
    </span>
  )
}
