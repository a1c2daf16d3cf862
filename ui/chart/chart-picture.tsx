import { type KeyboardEvent, useId, useRef } from 'react'
import type { ProcedureView } from '../../api/http/contract.ts'
import { nearEnd } from '../../machines/chart/line-path.ts'
import { isBox, labelText, sizes, stepText } from '../../machines/chart/step-text.ts'
import { type Language, useLanguage } from '../lib/i18n/i18n.ts'
import { useText } from '../lib/text.ts'
import { useAddedWords } from './added-words.ts'
import { choicesOfStep } from './chart-choices.ts'
import type { ChartMarks, StepMark } from './chart-marks.ts'
import type { ChartProcedure } from './chart-procedure.ts'
import type { Progress, StepStatus } from './chart-progress.ts'
import { EdgeLine } from './edge-line.tsx'
import { useChartWords } from './words.ts'

type Layout = ProcedureView['layout']
type Node = Layout['nodes'][number]
type Edge = Layout['edges'][number]

type ChartPictureProps = {
  procedure: ChartProcedure
  /** Absent where there is no request: then every step looks alike. */
  progress: Progress | undefined
  marks: ChartMarks | undefined
  selected: string | null
  onSelect: (step: string | null) => void
  zoom: number
}

/** The chart as a picture. Its steps are a list of buttons: arrow keys go from one to the next, Enter opens one. */
export function ChartPicture({ procedure, progress, marks, selected, onSelect, zoom }: ChartPictureProps) {
  const words = useChartWords()
  const language = useLanguage()
  const { nodes, edges, width, height } = procedure.layout
  const picture = useRef<SVGSVGElement>(null)
  const isTaken = ({ id }: Edge) => progress?.taken.has(id) === true || marks?.lines?.has(id) === true
  const statusOf = (id: string) => progress?.steps.get(id)
  const firstPresent = nodes.find((node) => isBox(node) && statusOf(node.id) === 'present')
  const home = selected ?? firstPresent?.id ?? nodes[0]?.id

  const onKeyDown = (event: KeyboardEvent) => {
    const steps = [...(picture.current?.querySelectorAll<SVGGElement>('[data-step]') ?? [])]
    const at = steps.indexOf(event.target as SVGGElement)
    const next = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: steps.length - 1,
    }[event.key]
    if (event.key === 'Escape') onSelect(null)
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      ;(event.target as SVGGElement).dispatchEvent(new MouseEvent('click', { bubbles: true }))
    }
    if (next === undefined || at === -1) return
    event.preventDefault()
    steps[next]?.focus()
  }

  // What is taken or belongs to the chosen step is drawn last, over what lies ahead.
  const weight = (edge: Edge) => Number(isTaken(edge)) + (isOf(edge, selected) ? 2 : 0)
  const lines = edges.map((edge) => ({ edge, weight: weight(edge) })).sort((a, b) => a.weight - b.weight)
  const groups = nodes.filter((node) => !isBox(node))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture cannot be a <ul>.
    <svg
      ref={picture}
      className="chart-svg"
      width={Math.round(width * zoom)}
      height={Math.round(height * zoom)}
      viewBox={`0 0 ${width} ${height}`}
      data-progress={progress || marks?.lines?.size ? '' : undefined}
      data-selected={selected === null ? undefined : ''}
      role="list"
      aria-label={`${words('picture')}. ${words('howToUse')}`}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes focus; the steps below say all of it. */}
      <g aria-hidden="true">
        {groups.map((node) => (
          <Frame key={node.id} node={node} status={statusOf(node.id)} />
        ))}
        {lines.map(({ edge }) => (
          <EdgeLine key={edge.id} edge={edge} taken={isTaken(edge)} lit={isOf(edge, selected)} />
        ))}
        {/* Every halo before every word: one painted later would take the vowels under the line above away. */}
        {lines.map(({ edge }) => (
          <Halo key={edge.id} edge={edge} language={language} />
        ))}
        {lines.map(({ edge }) => (
          <Words
            key={edge.id}
            edge={edge}
            language={language}
            taken={isTaken(edge)}
            lit={isOf(edge, selected)}
          />
        ))}
        {lines.map(({ edge }) => (
          <PathNumber key={edge.id} edge={edge} words={marks?.lines?.get(edge.id)} />
        ))}
      </g>
      {nodes.map((node) => (
        <Step
          key={node.id}
          node={node}
          procedure={procedure}
          language={language}
          status={statusOf(node.id)}
          mark={marks?.steps.get(node.id)}
          isSelected={node.id === selected}
          isHome={node.id === home}
          onSelect={() => onSelect(node.id === selected ? null : node.id)}
        />
      ))}
    </svg>
  )
}

const isOf = (edge: Edge, selected: string | null) => edge.from === selected

function Frame({ node, status }: { node: Node; status: StepStatus | undefined }) {
  const { x, y, width, height } = node
  return (
    <rect className="chart-frame" data-status={status} x={x} y={y} width={width} height={height} rx="10" />
  )
}

type WordsProps = { edge: Edge; language: Language }

/** The rim in the colour of the ground that lets a line's words stand out from the lines behind them. */
const Halo = ({ edge, language }: WordsProps) => (
  <text className="chart-halo" textAnchor={labelText(edge.label, language).anchor}>
    <Spans lines={labelText(edge.label, language).lines} />
  </text>
)

function Words({ edge, language, taken, lit }: WordsProps & { taken: boolean; lit: boolean }) {
  const { anchor, lines } = labelText(edge.label, language)
  return (
    <text
      className="chart-label"
      data-kind={edge.kind}
      data-taken={taken ? '' : undefined}
      data-lit={lit ? '' : undefined}
      textAnchor={anchor}
    >
      <Spans lines={lines} />
    </text>
  )
}

