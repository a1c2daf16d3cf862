import { useState } from 'react'
import { statementOf } from '../../../machines/procedure/condition-words.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { roleTitle } from '../../../machines/procedure/titles.ts'
import { choiceInWords, stepInWords } from '../../../machines/proofs/words.ts'
import { type Choice, rehearsedNeeds } from '../../../machines/run/choices.ts'
import { Button } from '../../lib/button.tsx'
import { useText } from '../../lib/text.ts'
import { useUnfolded } from '../../lib/use-unfolded.ts'
import type { Acting } from './acting.ts'
import { NeedFields } from './need-fields.tsx'
import { letterOf, ownersLetter, usualPerson } from './rehearsed.ts'
import { dataOf, type Given, isMet, sampleOf } from './sample-needs.ts'
import { useRehearsalWords } from './words.ts'

type ChoiceRowProps = {
  procedure: Procedure
  roles: string[]
  choice: Choice
  acting: Acting
  now: number
  isPrimary: boolean
  onTake: (data: Given) => void
  onActAs: (acting: Acting) => void
  /** Absent for whoever may not save scenarios. */
  onKeepRefused: ((data: Given) => void) | undefined
}

/** One choice of the rehearsed request: taken with what it asks for, or why this person may not, and who could. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { procedure, choice, acting, now, isPrimary, onTake, onKeepRefused } = props
  const words = useRehearsalWords()
  const text = useText()
  const needs = rehearsedNeeds(choice, procedure)
  const sample = sampleOf(needs, {
    now,
    words: words('sample'),
    name: words('personIs', { letter: letterOf(acting.person) }),
  })
  const [changes, setChanges] = useState<Given>({})
  const [tried, setTried] = useState(false)
  const given = { ...sample, ...changes }
  const data = dataOf(needs, given)
  const target = choice.target ? text(stepInWords(procedure, choice.target)) : null
  const complete = needs.every((need) => isMet(need, given))
  const unfolded = useUnfolded(tried && !complete)
  if (!choice.allowed)
    return (
      <li className="rehearsal-choice" data-refused="">
        <p>
          <strong>
            {words('notAllowed', { letter: letterOf(acting.person), title: text(choice.title) })}
          </strong>{' '}
          <RefusalWords procedure={procedure} choice={choice} />
        </p>
        <div className="rehearsal-buttons">
          <ActAs {...props} />
          {onKeepRefused ? (
            <Button kind="quiet" onPress={() => onKeepRefused(data)}>
              {words('keepAsRefused')}
            </Button>
          ) : null}
        </div>
      </li>
    )
  return (
    <li className="rehearsal-choice">
      {needs.length > 0 ? (
        <details {...unfolded}>
          <summary>{words('filled')}</summary>
          <div className="rehearsal-needs">
            <NeedFields
              needs={needs}
              given={given}
              tried={tried}
              onChange={(field, value) => setChanges({ ...changes, [field]: value })}
            />
          </div>
        </details>
      ) : null}
      <div className="rehearsal-take">
        <Button
          kind={isPrimary ? 'primary' : 'secondary'}
          onPress={() => {
            setTried(true)
            if (complete) onTake(data)
          }}
        >
          {text(choice.title)}
        </Button>
        <span className="rehearsal-muted">
          {target ? words('leadsTo', { target }) : words('stayed')} · {choice.clause}
        </span>
      </div>
    </li>
  )
}

function RefusalWords({ procedure, choice }: { procedure: Procedure; choice: Choice }) {
  const words = useRehearsalWords()
  const text = useText()
  const [refusal] = choice.refusals
  if (!refusal) return null
  if (refusal.code === 'not_owner') return words('onlyOwner')
  if (refusal.code === 'separation_of_duties')
    return words('excludedPersons', {
      choices: (refusal.decisions ?? []).map((type) => text(choiceInWords(procedure, type))).join(' '),
    })
  if (refusal.code === 'condition_unmet' && refusal.condition)
    return words('takenIf', { condition: text(statementOf(procedure, refusal.condition)) })
  return words('belongsTo', {
    roles: refusal.roles.map((role) => text(roleTitle(procedure, role))).join(' / '),
  })
}

/** The way out of a refusal: to act as somebody who may. */
function ActAs({ procedure, roles, choice, acting, onActAs }: ChoiceRowProps) {
  const words = useRehearsalWords()
  const text = useText()
  // Nobody else could take it either: what lies before it would have to be answered otherwise.
  if (choice.refusals.some(({ code }) => code === 'condition_unmet')) return null
  return [choice.may.as].flat().map((role) => {
    const usual = usualPerson(roles.slice(1), role)
    const taken = choice.apart.includes(usual)
    const person = taken ? nextPerson(usual, choice.apart) : usual
    if (role === acting.role && person === acting.person) return null
    return (
      <Button key={role} onPress={() => onActAs({ role, person })}>
        {words('actAs', { role: text(roleTitle(procedure, role)), letter: letterOf(person) })}
      </Button>
    )
  })
}

const nextPerson = (usual: string, apart: string[]): string =>
  ['*B', '*C', '*D', '*E', '*F', '*G', '*H'].find((one) => one !== usual && !apart.includes(one)) ??
  ownersLetter
