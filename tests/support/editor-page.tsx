import { type ReactNode, useMemo, useState } from 'react'
import { withNewMarked } from '../../machines/procedure/provenance.ts'
import type { PlacedProblem } from '../../ui/office/drafts/editor/draft-problems.ts'
import { type Editor, EditorContext, useNamesOf } from '../../ui/office/drafts/editor/editor-context.ts'
import type { Json, Path } from '../../ui/office/drafts/editor/edits/json.ts'

type EditorPageProps = {
  first: Json
  at: Path
  problems?: PlacedProblem[]
  onChange: (json: Json) => void
  onOpen?: (at: Path) => void
  /** The form, given the draft as it stands now. */
  children: (json: Json) => ReactNode
}
const noGroups: never[] = []
const noProblems: PlacedProblem[] = []

/** A form of the editor of procedures over a draft that it keeps, without the rest of the screen. */
export function EditorPage({
  first,
  at,
  problems = noProblems,
  onChange,
  onOpen = () => {},
  children,
}: EditorPageProps) {
  const [json, setJson] = useState(first)
  const names = useNamesOf(json, noGroups)
  const editor = useMemo(
    (): Editor => ({
      json,
      names,
      problems,
      at,
      open: onOpen,
      say: () => {},
      edit: (change) => {
        const next = withNewMarked(json, change(json))
        setJson(next)
        onChange(next)
      },
    }),
    [json, names, problems, at, onChange, onOpen],
  )
  return <EditorContext value={editor}>{children(json)}</EditorContext>
}
