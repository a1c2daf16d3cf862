import { useState } from 'react'
import type { Layout } from '../../../machines/chart/layout/chart-layout.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { Message } from '../../lib/message.tsx'
import { RehearsalRun } from './rehearsal-run.tsx'
import type { Rehearsed } from './rehearsed.ts'
import { ScenarioList } from './scenario-list.tsx'
import { useRehearsalWords } from './words.ts'
import './rehearsal.css'

type RehearsalProps = { compiled: Compiled; layout: Layout; maySave: boolean }
type Run = {
  number: number
  start: Rehearsed[]
  script: ScenarioStep[]
  told: { above: boolean; words: string } | null
}

/** The simulator of a procedure with its saved scenarios. Going back is a new run from an earlier moment. */
export function Rehearsal({ compiled, layout, maySave }: RehearsalProps) {
  const words = useRehearsalWords()
  const [run, setRun] = useState<Run>({ number: 0, start: [], script: [], told: null })
  const next = (change: Partial<Run>) =>
    setRun((last) => ({ number: last.number + 1, start: [], script: [], told: null, ...change }))
  return (
    <>
      {run.told?.above ? <Message kind="good">{run.told.words}</Message> : null}
      <RehearsalRun
        // Another procedure under the same screen is another rehearsal.
        key={`${compiled.hash} ${run.number}`}
        compiled={compiled}
        layout={layout}
        start={run.start}
        script={run.script}
        takesFocus={run.number > 0}
        maySave={maySave}
        onRestart={(start) => next({ start })}
        onSaved={(name) => setRun({ ...run, told: { above: false, words: words('saved', { name }) } })}
      />
      {maySave ? (
        <section className="rehearsal-saved" aria-labelledby="rehearsal-saved">
          <h2 id="rehearsal-saved">{words('scenarios')}</h2>
          {run.told?.above === false ? <Message kind="good">{run.told.words}</Message> : null}
          <ScenarioList
            compiled={compiled}
            onReplay={({ name, steps }) =>
              next({ script: steps, told: { above: true, words: words('replayed', { name }) } })
            }
          />
        </section>
      ) : null}
    </>
  )
}
