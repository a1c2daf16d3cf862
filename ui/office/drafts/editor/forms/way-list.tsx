import { useEditor, useNames } from '../editor-context.ts'
import { moveTransition, whoOf } from '../edits/choices.ts'
import { targetOf } from '../edits/targets.ts'
import type { TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { OpenButton } from './open-button.tsx'
import { RowButtons } from './row-buttons.tsx'

/** The choices of a step, or what its deadlines bring, each one to be opened. */
export function WayList({ ways, none }: { ways: TransitionAt[]; none: string }) {
  const { edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  if (ways.length === 0) return none ? <p className="editor-muted">{none}</p> : null
  return (
    <ul className="editor-ways">
      {ways.map((way, index) => {
        const title = names.titleAt(way.transition, way.name || words(`kind_${way.kind}`))
        return (
          <li key={way.at.join('.')}>
            <div>
              <OpenButton at={way.at}>{title}</OpenButton>
              <span className="editor-muted">
                <WaySummary way={way} />
              </span>
            </div>
            <RowButtons
              name={title}
              isFirst={index === 0}
              isLast={index === ways.length - 1}
              onMove={
                ways.length > 1 && new Set(ways.map(({ at }) => at.length)).size === 1
                  ? (by) => edit((draft) => moveTransition(draft, way.at, by), way.at)
                  : undefined
              }
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Who, and where to, of a choice in one line. */
export function WaySummary({ way }: { way: TransitionAt }) {
  const { json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const to = targetOf(json, way)
  const who = whoOf(way.transition)
  const target = to
    ? words('leadsTo', { step: names.stepLabel(to) })
    : way.transition.target === undefined
      ? words('stays')
      : words('leadsNowhere')
  const by =
    way.kind === 'on'
      ? who.as.map(names.roleLabel).join(' / ') || words('nobodyYet')
      : way.kind === 'after'
        ? names.deadlineLabel(way.name)
        : words(`kind_${way.kind}`)
  return `${by} · ${target}`
}
