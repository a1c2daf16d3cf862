import { ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import '@xyflow/react/dist/base.css'
import { edgesOf } from '../../../../../machines/chart/edges.ts'
import type { Layout } from '../../../../../machines/chart/layout/chart-layout.ts'
import { isBox } from '../../../../../machines/chart/step-text.ts'
import { Button } from '../../../../lib/button.tsx'
import { Skeleton } from '../../../../lib/skeleton.tsx'
import { NewChoiceDialog } from '../dialogs/new-choice-dialog.tsx'
import { useEditor } from '../editor-context.ts'
import type { Json, Path } from '../edits/json.ts'
import { chartOf, stepOfPlace, stepsOf } from '../edits/walk.ts'
import { openedBy, placeOf } from '../place.ts'
import { useEditorWords } from '../words.ts'
import { ChoiceEdge, type ChoiceEdgeType } from './choice-edge.tsx'
import { layOutOnScreen } from './screen-layout.ts'
import { StepNode, type StepNodeType } from './step-node.tsx'
import '../../../../chart/chart.css'
import './picture.css'

const nodeTypes = { step: StepNode }
const edgeTypes = { choice: ChoiceEdge }
// What React Flow says of nodes and edges to screen readers is English, and their buttons say it already.
const plain = { 'aria-roledescription': undefined, role: undefined } as object
const unseen = { 'aria-hidden': true } as const

/** The chart of the draft as a picture that follows the form; its steps and choices open in the form. */
export function FlowPicture() {
  return (
    <ReactFlowProvider>
      <Picture />
    </ReactFlowProvider>
  )
}

/** A layout with the places in the draft of what it shows. */
type Shown = { layout: Layout; places: ReadonlyMap<string, Path> }

function Picture() {
  const { json, at, open } = useEditor()
  const words = useEditorWords()
  const shown = useLayout(json)
  const opened = openedBy(json, at)
  const step = opened ? stepOfPlace(opened.at).path.join('.') : ''
  const place = opened && placeOf(opened.at)
  const flow = useReactFlow()
  /** A choice that was drawn and is not said yet. */
  const [leading, setLeading] = useState<{ from: string[]; to: string } | null>(null)
  useViewport(shown?.layout, step)
  const nodes = useMemo(
    () =>
      (shown?.layout.nodes ?? []).flatMap((node): StepNodeType[] => {
        const at = shown?.places.get(node.id)
        if (!at) return []
        const { x, y, width, height } = node
        return [
          {
            id: node.id,
            type: 'step',
            position: { x, y },
            width,
            height,
            measured: { width, height },
            data: { step: node, at, isOpen: opened?.kind === 'step' && node.id === step },
            draggable: false,
            selectable: false,
            focusable: false,
            zIndex: isBox(node) ? 2 : 0,
            domAttributes: plain,
          },
        ]
      }),
    [shown, step, opened?.kind],
  )
  const edges = useMemo(
    () =>
      (shown?.layout.edges ?? []).flatMap((edge): ChoiceEdgeType[] => {
        const at = shown?.places.get(edge.id)
        if (!at) return []
        const data = { edge, at, isOpen: placeOf(at) === place, lit: edge.from === step }
        return [
          {
            id: edge.id,
            type: 'choice',
            source: edge.from,
            target: edge.to,
            data,
            focusable: false,
            zIndex: 1,
            domAttributes: unseen,
          },
        ]
      }),
    [shown, place, step],
  )
  if (!shown) return <Skeleton lines={9} />
  const { width, height } = shown.layout
  return (
    <div className="flow-frame">
      <ReactFlow
        className="flow"
        aria-label={words('pictureName')}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onEdgeClick={(_, edge) => {
          if (edge.data) open(edge.data.at)
        }}
        nodesFocusable={false}
        edgesFocusable={false}
        nodesDraggable={false}
        connectOnClick={false}
        onConnectEnd={(event, { fromNode }) => {
          const to = stepUnder(event)
          const from = fromNode && shown.places.get(fromNode.id)
          if (!from || to === undefined || to === fromNode.id) return
          setLeading({ from: stepOfPlace(from).path, to })
        }}
        elementsSelectable={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.3}
        maxZoom={1.6}
        translateExtent={[
          [-200, -100],
          [width + 200, height + 100],
        ]}
        proOptions={{ hideAttribution: true }}
      />
      <NewChoiceDialog
        step={leading?.from ?? []}
        to={leading?.to}
        open={leading !== null}
        onClose={() => setLeading(null)}
      />
      <div className="flow-controls">
        <Button onPress={() => void flow.zoomIn()}>{words('zoomIn')}</Button>
        <Button onPress={() => void flow.zoomOut()}>{words('zoomOut')}</Button>
        <Button onPress={() => void flow.fitBounds({ x: 0, y: 0, width, height }, { padding: 0.04 })}>
          {words('zoomFit')}
        </Button>
      </div>
    </div>
  )
}

/** The step on which a line was let go. */
function stepUnder(event: MouseEvent | TouchEvent): string | undefined {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  const node =
    at && document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>('.react-flow__node')
  return node?.dataset.id
}

/** The latest layout; the one before it stays until then, so that the picture does not blink while one types. */
function useLayout(json: Json): Shown | undefined {
  const [shown, setShown] = useState<Shown>()
  const latest = useRef<unknown>(undefined)
  const chart = chartOf(json)
  useEffect(() => {
    latest.current = chart
    const places = new Map([
      ...stepsOf({ chart }).map(({ path, at }) => [path.join('.'), at] as const),
      ...edgesOf(chart).map(({ id, at }) => [id, at] as const),
    ])
    void layOutOnScreen(chart).then((layout) => {
      if (latest.current === chart) setShown({ layout, places })
    })
  }, [chart])
  return shown
}

const margin = 16
/** Below this, words would be smaller than 15 pixels: rather a part of the picture than all of it unread. */
const leastZoom = 0.94

/** Begins at the first step, as large as the width allows, and keeps the open step in sight. */
function useViewport(drawn: Layout | undefined, step: string) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const begun = useRef(false)
  useEffect(() => {
    if (!drawn || begun.current) return
    // The pane is measured a moment after it is shown.
    const frame = requestAnimationFrame(() => {
      const { width } = store.getState()
      if (width === 0) return
      begun.current = true
      const zoom = Math.min(1, Math.max(leastZoom, (width - 2 * margin) / drawn.width))
      void flow.setViewport({ x: Math.max(margin, (width - drawn.width * zoom) / 2), y: margin, zoom })
    })
    return () => cancelAnimationFrame(frame)
  }, [drawn, flow, store])
  useEffect(() => {
    const box = drawn?.nodes.find(({ id }) => id === step)
    if (!box || !begun.current) return
    const { width, height } = store.getState()
    const { x, y, zoom } = flow.getViewport()
    const top = box.y * zoom + y
    const left = box.x * zoom + x
    const outside =
      top < 0 ||
      left < 0 ||
      top + Math.min(box.height * zoom, height) > height ||
      left + box.width * zoom > width
    if (outside)
      void flow.setCenter(box.x + box.width / 2, box.y + Math.min(box.height, height / zoom) / 2, { zoom })
  }, [drawn, step, flow, store])
}
