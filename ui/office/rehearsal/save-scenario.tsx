import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { stepsInWords } from '../../../machines/proofs/words.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import type { Scenario } from '../../../machines/scenarios/scenario.ts'
import { runScenario } from '../../../machines/scenarios/scenarios.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { focusFirstInvalid } from '../../lib/focus-first-invalid.ts'
import { Message } from '../../lib/message.tsx'
import { keys } from '../../lib/queries.ts'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useRehearsalWords } from './words.ts'

type SaveScenarioProps = {
  compiled: Compiled
  scenario: Scenario
  /** For a scenario whose last step must be refused: who and what, in words. */
  refused: { who: string; title: string } | null
  onSaved: (name: string) => void
  onCancel: () => void
}

/** Names the path that was walked and keeps it with where it must end, or with what must be refused after it. */
export function SaveScenario({ compiled, scenario, refused, onSaved, onCancel }: SaveScenarioProps) {
  const words = useRehearsalWords()
  const text = useText()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const { procedure } = compiled
  // What cannot be walked again by the engine alone would block every later activation.
  const run = runScenario(compiled, scenario)
  const save = useMutation({
    mutationFn: () =>
      call('POST /api/procedures/{id}/scenarios', {
        path: { id: procedure.id },
        body: { name: name.trim(), ...scenario },
      }),
    onSuccess: ({ name: kept }) => {
      void client.invalidateQueries({ queryKey: keys.scenarios(procedure.id) })
      void client.invalidateQueries({ queryKey: ['draft'] })
      onSaved(kept)
    },
  })
  return (
    <form
      className="rehearsal-save"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isBlank(name)) focusFirstInvalid(event.currentTarget)
        else if (run.passed && !save.isPending) save.mutate()
      }}
    >
      <p>
        {refused
          ? words('saveRefused', refused)
          : words('saveEnd', { steps: text(stepsInWords(procedure, scenario.expected.steps)) })}
      </p>
      {run.passed ? (
        <>
          <TextInput
            label={words('name')}
            help={words('nameHelp')}
            value={name}
            onChange={setName}
            maxLength={200}
            autoFocus
            error={tried && isBlank(name) ? words('nameMissing') : undefined}
          />
          {save.isError ? (
            <Message kind="danger" title={words('saveFailed')}>
              {text(messageOf(save.error))}
            </Message>
          ) : null}
        </>
      ) : (
        <Message kind="warning">{words('notRepeatable', { why: text(run.sentence) })}</Message>
      )}
      <div className="rehearsal-buttons">
        {run.passed ? (
          <Button type="submit" kind="primary">
            {words('saveIt')}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={onCancel}>
          {words('doNotSave')}
        </Button>
      </div>
    </form>
  )
}
