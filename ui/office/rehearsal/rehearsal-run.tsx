import { useEffect, useRef, useState } from 'react'
import type { Layout } from '../../../machines/chart/layout/chart-layout.ts'
import { roleTitle } from '../../../machines/procedure/titles.ts'
import { stepsInWords } from '../../../machines/proofs/words.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { Chart } from '../../chart/chart.tsx'
import type { ChartEvent } from '../../chart/chart-procedure.ts'
import { Button } from '../../lib/button.tsx'
import { useText } from '../../lib/text.ts'
import { type Acting, choicesFor, roleKept, rolesOf } from './acting.ts'
import { ChoiceRow } from './choice-row.tsx'
import { Deadlines } from './deadlines.tsx'
import { PathTaken } from './path-taken.tsx'
import { letterOf, ownersLetter, type Rehearsed } from './rehearsed.ts'
import { SaveScenario } from './save-scenario.tsx'
import { useRehearsal } from './use-rehearsal.ts'
import { WhoActs } from './who-acts.tsx'
import { useRehearsalWords } from './words.ts'

type RehearsalRunProps = {
  compiled: Compiled
  layout: Layout
  /** Where it begins: after these steps, or at the first one. */
  start: Rehearsed[]
  /** A saved path to be walked at once. */
  script: ScenarioStep[]
  /** False for the first run of the screen, which takes nobody's focus. */
  takesFocus: boolean
  maySave: boolean
  onRestart: (past: Rehearsed[]) => void
  onSaved: (name: string) => void
}

type ToSave = { step: Omit<ScenarioStep, 'after'>; who: string; title: string } | 'path'

/** One rehearsed request: where it is, who acts, what can be done, its clock, its chart and the way it has come. */
export function RehearsalRun(props: RehearsalRunProps) {
  const { compiled, layout, start, script, takesFocus, maySave, onRestart, onSaved } = props
  const { procedure } = compiled
  const words = useRehearsalWords()
  const text = useText()
  const run = useRehearsal(compiled, start)
  const { snapshot, past } = run
  const roles = rolesOf(compiled)
  const [acting, setActing] = useState<Acting>({ role: 'owner', person: ownersLetter })
  const [toSave, setToSave] = useState<ToSave | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const present = stepsOf(snapshot.value)
  const ended = snapshot.status !== 'active'
  const choices = choicesFor(compiled, snapshot, acting)
  const first = choices.find(({ allowed, awaited }) => allowed && awaited)

  const walked = useRef(false)
  useEffect(() => {
    if (walked.current) return
    walked.current = true
    if (script.length > 0) run.replay(script)
    if (takesFocus) heading.current?.focus()
  }, [script, takesFocus, run.replay])

  const move = (work: () => void) => {
    setToSave(null)
    work()
    // What was pressed may be gone: the keyboard goes on from where the request now is.
    heading.current?.focus()
  }
  const expected = { steps: [...present].sort(), refused: toSave !== 'path' }
  const steps = past.map(({ step }) => step)
  return (
    <div className="rehearsal">
      <div className="rehearsal-acting">
        <section aria-labelledby="rehearsal-standing">
          <h2 id="rehearsal-standing" ref={heading} tabIndex={-1}>
            {words('standsAt')} <strong>{text(stepsInWords(procedure, present))}</strong>
          </h2>
          {ended ? <p>{words('ended')}</p> : null}
        </section>
        {ended ? null : (
          <>
            <WhoActs compiled={compiled} acting={acting} onChange={setActing} />
            <section aria-labelledby="rehearsal-choices">
              <h2 id="rehearsal-choices">{words('choices')}</h2>
              <ul className="rehearsal-choices">
                {choices.map((choice) => {
                  const role = roleKept(choice, acting)
                  const step = { type: choice.type, role, person: acting.person }
                  const who = words('byRole', {
                    role: text(roleTitle(procedure, acting.role)),
                    letter: letterOf(acting.person),
                  })
                  return (
                    <ChoiceRow
                      // The sample is of the person and the day.
                      key={`${past.length} ${acting.role} ${acting.person} ${choice.type}`}
                      procedure={procedure}
                      roles={roles}
                      choice={choice}
                      acting={acting}
                      now={run.now}
                      isPrimary={choice === first && toSave === null}
                      onTake={(data) => move(() => run.take({ ...step, data }))}
                      onActAs={setActing}
                      onKeepRefused={
                        maySave
                          ? (data) => setToSave({ step: { ...step, data }, who, title: text(choice.title) })
                          : undefined
                      }
                    />
                  )
                })}
              </ul>
            </section>
          </>
        )}
        <Deadlines
          compiled={compiled}
          now={run.now}
          timers={run.timers}
          reminders={run.reminders}
          sent={run.sent}
          ended={ended}
          onPass={(id) => move(() => run.passDeadline(id))}
          onWait={(ms) => move(() => run.wait(ms))}
        />
      </div>
      <section className="rehearsal-chart" aria-labelledby="rehearsal-chart">
        <h2 id="rehearsal-chart">{words('chart')}</h2>
        <Chart procedure={{ ...procedure, layout }} present={present} events={eventsOf(past)} />
      </section>
      <section className="rehearsal-way" aria-labelledby="rehearsal-way">
        <h2 id="rehearsal-way">{words('path')}</h2>
        <PathTaken procedure={procedure} past={past} />
        {past.length > 0 ? (
          <div className="rehearsal-buttons">
            <Button onPress={() => onRestart(past.slice(0, -1))}>{words('back')}</Button>
            <Button onPress={() => onRestart([])}>{words('restart')}</Button>
            {maySave && toSave === null ? (
              <Button onPress={() => setToSave('path')}>{words('save')}</Button>
            ) : null}
          </div>
        ) : null}
        {maySave && past.length > 0 && toSave === null ? (
          <p className="rehearsal-muted">{words('saveExplained')}</p>
        ) : null}
        {toSave ? (
          <SaveScenario
            compiled={compiled}
            scenario={{
              steps: toSave === 'path' ? steps : [...steps, { ...toSave.step, after: 0 }],
              expected,
            }}
            refused={toSave === 'path' ? null : toSave}
            onCancel={() => setToSave(null)}
            onSaved={(name) => {
              setToSave(null)
              onSaved(name)
            }}
          />
        ) : null}
      </section>
    </div>
  )
}

/** What was rehearsed, as the chart shows what has happened. */
const eventsOf = (past: Rehearsed[]): ChartEvent[] =>
  past.map(({ step, title, roleTitle, from, to, after }, index) => ({
    seq: index + 1,
    type: step.type,
    title,
    from,
    to,
    at: new Date(after.now).toISOString(),
    actor: step.person === null ? null : { id: step.person, name: letterOf(step.person) },
    actedAs:
      step.role === null || roleTitle === null
        ? null
        : { role: step.role, title: roleTitle, capacity: null, orderNumber: null, group: null },
  }))
