import { useState } from 'react'
import { type Change, differences, isBranch, namesOf } from './differences.ts'
import { useExactTime } from './use-exact-time.ts'
import { useInspectorWords } from './words.ts'
import './json-tree.css'

type TreeProps = {
  value: unknown
  /** What it was before; marks in the tree say what came, went and changed. Absent: nothing is marked. */
  before?: unknown
  label: string
}

/** A value as a tree whose branches open and close; what changed is open. */
export function JsonTree({ value, before, label }: TreeProps) {
  const compare = before !== undefined
  return (
    <ul className="json-tree" aria-label={label}>
      {namesOf(before, value).map((name) => (
        <Part
          key={name}
          name={name}
          before={part(before, name)}
          after={part(value, name)}
          compare={compare}
          depth={0}
        />
      ))}
    </ul>
  )
}

const part = (value: unknown, name: string): unknown => (isBranch(value) ? value[name] : undefined)
const signs: Record<Change, string> = { added: '+', removed: '−', changed: '~' }

type PartProps = { name: string; before: unknown; after: unknown; compare: boolean; depth: number }

function Part({ name, before, after, compare, depth }: PartProps) {
  const words = useInspectorWords()
  const [chosen, setChosen] = useState<boolean | null>(null)
  const { exact } = useExactTime()
  const change = compare ? changeOf(before, after) : undefined
  const shown = after === undefined ? before : after
  const isTree = isBranch(shown) && Object.keys(shown).length > 0
  // Under what came or went as a whole, the parts are no news of their own.
  const within = change === undefined && compare
  const open =
    chosen ?? (depth === 0 || change !== undefined || (within && differences(before, after).length > 0))
  return (
    <li data-change={change}>
      {change ? (
        <span className="json-sign">
          <span aria-hidden="true">{signs[change]}</span>
          <span className="visually-hidden">{words(change)}</span>
        </span>
      ) : null}
      {isTree ? (
        <button type="button" className="json-branch" aria-expanded={open} onClick={() => setChosen(!open)}>
          <span className="json-name">{name}</span>
          <span className="json-short">{open ? count(shown) : shorten(shown)}</span>
        </button>
      ) : (
        <span className="json-leaf">
          <span className="json-name">{name}</span> <Leaf value={shown} />
          {change === 'changed' ? (
            <>
              {' '}
              <span className="json-before">
                <span className="visually-hidden">{words('was')} </span>
                <Leaf value={before} />
              </span>
            </>
          ) : null}
          {name === 'at' && typeof shown === 'number' ? (
            <span className="json-note">{exact(shown)}</span>
          ) : null}
        </span>
      )}
      {isTree && open ? (
        <ul>
          {namesOf(within ? before : undefined, shown).map((child) => (
            <Part
              key={child}
              name={child}
              before={part(before, child)}
              after={part(shown, child)}
              compare={within}
              depth={depth + 1}
            />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function changeOf(before: unknown, after: unknown): Change | undefined {
  if (before === undefined) return after === undefined ? undefined : 'added'
  if (after === undefined) return 'removed'
  const whole = !isBranch(before) || !isBranch(after)
  return whole && !Object.is(before, after) ? 'changed' : undefined
}

/** A value in JSON, cut after `most` letters where it has parts. */
export function Leaf({ value, most = 72 }: { value: unknown; most?: number }) {
  const kind = value === null ? 'null' : typeof value
  return (
    <span className="json-value" data-kind={kind}>
      {shorten(value, most)}
    </span>
  )
}

const count = (value: object) => (Array.isArray(value) ? `[${value.length}]` : '')
const shorten = (value: unknown, most = 72): string => {
  const whole = value === undefined ? '' : JSON.stringify(value)
  return isBranch(value) && whole.length > most ? `${whole.slice(0, most - 2)}…` : whole
}
