import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import type { Layout } from '../../../../../machines/chart/layout/chart-layout.ts'
import { roundedPath } from '../../../../../machines/chart/line-path.ts'
import { BrokenText } from '../../../../chart/broken-text.tsx'
import { EdgeLine } from '../../../../chart/edge-line.tsx'
import { useLanguage } from '../../../../lib/i18n/i18n.ts'
import { useEditor, useProblemsAt } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { placeOf } from '../place.ts'

type Drawn = { edge: Layout['edges'][number]; at: Path; isOpen: boolean }
export type ChoiceEdgeType = Edge<Drawn & { lit: boolean }, 'choice'>

/** A choice in the picture: its line, and its words, which open it in the form. */
export function ChoiceEdge({ data }: EdgeProps<ChoiceEdgeType>) {
  if (!data) return null
  const { edge, at, isOpen, lit } = data
  return (
    <EdgeLine edge={edge} lit={lit} open={isOpen}>
      <path className="flow-reach" d={roundedPath(edge.points, 7)} />
      {edge.label.lines.th.length > 0 ? <Label edge={edge} at={at} isOpen={isOpen} /> : null}
    </EdgeLine>
  )
}

function Label({ edge, at, isOpen }: Drawn) {
  const { open } = useEditor()
  const language = useLanguage()
  const problems = useProblemsAt(at)
  const { x, y, width, lines, align } = edge.label
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="flow-label nodrag nopan"
        data-row={placeOf(at)}
        data-kind={edge.kind}
        data-wrong={problems.length > 0 ? '' : undefined}
        aria-current={isOpen ? 'true' : undefined}
        style={{ transform: `translate(${x - 4}px, ${y - 2}px)`, width: width + 8, textAlign: align }}
        onClick={() => open(at)}
      >
        <BrokenText text={edge.title[language]} lines={lines[language]} />
      </button>
    </EdgeLabelRenderer>
  )
}
