import { type ReactNode, useId } from 'react'
import { useEditor } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { listOf, valueAt } from '../edits/json.ts'
import { moveItem } from '../edits/parts.ts'
import { Place } from '../forms/inputs.tsx'
import { RowButtons } from '../forms/row-buttons.tsx'

type ItemCardProps = {
  at: Path
  title: string
  onRemove?: (() => void) | undefined
  children: ReactNode
}

/** One item of a list of the procedure, with its form, its order and its end. */
export function ItemCard({ at, title, onRemove, children }: ItemCardProps) {
  const { json, edit } = useEditor()
  const id = useId()
  const index = Number(at.at(-1))
  const count = listOf(valueAt(json, at.slice(0, -1))).length
  return (
    <Place at={at}>
      <section className="editor-item" aria-labelledby={id}>
        <div className="editor-item-head">
          <h3 id={id}>{title}</h3>
          <RowButtons
            name={title}
            isFirst={index === 0}
            isLast={index === count - 1}
            onMove={(by) => edit((draft) => moveItem(draft, at, by), at)}
            onRemove={onRemove}
          />
        </div>
        <div className="editor-stack">{children}</div>
      </section>
    </Place>
  )
}
