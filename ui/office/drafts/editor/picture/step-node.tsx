import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { Layout } from '../../../../../machines/chart/layout/chart-layout.ts'
import { BrokenText } from '../../../../chart/broken-text.tsx'
import { useLanguage } from '../../../../lib/i18n/i18n.ts'
import { useEditor, useProblemsAt } from '../editor-context.ts'
import { mayLead } from '../edits/choices.ts'
import type { Path } from '../edits/json.ts'
import { stepOfPlace } from '../edits/walk.ts'
import { placeOf } from '../place.ts'
import { useEditorWords } from '../words.ts'

export type StepNodeType = Node<{ step: Layout['nodes'][number]; at: Path; isOpen: boolean }, 'step'>

/** A step in the picture; a press opens it in the form, and what is drawn from its lower edge to another leads there. */
export function StepNode({ data: { step, at, isOpen } }: NodeProps<StepNodeType>) {
  const { json, open } = useEditor()
  const words = useEditorWords()
  const language = useLanguage()
  const problems = useProblemsAt(at)
  const own = problems.filter((problem) => problem.at[at.length] !== 'states')
  // What the frame and the place show, in words.
  const unseen = [
    step.initial ? words('noteFirst') : '',
    step.kind === 'parallel' ? words('noteParallel') : '',
    step.kind === 'final' && step.parent === null ? words('noteFinal') : '',
  ].filter((note) => note !== '')
  return (
    <div
      className="flow-step"
      data-kind={step.kind}
      data-added={step.source === 'added' ? '' : undefined}
      data-open={isOpen ? '' : undefined}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className="flow-step-open nodrag nopan"
        data-row={placeOf(at)}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => open(at)}
      >
        <strong>
          <BrokenText text={step.title[language]} lines={step.lines[language]} />
        </strong>
        {step.clauseLines.length > 0 ? (
          <span className="flow-clause">
            <BrokenText text={step.clause} lines={step.clauseLines} />
          </span>
        ) : null}
        {step.public ? <span className="flow-public">{words('notePublic')}</span> : null}
        {unseen.length > 0 ? <span className="visually-hidden">{unseen.join(' · ')}</span> : null}
        {own.length > 0 ? (
          <span className="editor-mark">{words('problemCount', { count: own.length })}</span>
        ) : null}
      </button>
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={mayLead(json, stepOfPlace(at).path)}
        title={words('leadFrom')}
      />
    </div>
  )
}
