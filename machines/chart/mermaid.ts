import type { Chart, StateNodeConfig } from '../procedure/procedure.ts'
import { resolveTarget, walk } from './graph.ts'
import { allTransitions } from './transitions.ts'

/** A chart as a Mermaid `stateDiagram-v2`, in one language; what titles hold is text there, never syntax. */
export function chartMermaid(chart: Chart, language: 'th' | 'en'): string {
  const names = new Map([...walk(chart)].map(({ path }, index) => [path.join('.'), nameOf(path, index)]))
  const name = (path: string[]) => names.get(path.join('.')) ?? ''
  const lines = ['stateDiagram-v2']
  const write = (depth: number, line: string) => lines.push(`${'  '.repeat(depth)}${line}`)

  const states = (node: Chart | StateNodeConfig, path: string[], depth: number) => {
    const regions = node.type === 'parallel'
    if (!regions && node.initial !== undefined) write(depth, `[*] --> ${name([...path, node.initial])}`)
    for (const [index, [key, child]] of Object.entries(node.states ?? {}).entries()) {
      if (regions && index > 0) write(depth, '--')
      const at = [...path, key]
      const title = child.meta?.title[language] ?? key
      write(depth, `state "${escaped(title)}" as ${name(at)}`)
      if (child.states) {
        write(depth, `state ${name(at)} {`)
        states(child, at, depth + 1)
        write(depth, '}')
      }
      if (child.type === 'final') write(depth, `${name(at)} --> [*]`)
    }
  }
  states(chart, [], 1)
  for (const { from, transition } of allTransitions(chart)) {
    const to = transition.target === undefined ? from : resolveTarget(chart, from, transition.target)
    // What the whole chart offers has no step to leave in a diagram of steps.
    if (to && from.length > 0 && to.length > 0)
      write(1, `${name(from)} --> ${name(to)} : ${escaped(transition.meta.title[language])}`)
  }
  return `${lines.join('\n')}\n`
}

/** The number keeps `a.b` and `a_b` apart, and keeps a step named `end` or `state` from being a word of Mermaid's. */
const nameOf = (path: string[], index: number) =>
  `s${index}_${path.join('_').replaceAll(/[^a-zA-Z0-9_]/g, '_')}`

/** Everything but letters, digits and a few signs becomes an entity of Mermaid's, which is shown as what it was. */
const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[^\p{L}\p{M}\p{N} .,()/-]/gu, (sign) => `#${sign.codePointAt(0)};`)
