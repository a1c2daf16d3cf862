import { useText } from '../../../lib/text.ts'
import { useEditor } from './editor-context.ts'
import { placeOf } from './place.ts'
import { useCrumbs } from './use-crumbs.ts'
import { useEditorWords } from './words.ts'

const maxShown = 50

/** What is wrong with the draft, in words; each sentence leads to its place in the form. */
export function ProblemsPanel() {
  const { problems, open } = useEditor()
  const words = useEditorWords()
  const text = useText()
  const crumbs = useCrumbs()
  if (problems.length === 0) return <p className="editor-sound">{words('noProblems')}</p>
  return (
    <details className="editor-problems" open={problems.length <= 5}>
      <summary>{words('problems', { count: problems.length })}</summary>
      <ul>
        {problems.slice(0, maxShown).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be alike in all but their number.
          <li key={`${placeOf(problem.at)} ${problem.code} ${index}`}>
            <button type="button" className="editor-open" onClick={() => open(problem.at)}>
              {crumbs(problem.at)}
            </button>
            <span>{text(problem.message)}</span>
          </li>
        ))}
      </ul>
      {problems.length > maxShown ? (
        <p>{words('moreProblems', { count: problems.length - maxShown })}</p>
      ) : null}
    </details>
  )
}
