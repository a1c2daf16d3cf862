import { useEditor, useNames } from '../editor-context.ts'
import { moveTransition, whoOf } from '../edits/choices.ts'
import { conditionAt } from '../edits/guards.ts'
import { targetOf } from '../edits/targets.ts'
import type { TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { OpenButton } from './open-button.tsx'
import { RowButtons } from './row-buttons.tsx'

/** The choices of a step, or what its deadlines bring, each one to be opened. */
export function TransitionList({ transitions, none }: { transitions: TransitionAt[]; none: string }) {
  const { edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  if (transitions.length === 0) return none ? <p className="editor-muted">{none}</p> : null
  return (
    <ul className="editor-transitions">
      {transitions.map((placed, index) => {
        const title = names.titleAt(placed.transition, placed.name || words(`kind_${placed.kind}`))
        return (
          <li key={placed.at.join('.')}>
            <div>
              <OpenButton at={placed.at}>{title}</OpenButton>
              <span className="editor-muted">
                <TransitionSummary placed={placed} />
              </span>
            </div>
            <RowButtons
              name={title}
              isFirst={index === 0}
              isLast={index === transitions.length - 1}
              onMove={
                transitions.length > 1 && new Set(transitions.map(({ at }) => at.length)).size === 1
                  ? (by) => edit((draft) => moveTransition(draft, placed.at, by), placed.at)
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
export function TransitionSummary({ placed }: { placed: TransitionAt }) {
  const { json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const to = targetOf(json, placed)
  const who = whoOf(placed.transition)
  const target = to
    ? words('leadsTo', { step: names.stepLabel(to) })
    : placed.transition.target === undefined
      ? words('stays')
      : words('leadsNowhere')
  const by =
    placed.kind === 'on'
      ? (who.as.map(names.roleLabel).join(' / ') || words('nobodyYet')) +
        (conditionAt(placed) ? ` · ${words('onCondition')}` : '')
      : placed.kind === 'after'
        ? names.deadlineLabel(placed.name)
        : words(`kind_${placed.kind}`)
  return `${by} · ${target}`
}
