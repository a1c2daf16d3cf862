import { differences, pathWords } from './differences.ts'
import type { Moment } from './flow.ts'
import { Leaf } from './json-tree.tsx'
import { useInspectorWords } from './words.ts'

const signs = { added: '+', removed: '−', changed: '~' }

/** What an event did to the snapshot, path by path. */
export function Changes({ moment }: { moment: Moment }) {
  const words = useInspectorWords()
  if (!moment.before) return <p className="inspector-muted">{words('firstSnapshot')}</p>
  const found = differences(moment.before, moment.after)
  if (found.length === 0) return <p className="inspector-muted">{words('noDifference')}</p>
  return (
    <ul className="inspector-changes">
      {found.map(({ path, kind, before, after }) => (
        <li key={pathWords(path)} data-change={kind}>
          <span className="json-sign">
            <span aria-hidden="true">{signs[kind]}</span>
            <span className="visually-hidden">{words(kind)}</span>
          </span>
          <span>
            <code className="json-name">{pathWords(path)}</code>{' '}
            {kind === 'added' ? null : (
              <span className="json-before">
                <Leaf value={before} most={400} />
              </span>
            )}
            {kind === 'changed' ? <span aria-hidden="true"> → </span> : null}
            {kind === 'removed' ? null : <Leaf value={after} most={400} />}
          </span>
        </li>
      ))}
    </ul>
  )
}
