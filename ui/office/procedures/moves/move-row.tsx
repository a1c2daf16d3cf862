import type { MovePlan } from '../../../../api/http/procedure-contract.ts'
import { SelectInput } from '../../../lib/select-input.tsx'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import type { Mapping } from './move-mapping.ts'

type Row = MovePlan['rows'][number]
type MoveRowProps = {
  row: Row
  /** The same row where every step goes to its like. */
  possible: Row | undefined
  targets: MovePlan['targets']
  mapping: Mapping
  onChange: (step: string, target: string | null) => void
}

const stay = '-'

/** The requests that stand alike on one version: where they go, what they keep, and what the new version has not. */
export function MoveRow({ row, possible, targets, mapping, onChange }: MoveRowProps) {
  const words = useActivationWords()
  const text = useText()
  const id = `move ${row.fromVersion} ${row.steps.map((step) => step.id).join()}`
  const titles = (steps: { title: Row['steps'][number]['title'] }[]) =>
    steps.map(({ title }) => text(title)).join(', ')
  // By the mapping, not by the row: that is of the last trial, while this one is under way.
  const stays = row.steps.some((step) => mapping[step.id] === null)
  const isMoving = !stays && row.becomes === 'moves'
  return (
    <li className="activation-card move-row" aria-labelledby={id}>
      <div className="move-words">
        <h2 id={id}>
          {titles(row.steps)}{' '}
          <span className="activation-muted">
            {words('fromVersion', { number: row.fromVersion })} · {words('requests', { count: row.count })}
          </span>
        </h2>
        <p className="move-becomes" data-becomes={row.becomes}>
          {isMoving
            ? words('becomes_moves', { target: titles(row.target) })
            : words(`becomes_${row.becomes}`)}
          {row.problem ? `: ${text(row.problem)}` : null}
        </p>
        {stays && possible?.becomes === 'needsDecision' ? (
          <p className="move-undecided">{words('undecided', { why: text(possible.problem) })}</p>
        ) : null}
        {isMoving ? (
          <>
            {row.kept.length > 0 ? (
              <p className="activation-muted">
                {words('kept')}: {row.kept.map(text).join(' · ')}
              </p>
            ) : null}
            <p className="activation-muted">
              {row.lost.length > 0
                ? `${words('lost')}: ${row.lost.map(text).join(' · ')}`
                : words('nothingLost')}
            </p>
            {row.deadlines.length > 0 ? (
              <p className="activation-muted">
                {words('deadlinesChanged')}: {row.deadlines.map(text).join(' · ')}
              </p>
            ) : null}
          </>
        ) : null}
      </div>
      <div className="move-words">
        {row.steps.map((step) => (
          <SelectInput
            key={step.id}
            label={words('decide', { step: text(step.title) })}
            value={mapping[step.id] ?? stay}
            options={[
              { id: stay, label: words('stay') },
              ...targets.map((target) => ({
                id: target.id,
                label: target.id === step.id ? words('same') : words('moveTo', { step: text(target.title) }),
              })),
            ]}
            onChange={(target) => onChange(step.id, target === stay ? null : target)}
          />
        ))}
      </div>
    </li>
  )
}
