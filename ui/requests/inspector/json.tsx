import { differences, isBranch, pathWords } from './differences.ts'
import { useExactTime } from './use-exact-time.ts'
import { useInspectorWords } from './words.ts'

type TreeProps = {
  value: Record<string, unknown>
  /** What it was before; where it differs, the tree is marked and open. */
  before: unknown
  label: string
}

/** A value as a tree whose branches open and close. */
export function JsonTree({ value, before, label }: TreeProps) {
  return (
    <ul className="json-tree" aria-label={label}>
      <Parts of={value} before={before} depth={0} />
    </ul>
  )
}

function Parts({ of, before, depth }: { of: Record<string, unknown>; before: unknown; depth: number }) {
  return Object.entries(of).map(([name, value]) => {
    const was = isBranch(before) ? before[name] : undefined
    return <Part key={name} name={name} value={value} before={was} depth={depth} isFirst={!before} />
  })
}

type PartProps = { name: string; value: unknown; before: unknown; depth: number; isFirst: boolean }

function Part({ name, value, before, depth, isFirst }: PartProps) {
  const words = useInspectorWords()
  const { exact } = useExactTime()
  const isChanged = !isFirst && differences(before, value).length > 0
  const label = (
    <>
      {isChanged ? <span className="visually-hidden">{words('changed')} </span> : null}
      <span className="json-name">{name}</span>
    </>
  )
  if (!isBranch(value) || Object.keys(value).length === 0)
    return (
      <li data-changed={isChanged || undefined}>
        {label} <Leaf value={value} />
        {name === 'at' && typeof value === 'number' ? (
          <span className="inspector-muted"> {exact(value)}</span>
        ) : null}
      </li>
    )
  return (
    <li>
      <details open={depth === 0 || isChanged}>
        <summary>
          {label} {Array.isArray(value) ? `[${value.length}]` : null}
        </summary>
        <ul>
          <Parts of={value} before={before} depth={depth + 1} />
        </ul>
      </details>
    </li>
  )
}

const signs = { added: '+', removed: '−', changed: '~' }

/** What an event did to the snapshot, path by path. */
export function Changes({ before, after }: { before: unknown; after: unknown }) {
  const words = useInspectorWords()
  if (!before) return <p className="inspector-muted">{words('firstSnapshot')}</p>
  const found = differences(before, after)
  if (found.length === 0) return <p className="inspector-muted">{words('noDifference')}</p>
  return (
    <ul className="inspector-changes">
      {found.map((one) => (
        <li key={pathWords(one.path)} data-change={one.kind}>
          <span>
            <span aria-hidden="true">{signs[one.kind]}</span>
            <span className="visually-hidden">{words(one.kind)}</span>
          </span>
          <span>
            <code className="json-name">{pathWords(one.path)}</code>{' '}
            {one.kind === 'added' ? null : (
              <del>
                <Leaf value={one.before} most={400} />
              </del>
            )}
            {one.kind === 'changed' ? <span aria-hidden="true"> → </span> : null}
            {one.kind === 'removed' ? null : <Leaf value={one.after} most={400} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A value in JSON, cut after `most` letters where it has parts. */
function Leaf({ value, most = 72 }: { value: unknown; most?: number }) {
  const whole = JSON.stringify(value) ?? ''
  const short = isBranch(value) && whole.length > most ? `${whole.slice(0, most - 2)}…` : whole
  return <span data-kind={value === null ? 'null' : typeof value}>{short}</span>
}
