import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { keepWords } from '../../../../lib/keep-words.ts'
import { useEditor, useNames, useProblemsAt } from '../editor-context.ts'
import { placeOfStep } from '../edits/walk.ts'
import { placeOf } from '../place.ts'
import { useEditorWords } from '../words.ts'
import type { GraphNode } from './graph.ts'

export type StepNodeType = Node<{ step: GraphNode; isOpen: boolean }, 'step'>

/** A step in the picture; a press opens it in the form. */
export function StepNode({ data: { step, isOpen } }: NodeProps<StepNodeType>) {
  const { open } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const at = placeOfStep(step.path)
  const problems = useProblemsAt(at)
  const own = problems.filter((problem) => problem.at[at.length] !== 'states')
  const isTop = step.path.length === 1
  const marks = [
    step.first && isTop ? words('noteFirst') : null,
    step.kind === 'parallel' ? words('noteParallel') : null,
    step.kind === 'final' && isTop ? words('noteFinal') : null,
  ].filter((mark) => mark !== null)
  return (
    <div
      className="flow-step"
      data-kind={step.kind}
      data-added={step.added ? '' : undefined}
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
        <strong>{keepWords(names.titleAt({ meta: { title: step.title } }, step.path.at(-1) ?? ''))}</strong>
        {step.clause ? <span className="flow-clause">{step.clause}</span> : null}
        {marks.length > 0 || step.public ? (
          <span className="flow-marks">
            {marks.join(' · ')}
            {marks.length > 0 && step.public ? ' · ' : ''}
            {step.public ? <span className="flow-public">{words('notePublic')}</span> : null}
          </span>
        ) : null}
        {own.length > 0 ? (
          <span className="editor-mark">{words('problemCount', { count: own.length })}</span>
        ) : null}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  )
}
