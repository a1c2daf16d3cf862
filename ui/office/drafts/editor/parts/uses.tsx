import { useEditor } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { useCrumbs } from '../use-crumbs.ts'
import { useEditorWords } from '../words.ts'

/** Where something is named, each place to be opened. */
export function Uses({ places }: { places: Path[] }) {
  const { open } = useEditor()
  const words = useEditorWords()
  const crumbs = useCrumbs()
  if (places.length === 0) return <p className="editor-muted">{words('usedNowhere')}</p>
  return (
    <details className="editor-uses">
      <summary>{words('usedAt', { count: places.length })}</summary>
      <ul>
        {places.map((at) => (
          <li key={at.join('.')}>
            <button type="button" className="editor-open" onClick={() => open(at)}>
              {crumbs(at)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
