import { lazy, Suspense } from 'react'
import { Button } from '../../../lib/button.tsx'
import { keepWords } from '../../../lib/keep-words.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useAddress } from '../../../lib/use-address.ts'
import { useCopyKeys } from './copying/use-copy-keys.ts'
import { useStepCopies } from './copying/use-step-copies.ts'
import { useEditor, useProblemsAt } from './editor-context.ts'
import { stepOfPlace } from './edits/walk.ts'
import { ChoiceForm } from './forms/choice-form.tsx'
import { StepForm } from './forms/step-form.tsx'
import { NewStepButtons } from './new-step-buttons.tsx'
import { CategoriesPart } from './parts/categories-part.tsx'
import { DeadlinesPart } from './parts/deadlines-part.tsx'
import { FormPart } from './parts/form-part.tsx'
import { PolicyPart } from './parts/policy-part.tsx'
import { RolesPart } from './parts/roles-part.tsx'
import { SourcePart } from './parts/source-part.tsx'
import { openedBy, type Part, partOf, parts, placeOf, readPlace } from './place.ts'
import { SearchSteps } from './search/search-steps.tsx'
import { StepsTable } from './steps-table.tsx'
import { useCrumbs } from './use-crumbs.ts'
import { useEditorWords } from './words.ts'

// React Flow and ELK come only when the picture is looked at.
const FlowPicture = lazy(() => import('./picture/flow-picture.tsx').then((m) => ({ default: m.FlowPicture })))

const forms: Record<Exclude<Part, 'steps'>, () => React.ReactNode> = {
  form: FormPart,
  categories: CategoriesPart,
  roles: RolesPart,
  deadlines: DeadlinesPart,
  policy: PolicyPart,
  source: SourcePart,
}
const firstPlace: Record<Part, string> = {
  steps: 'chart',
  form: 'form',
  categories: 'categories',
  roles: 'roles',
  deadlines: 'deadlines',
  policy: 'requires',
  source: 'order',
}

/** The parts of the procedure, one at a time. */
export function EditorParts() {
  const { at, open, problems } = useEditor()
  const words = useEditorWords()
  const present = partOf(at)
  const Form = present === 'steps' ? StepsPart : forms[present]
  return (
    <>
      <nav className="editor-nav" aria-label={words('parts')}>
        <ul>
          {parts.map((part) => {
            const wrong = problems.filter((problem) => partOf(problem.at) === part).length
            return (
              <li key={part}>
                <button
                  type="button"
                  aria-current={part === present ? 'page' : undefined}
                  onClick={() => open([firstPlace[part]])}
                >
                  {words(`part_${part}`)}
                  {wrong > 0 ? (
                    <span className="editor-mark">{words('problemCount', { count: wrong })}</span>
                  ) : null}
                </button>
              </li>
            )
          })}
        </ul>
      </nav>
      <section className="editor-part" aria-labelledby="editor-part">
        <h2
          id="editor-part"
          className={present === 'steps' ? 'visually-hidden' : undefined}
          tabIndex={-1}
          data-place={firstPlace[present]}
        >
          {words(`part_${present}`)}
        </h2>
        <Form />
      </section>
    </>
  )
}

type View = 'picture' | 'table'

/** The chart: drawn or as a table at the left, and the form of what is open at the right. */
function StepsPart() {
  const words = useEditorWords()
  const [query, change] = useAddress()
  // On a phone the table is the way; a picture of a whole chart would be too small to touch.
  const wide = matchMedia('(min-width: 821px)').matches
  const view: View =
    query.get('view') === 'table' ? 'table' : query.get('view') === 'picture' || wide ? 'picture' : 'table'
  const show = (next: View) => change({ view: next })
  const { json } = useEditor()
  const { copy, paste, openStep } = useStepCopies()
  useCopyKeys((what, row) => {
    const step = row === undefined ? openStep : stepOfPlace(readPlace(json, row)).path
    if (what === 'copy') copy(step)
    else paste(step)
  })
  return (
    <>
      <SearchSteps />
      <div className="editor-steps" data-view={view}>
        <div className="editor-chart">
          <div className="editor-toolbar">
            <fieldset className="editor-views" aria-label={words('views')}>
              {(['picture', 'table'] as const).map((each) => (
                <button key={each} type="button" aria-pressed={view === each} onClick={() => show(each)}>
                  {words(`view_${each}`)}
                </button>
              ))}
            </fieldset>
            <NewStepButtons />
          </div>
          {view === 'picture' ? (
            <div className="editor-picture">
              <Suspense fallback={<Skeleton lines={9} />}>
                <FlowPicture />
              </Suspense>
            </div>
          ) : (
            <StepsTable />
          )}
        </div>
        <OpenForm />
      </div>
    </>
  )
}

/** The form of the step or choice that is open. */
function OpenForm() {
  const { json, at } = useEditor()
  const words = useEditorWords()
  const crumbs = useCrumbs()
  const opened = openedBy(json, at)
  const problems = useProblemsAt(opened?.at ?? ['chart'])
  if (!opened)
    return (
      <div className="editor-form">
        <p className="editor-muted">{words('openSomething')}</p>
      </div>
    )
  const place = placeOf(opened.at)
  const back = () => {
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(place)}"]`)
    row?.focus()
    row?.scrollIntoView({ block: 'center' })
  }
  return (
    <section className="editor-form" aria-labelledby="editor-form-title">
      <div className="editor-form-head">
        <h3 id="editor-form-title" tabIndex={-1} data-place={place}>
          {keepWords(crumbs(opened.at))}
        </h3>
        <Button kind="quiet" onPress={back}>
          {words('backToChart')}
        </Button>
      </div>
      {problems.length > 0 ? (
        <p className="editor-mark">{words('problemsHere', { count: problems.length })}</p>
      ) : null}
      {opened.kind === 'step' ? (
        <StepForm key={place} at={opened.at} />
      ) : (
        <ChoiceForm key={place} at={opened.at} />
      )}
    </section>
  )
}
