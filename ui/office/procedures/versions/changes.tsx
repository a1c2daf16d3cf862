import { useState } from 'react'
import { nodeAt } from '../../../../machines/chart/graph.ts'
import { Chart } from '../../../chart/chart.tsx'
import type { ChartMarks, StepMark } from '../../../chart/chart-marks.ts'
import type { ChartProcedure } from '../../../chart/chart-procedure.ts'
import type { Change } from '../../../lib/queries.ts'
import { SelectInput } from '../../../lib/select-input.tsx'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import '../../drafts/activation/activation.css'

type ChangesProps = {
  changes: Change[]
  now: ChartProcedure | undefined
  before: ChartProcedure | undefined
}

/** What a version changes, in words, and marked on its own chart or on the one before. */
export function Changes({ changes, now, before }: ChangesProps) {
  const words = useActivationWords()
  const text = useText()
  const [which, setWhich] = useState<'now' | 'before'>('now')
  const shown = which === 'now' || !before ? now : before
  return (
    <div className="changes">
      <div className="changes-words">
        {changes.length === 0 ? <p>{words('noChanges')}</p> : null}
        <ul className="change-list">
          {changes.map(({ kind, sentence }) => (
            <li key={`${kind} ${sentence.th}`}>
              <span className="change-kind" data-kind={kind}>
                {words(kind)}
              </span>
              <span>{text(sentence)}</span>
            </li>
          ))}
        </ul>
        {now && before ? (
          <SelectInput
            label={words('whichChart')}
            value={which}
            options={[
              { id: 'now', label: words('newChart') },
              { id: 'before', label: words('oldChart') },
            ]}
            onChange={(chosen) => setWhich(chosen === 'before' ? 'before' : 'now')}
          />
        ) : null}
      </div>
      {shown ? <Chart procedure={shown} marks={marksOf(changes, { now, before, words })} /> : null}
    </div>
  )
}

type Compared = Pick<ChangesProps, 'now' | 'before'> & { words: ReturnType<typeof useActivationWords> }

/** A step is new or gone by the charts themselves; what was added to or taken from a step that stays has changed it. */
function marksOf(changes: Change[], { now, before, words }: Compared): ChartMarks {
  const has = (procedure: ChartProcedure | undefined, step: string) =>
    procedure !== undefined && nodeAt(procedure.chart, step.split('.')) !== undefined
  const kindOf = (step: string, change: Change): Change['kind'] => {
    if (!now || !before) return change.kind
    if (!has(before, step)) return 'added'
    return has(now, step) ? 'changed' : 'removed'
  }
  const steps = new Map<string, StepMark>()
  for (const change of changes)
    for (const step of change.steps) {
      const kind = kindOf(step, change)
      steps.set(step, { kind, words: words(kind) })
    }
  return { steps }
}
