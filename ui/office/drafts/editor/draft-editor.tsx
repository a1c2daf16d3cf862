import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Draft } from '../../../../api/http/procedure-contract.ts'
import { withNewMarked } from '../../../../machines/procedure/provenance.ts'
import { DraftTabs } from '../../../lib/draft-tabs.tsx'
import { Page } from '../../../lib/page.tsx'
import { officeQuery } from '../../../lib/queries.ts'
import { useText } from '../../../lib/text.ts'
import { useAddress } from '../../../lib/use-address.ts'
import { ConflictMessage } from './conflict-message.tsx'
import { type PlacedProblem, problemsOfDraft } from './draft-problems.ts'
import { EditorBar } from './editor-bar.tsx'
import { type Editor, EditorContext, useNamesOf } from './editor-context.ts'
import { EditorParts } from './editor-parts.tsx'
import type { Json, Path } from './edits/json.ts'
import { titleOf } from './edits/walk.ts'
import { focusPlace } from './focus-place.ts'
import { OthersMessage } from './others-message.tsx'
import { placeOf, readPlace } from './place.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { useDraftAutosave } from './use-draft-autosave.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import { useEditorWords } from './words.ts'

/** A draft with everything that can be done to it while it is written. */
export function DraftEditor({ draft }: { draft: Draft }) {
  const words = useEditorWords()
  const text = useText()
  const { autosave, state } = useDraftAutosave(draft)
  const json = state.history.present
  const groups = useQuery(officeQuery(draft.office)).data?.groups ?? noGroups
  const names = useNamesOf(json, groups)
  const problems = useProblems(json)
  const { at, open } = useOpened(json)
  const [said, setSaid] = useState('')
  const say = useCallback((sentence: string) => setSaid(sentence), [])
  const editor = useMemo(
    (): Editor => ({
      json,
      names,
      problems,
      at,
      open,
      say,
      edit: (change, place = at, what) =>
        autosave.edit((before) => withNewMarked(before, change(before)), place, what),
    }),
    [json, names, problems, at, open, say, autosave],
  )
  const step = (direction: 'undo' | 'redo') => {
    const place = autosave[direction]()
    if (!place) return
    say(words(direction === 'undo' ? 'undone' : 'redone'))
    // A whole version that was taken over is no place: what is open stays open.
    if (place.length > 0) open(place, false)
  }
  useUndoKeys(step)
  const title = titleOf({ meta: json })
  return (
    <EditorContext value={editor}>
      <Page
        title={text(title) || title.th || draft.procedure}
        lead={words('draftOf', { procedure: draft.procedure })}
        action={<Link to="/office/procedures">{words('backToDrafts')}</Link>}
      >
        <DraftTabs draft={draft.id} here="write" />
        <EditorBar
          draft={draft}
          state={state}
          onUndo={() => step('undo')}
          onRedo={() => step('redo')}
          onRetry={() => void autosave.flush()}
        />
        <p className="visually-hidden" role="status">
          {said}
        </p>
        <OthersMessage draft={draft} state={state} />
        {state.status === 'conflict' && state.theirs ? (
          <ConflictMessage
            theirs={state.theirs}
            mine={json}
            onKeepMine={() => void autosave.keepMine()}
            onTakeTheirs={() => autosave.takeTheirs()}
          />
        ) : null}
        <ProblemsPanel />
        <EditorParts />
      </Page>
    </EditorContext>
  )
}

const noGroups: never[] = []

/** What is wrong with the draft, looked at while one types without holding up the typing. */
function useProblems(json: Json): PlacedProblem[] {
  const settled = useDeferredValue(json)
  return useMemo(() => problemsOfDraft(settled), [settled])
}

/** The place that is open, kept in the address: it can be sent to somebody, and a reload comes back to it. */
function useOpened(json: Json) {
  const [query, change] = useAddress()
  const place = query.get('at') ?? 'chart'
  const at = useMemo(() => readPlace(json, place), [json, place])
  const wanted = useRef<{ place: string; at: Path } | undefined>(undefined)
  const [request, setRequest] = useState(0)
  const set = useRef(change)
  set.current = change
  const open = useCallback((next: Path, focus = true) => {
    const opened = next.length === 0 ? 'chart' : placeOf(next)
    set.current({ at: opened })
    if (!focus) return
    wanted.current = { place: opened, at: next }
    setRequest((count) => count + 1)
  }, [])
  // The router shows the new address when it can: only then is there a form to bring the focus to.
  useEffect(() => {
    if (request === 0 || wanted.current?.place !== place) return
    focusPlace(wanted.current.at)
    wanted.current = undefined
  }, [request, place])
  return { at, open }
}
