import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { keepIn } from '../../../../lib/keep-words.ts'
import { useEditor, useProblemsAt } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { isIn, openedBy, placeOf } from '../place.ts'
import { useEditorWords } from '../words.ts'

/** Words that open a step or a choice in the form; marked where something is wrong in it. */
export function OpenButton({ at, children }: { at: Path; children: ReactNode }) {
  const { json, open, at: present } = useEditor()
  const words = useEditorWords()
  const problems = useProblemsAt(at)
  const opened = openedBy(json, present)
  const isOpen = opened !== undefined && isIn(at, opened.at) && opened.at.length === at.length
  return (
    <>
      <Button
        className="editor-open"
        data-row={placeOf(at)}
        {...(isOpen ? { 'aria-current': 'true' as const } : {})}
        onPress={() => open(at)}
      >
        {keepIn(children)}
      </Button>
      {problems.length > 0 ? (
        <span className="editor-mark">{words('problemCount', { count: problems.length })}</span>
      ) : null}
    </>
  )
}
