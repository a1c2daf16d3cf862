import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { arrowHead, roundedPath } from '../../../../../machines/chart/line-path.ts'
import { keepWords } from '../../../../lib/keep-words.ts'
import { useEditor, useNames, useProblemsAt } from '../editor-context.ts'
import type { GraphEdge } from './graph.ts'
import type { DrawnEdge } from './layout.ts'

export type ChoiceEdgeType = Edge<
  { edge: GraphEdge; drawn: DrawnEdge; isOpen: boolean; lit: boolean },
  'choice'
>

/** A choice in the picture: its line, and its words, which open it in the form. */
export function ChoiceEdge({ data }: EdgeProps<ChoiceEdgeType>) {
  if (!data) return null
  const { edge, drawn, isOpen, lit } = data
  return (
    <g
      className="flow-line"
      data-kind={edge.kind}
      data-open={isOpen ? '' : undefined}
      data-lit={lit ? '' : undefined}
    >
      <path className="flow-way" d={roundedPath(drawn.points, 7)} />
      <path className="flow-head" d={arrowHead(drawn.points, 7)} />
      <path className="flow-reach" d={roundedPath(drawn.points, 7)} />
      {drawn.label ? <Label edge={edge} drawn={drawn} isOpen={isOpen} /> : null}
    </g>
  )
}

function Label({ edge, drawn, isOpen }: { edge: GraphEdge; drawn: DrawnEdge; isOpen: boolean }) {
  const { open } = useEditor()
  const names = useNames()
  const problems = useProblemsAt(edge.way.at)
  const { label } = drawn
  if (!label) return null
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="flow-label nodrag nopan"
        data-row={edge.id}
        data-kind={edge.kind}
        data-wrong={problems.length > 0 ? '' : undefined}
        aria-current={isOpen ? 'true' : undefined}
        style={{ transform: `translate(${label.x}px, ${label.y}px)`, width: label.width }}
        onClick={() => open(edge.way.at)}
      >
        {keepWords(names.titleAt({ meta: { title: edge.title } }, edge.way.name))}
      </button>
    </EdgeLabelRenderer>
  )
}
