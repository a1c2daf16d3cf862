import { Button } from '../../../../lib/button.tsx'
import { CheckboxList } from '../../../../lib/checkbox-input.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { listOf, objectOf, type Path, setAt, stringOf } from '../edits/json.ts'
import { addItem, itemsOf, removeItem } from '../edits/parts.ts'
import { kindOf, transitionsOf } from '../edits/walk.ts'
import { FormSection, Place, SelectAt, useProblem } from '../forms/inputs.tsx'
import { useEditorWords } from '../words.ts'
import { ItemCard } from './item-card.tsx'

/** What must have happened before anything is public, and the office's own rules; the proofs hold the chart to both. */
export function PolicyPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(['requires'])
  const required = listOf(json.requires).map(stringOf)
  const again = new Set(
    transitionsOf(json)
      .filter((choice) => kindOf(json, choice) === 'return')
      .map(({ name }) => name),
  )
  // What sends a request back cannot be required of it; what is required already is shown whatever it is.
  const offered = names.events.filter(({ id }) => !again.has(id) || required.includes(id))
  const addRule = () => {
    const [first, second] = names.events
    const rule = { kind: 'neverBefore', event: second?.id ?? '', other: first?.id ?? '' }
    const made = addItem(json, 'rules', { th: '', en: 'rule' }, rule)
    edit((draft) => addItem(draft, 'rules', { th: '', en: 'rule' }, rule).json, made.at)
    open(made.at)
  }
  return (
    <>
      <FormSection title={words('requires')} lead={words('requiresLead')}>
        <Place at={['requires']}>
          <CheckboxList
            label={words('requiresLabel')}
            error={error}
            value={required}
            options={[
              ...offered,
              ...required
                .filter((id) => !offered.some((one) => one.id === id))
                .map((id) => ({ id, label: id })),
            ]}
            onChange={(chosen) => edit((draft) => setAt(draft, ['requires'], chosen), ['requires'])}
          />
        </Place>
      </FormSection>
      <FormSection title={words('rules')} lead={words('rulesLead')}>
        <Place at={['rules']}>
          {itemsOf(json, 'rules').map(({ at, id }, index) => (
            <ItemCard
              key={id || at.join('.')}
              at={at}
              title={words('ruleNumber', { number: index + 1 })}
              onRemove={() => {
                edit((draft) => removeItem(draft, at), at)
                say(words('removed', { name: words('ruleNumber', { number: index + 1 }) }))
              }}
            >
              <RuleFields at={at} />
            </ItemCard>
          ))}
          <div>
            <Button isDisabled={names.events.length < 2} onPress={addRule}>
              {words('addRule')}
            </Button>
          </div>
        </Place>
      </FormSection>
    </>
  )
}

const anyone = '(anyone)'

function RuleFields({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const rule = objectOf(listOf(json.rules)[Number(at[1])])
  const kind = stringOf(rule.kind)
  const by = stringOf(rule.by)
  return (
    <>
      <SelectAt at={[...at, 'event']} label={words('ruleEvent')} options={names.events} />
      <SelectInput
        label={words('ruleKind')}
        value={kind === '' ? null : kind}
        options={[
          { id: 'neverBefore', label: words('rule_neverBefore') },
          { id: 'onlyAfter', label: words('rule_onlyAfter') },
        ]}
        onChange={(next) =>
          edit((draft) => {
            const typed = setAt(draft, [...at, 'kind'], next)
            return next === 'neverBefore' ? setAt(typed, [...at, 'by'], undefined) : typed
          }, at)
        }
      />
      <SelectAt at={[...at, 'other']} label={words('ruleOther')} options={names.events} />
      {kind === 'onlyAfter' ? (
        <SelectInput
          label={words('ruleBy')}
          value={by === '' ? anyone : by}
          options={[{ id: anyone, label: words('ruleAnyone') }, ...names.roles]}
          onChange={(role) =>
            edit((draft) => setAt(draft, [...at, 'by'], role === anyone ? undefined : role), at)
          }
        />
      ) : null}
      <p className="editor-sentence">
        {words(
          by !== '' && kind === 'onlyAfter'
            ? 'ruleSentenceBy'
            : `ruleSentence_${kind === 'onlyAfter' ? 'onlyAfter' : 'neverBefore'}`,
          {
            event: names.eventLabel(stringOf(rule.event)),
            other: names.eventLabel(stringOf(rule.other)),
            role: names.roleLabel(by),
          },
        )}
      </p>
    </>
  )
}
