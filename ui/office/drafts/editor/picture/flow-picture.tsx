import { ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import '@xyflow/react/dist/base.css'
import { Button } from '../../../../lib/button.tsx'
import { Skeleton } from '../../../../lib/skeleton.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { stepOfPlace } from '../edits/walk.ts'
import { openedBy } from '../place.ts'
import { useEditorWords } from '../words.ts'
import { ChoiceEdge, type ChoiceEdgeType } from './choice-edge.tsx'
import { type GraphEdge, type GraphNode, graphOf } from './graph.ts'
import { type Drawn, layOut } from './layout.ts'
import { StepNode, type StepNodeType } from './step-node.tsx'
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

type Shown = { nodes: GraphNode[]; edges: GraphEdge[]; drawn: Drawn }

function Picture() {
  const { json, at, open } = useEditor()
  const words = useEditorWords()
  const graph = useMemo(() => graphOf(json), [json])
  const shown = useLayout(graph)
  const opened = openedBy(json, at)
  const step = opened ? stepOfPlace(opened.at).path.join('.') : ''
  const place = opened?.at.join('.')
  const flow = useReactFlow()
  useViewport(shown?.drawn, step)
  const nodes = useMemo(
    () =>
      (shown?.nodes ?? []).flatMap((node): StepNodeType[] => {
        const box = shown?.drawn.boxes.get(node.id)
        if (!box) return []
        const { x, y, width, height } = box
        const around = node.kind === 'group' || node.kind === 'parallel'
        return [
          {
            ...{ id: node.id, type: 'step', position: { x, y }, width, height, measured: { width, height } },
            data: { step: node, isOpen: opened?.kind === 'step' && node.id === step },
            ...{ draggable: false, selectable: false, focusable: false, zIndex: around ? 0 : 2 },
            domAttributes: plain,
          },
        ]
      }),
    [shown, step, opened?.kind],
  )
  const edges = useMemo(
    () =>
      (shown?.edges ?? []).flatMap((edge): ChoiceEdgeType[] => {
        const drawn = shown?.drawn.edges.get(edge.id)
        if (!drawn) return []
        const data = { edge, drawn, isOpen: edge.id === place, lit: edge.from === step }
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
  const { width, height } = shown.drawn
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
          const way = edge.data?.edge.way
          if (way) open(way.at)
        }}
        nodesFocusable={false}
        edgesFocusable={false}
        nodesDraggable={false}
        nodesConnectable={false}
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

/** The latest layout; the one before it stays until then, so that the picture does not blink while one types. */
function useLayout(graph: { nodes: GraphNode[]; edges: GraphEdge[] }): Shown | undefined {
  const names = useNames()
  const [shown, setShown] = useState<Shown>()
  const title = useRef(names.titleAt)
  title.current = names.titleAt
  const latest = useRef<unknown>(undefined)
  useEffect(() => {
    latest.current = graph
    const words = {
      title: (given: { th: string; en: string }, name: string) =>
        title.current({ meta: { title: given } }, name),
    }
    void document.fonts.ready
      .then(() => layOut(graph.nodes, graph.edges, words))
      .then((drawn) => {
        if (latest.current === graph) setShown({ ...graph, drawn })
      })
  }, [graph])
  return shown
}

const margin = 16
/** Below this, words would be smaller than 15 pixels: rather a part of the picture than all of it unread. */
const leastZoom = 0.94

/** Begins at the first step, as large as the width allows, and keeps the open step in sight. */
function useViewport(drawn: Drawn | undefined, step: string) {
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
    const box = drawn?.boxes.get(step)
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