type SpansProps = { lines: { text: string; x: number; y: number }[]; spaced?: boolean }

/** `spaced` keeps the words of two lines apart where they are read out; a line that ends at its edge would move. */
const Spans = ({ lines, spaced = false }: SpansProps) =>
  lines.map(({ text, x, y }) => (
    <tspan key={y} x={x} y={y}>
      {spaced ? `${text} ` : text}
    </tspan>
  ))

type StepProps = {
  node: Node
  procedure: ChartProcedure
  language: Language
  status: StepStatus | undefined
  mark: StepMark | undefined
  isSelected: boolean
  isHome: boolean
  onSelect: () => void
}

function Step({ node, procedure, language, status, mark, isSelected, isHome, onSelect }: StepProps) {
  const words = useChartWords()
  const text = useText()
  const added = useAddedWords()
  const described = useId()
  const leaf = isBox(node)
  const at = stepText(node, language)
  const left = node.x + sizes.pad.x
  const choices = choicesOfStep(procedure, node.id)
    .filter(({ edge }) => edge.from === node.id)
    .map(({ edge, target }) => `${text(edge.title)} ${words('leadsTo', { target: text(target) })}`)
  const unseen = [status && status !== 'present' ? words(status) : '', added(node)].filter(
    (part) => part !== '',
  )
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a <g> is not interactive.
    // biome-ignore lint/a11y/useSemanticElements: an <li> cannot stand in a picture.
    <g role="listitem">
      {/* Beside the button: inside it, these words would count as its own. */}
      {choices.length > 0 ? <desc id={described}>{choices.join('; ')}</desc> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a <button> cannot stand in a picture; its keys are the picture's. */}
      <g
        className="chart-step"
        data-step={node.id}
        data-kind={node.kind}
        data-status={leaf ? status : undefined}
        data-mark={mark?.kind}
        data-heat={mark?.level}
        data-added={node.source === 'added' ? '' : undefined}
        role="button"
        tabIndex={isHome ? 0 : -1}
        aria-describedby={choices.length > 0 ? described : undefined}
        aria-expanded={isSelected}
        onClick={onSelect}
      >
        <rect
          className="chart-box"
          x={node.x}
          y={node.y}
          width={node.width}
          height={leaf ? node.height : at.belowClause - node.y + sizes.pad.y / 2}
          rx="10"
        />
        {leaf && mark?.level ? (
          <rect
            className="chart-heat"
            x={node.x}
            y={node.y}
            width={node.width}
            height={node.height}
            rx="10"
          />
        ) : null}
        <text className="chart-title">
          <Spans lines={at.title} spaced />
        </text>
        <text className="chart-clause">
          <Spans lines={at.clause} spaced />
        </text>
        {at.public ? (
          <g className="chart-public">
            <Globe x={left} y={at.belowClause + 6} />
            <text x={left + 21} y={at.public.y}>
              {words('public')}
            </text>
          </g>
        ) : null}
        {/* The button is named by its own words, as they stand; the frame's look has to be said as well. */}
        {unseen.length > 0 ? (
          <text className="chart-unseen" x={left} y={at.belowClause}>
            {unseen.join(', ')}
          </text>
        ) : null}
        {leaf && status === 'present' ? <Here node={node} words={words('here')} /> : null}
        {leaf && status === 'passed' ? <Tick node={node} /> : null}
        {mark?.words ? <MarkWords node={node} words={mark.words} /> : null}
      </g>
    </g>
  )
}

function Globe({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} fill="none" stroke="currentColor" strokeWidth="1.4">
      <circle cx="7" cy="7" r="6.3" />
      <path d="M.7 7h12.6M7 .7c-4.6 4-4.6 8.6 0 12.6M7 .7c4.6 4 4.6 8.6 0 12.6" />
    </g>
  )
}

function Here({ node, words }: { node: Node; words: string }) {
  const width = 98
  return (
    <g className="chart-here" transform={`translate(${node.x + node.width - width - 10} ${node.y - 20})`}>
      <rect width={width} height="27" rx="13" />
      <text x={width / 2} y="19.5" textAnchor="middle">
        {words}
      </text>
    </g>
  )
}

function Tick({ node }: { node: Node }) {
  return (
    <g className="chart-tick" transform={`translate(${node.x + node.width - 14} ${node.y - 10})`}>
      <circle cx="0" cy="10" r="10" />
      <path d="M-4.5 10.3l3.2 3.2 6-6.4" />
    </g>
  )
}

/** A pill on the upper edge of a step. SVG does not measure text before it is drawn: marks above letters take no width. */
function MarkWords({ node, words }: { node: Node; words: string }) {
  const width = Math.max(40, [...words].filter((letter) => !/\p{M}/u.test(letter)).length * 8.3 + 22)
  return (
    <g className="chart-mark" transform={`translate(${node.x + node.width - width + 4} ${node.y - 16})`}>
      <rect width={width} height="27" rx="13" />
      <text x={width / 2} y="19" textAnchor="middle">
        {words}
      </text>
    </g>
  )
}

/** The place of a line in a path, near its head: half way along stand its words. */
function PathNumber({ edge, words }: { edge: Edge; words: string | undefined }) {
  if (!words) return null
  const { x: at, y } = nearEnd(edge.points, 24)
  // Beside the line, away from its words.
  const x = at + (edge.label.x + edge.label.width / 2 < at ? 12 : -12)
  const width = Math.max(26, words.length * 8.5 + 12)
  return (
    <g className="chart-number" data-kind={edge.kind} transform={`translate(${x - width / 2} ${y - 13})`}>
      <rect width={width} height="26" rx="13" />
      <text x={width / 2} y="18.5" textAnchor="middle">
        {words}
      </text>
    </g>
  )
}
