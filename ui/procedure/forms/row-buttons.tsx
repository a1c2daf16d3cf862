import { Button } from '../../lib/button.tsx'
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
export function RowButtons({ name, onMove, isFirst, isLast, onRemove }: RowButtonsProps) {
  const words = useEditorWords()
  return (
    <span className="editor-row-buttons">
      {onMove ? (
        <>
          <Button
            kind="quiet"
            aria-label={words('upOf', { name })}
            isDisabled={isFirst === true}
            onPress={() => onMove(-1)}
          >
            {words('up')}
          </Button>
          <Button
            kind="quiet"
            aria-label={words('downOf', { name })}
            isDisabled={isLast === true}
            onPress={() => onMove(1)}
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
