import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Compiled } from '../../../machines/run/compile.ts'
import { runScenario } from '../../../machines/scenarios/scenarios.ts'
import { call, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { Message } from '../../lib/message.tsx'
import { Modal } from '../../lib/modal.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys, type Scenario, scenariosQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { useRehearsalWords } from './words.ts'

type ScenarioListProps = { compiled: Compiled; onReplay: (scenario: Scenario) => void }

/** The saved scenarios, each walked here and now along this chart, to be watched again or deleted. */
export function ScenarioList({ compiled, onReplay }: ScenarioListProps) {
  const words = useRehearsalWords()
  const common = useCommonWords()
  const text = useText()
  const client = useQueryClient()
  const { id } = compiled.procedure
  const scenarios = useQuery(scenariosQuery(id))
  const [doomed, setDoomed] = useState<Scenario | null>(null)
  const remove = useMutation({
    mutationFn: (scenario: Scenario) => call('DELETE /api/scenarios/{id}', { path: { id: scenario.id } }),
    onSuccess: () => {
      setDoomed(null)
      void client.invalidateQueries({ queryKey: keys.scenarios(id) })
      void client.invalidateQueries({ queryKey: ['draft'] })
    },
  })
  if (scenarios.isPending) return <Skeleton lines={3} />
  if (!scenarios.data)
    return <ProblemMessage error={scenarios.error} onRetry={() => void scenarios.refetch()} />
  const all = scenarios.data.scenarios
  return (
    <>
      {remove.isSuccess && remove.variables ? (
        <Message kind="good">{words('removed', { name: remove.variables.name })}</Message>
      ) : null}
      {all.length === 0 ? <p className="rehearsal-muted">{words('noScenarios')}</p> : null}
      <ul className="rehearsal-scenarios">
        {all.map((scenario) => {
          const { passed, sentence } = runScenario(compiled, scenario)
          return (
            <li key={scenario.id} data-outcome={passed ? 'passed' : 'failed'}>
              <p>
                <strong>{scenario.name}</strong>{' '}
                <span className="rehearsal-muted">
                  {words('stepsCount', { count: scenario.steps.length })} · {scenario.createdBy.name}
                </span>
              </p>
              <p className="rehearsal-outcome">
                <span aria-hidden="true">{passed ? '✓' : '✗'}</span>{' '}
                {words(passed ? 'scenarioPassed' : 'scenarioFailed')}: {text(sentence)}
              </p>
              <div className="rehearsal-buttons">
                <Button onPress={() => onReplay(scenario)}>
                  {words('replay')}
                  <span className="visually-hidden"> · {scenario.name}</span>
                </Button>
                <Button kind="quiet" onPress={() => setDoomed(scenario)}>
                  {words('remove')}
                  <span className="visually-hidden"> · {scenario.name}</span>
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      <Modal
        title={words('removeConfirm', { name: doomed?.name ?? '' })}
        open={doomed !== null}
        onClose={() => setDoomed(null)}
      >
        <p>{words('removeExplained')}</p>
        {remove.isError ? (
          <Message kind="danger" title={words('removeFailed')}>
            {text(messageOf(remove.error))}
          </Message>
        ) : null}
        <div className="rehearsal-buttons">
          <Button kind="danger" onPress={() => doomed && remove.mutate(doomed)}>
            {words('remove')}
          </Button>
          <Button onPress={() => setDoomed(null)}>{common('cancel')}</Button>
        </div>
      </Modal>
    </>
  )
}
