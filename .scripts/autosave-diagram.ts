import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { autosaveMachine } from '../ui/lib/autosave-machine.ts'

// Draws the diagrams of docs/autosave.md from the machine: `node .scripts/with-node24.mjs .scripts/autosave-diagram.ts`.

type Guard = string | { guards?: Guard[]; stateValue?: string }
type Transition = { guard?: unknown; target?: readonly Node[] | undefined; eventType: string }
type Node = {
  key: string
  path: string[]
  states: Record<string, Node>
  initial: { target: readonly Node[] }
  transitions: Map<string, readonly Transition[]>
  always?: readonly Transition[]
  invoke: readonly { src: unknown }[]
}

/** A guard in words: those of XState that combine others, and `stateIn`, are functions that carry what they ask. */
function guardInWords(guard: Guard): string {
  if (typeof guard === 'string') return guard
  if (guard.stateValue) return `in ${guard.stateValue.replace('#', '')}`
  const parts = (guard.guards ?? []).map(guardInWords)
  return parts.length === 1 ? `not ${parts[0]}` : parts.join(' and ')
}

function eventInWords({ eventType }: Transition): string {
  const [xstate, kind = '', name = ''] = eventType.split('.')
  if (xstate !== 'xstate') return eventType
  return kind === 'after' ? `after ${name}` : kind === 'done' ? 'done' : 'error'
}

const labelOf = (transition: Transition) =>
  [
    ...(transition.eventType ? [eventInWords(transition)] : []),
    ...(transition.guard ? [`(${guardInWords(transition.guard as Guard)})`] : []),
  ].join(' ')

const inside = (node: Node): Node[] => [node, ...Object.values(node.states).flatMap(inside)]
const own = (node: Node): Transition[] => [...[...node.transitions.values()].flat(), ...(node.always ?? [])]

/** One level of the machine as a Mermaid diagram: its states, with what leaves each of them or anything in it. */
function diagramOf(level: Node): string {
  const lines = new Set(['stateDiagram-v2', `  [*] --> ${level.initial.target[0]?.key}`])
  const draw = (from: string, transition: Transition) => {
    for (const target of transition.target ?? []) {
      const within = level.path.every((key, index) => target.path[index] === key)
      const to = within ? target.path[level.path.length] : target.key
      if (to !== undefined && (to !== from || transition.eventType.startsWith('xstate.after')))
        lines.add(`  ${from} --> ${to} : ${labelOf(transition) || 'at once'}`)
    }
  }
  if (own(level).length > 0) lines.add('  state "any state that says nothing else of the event" as any')
  for (const transition of own(level)) draw('any', transition)
  for (const child of Object.values(level.states)) {
    lines.add(`  ${child.key}`)
    for (const { src } of child.invoke) lines.add(`  ${child.key} : ${src}()`)
    for (const transition of inside(child).flatMap(own)) draw(child.key, transition)
  }
  return [...lines].join('\n')
}

/** The page with each diagram drawn anew, in the block that names its level. */
export function withDiagrams(page: string): string {
  const root = autosaveMachine.root as unknown as Node
  const levels: Record<string, Node | undefined> = {
    page: root.states.page,
    document: root.states.document,
    call: root.states.document?.states.sending?.states.call,
    failed: root.states.document?.states.failed,
  }
  return page.replaceAll(/(<!-- (\w+) -->\n```mermaid\n)[^`]*(```)/g, (_, before, name: string, after) => {
    const level = levels[name]
    if (!level) throw new Error(`autosave-diagram: the machine has no level ${name}`)
    return `${before}${diagramOf(level)}\n${after}`
  })
}

export const pagePath = fileURLToPath(new URL('../docs/autosave.md', import.meta.url))
if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(pagePath, withDiagrams(readFileSync(pagePath, 'utf8')))
