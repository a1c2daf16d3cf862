import { mostConditionDepth } from '../../../../../machines/procedure/condition.ts'
import type { Condition } from '../../../../../machines/procedure/procedure.ts'
import { markOf } from '../../../../../machines/procedure/provenance.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { conditionAt, setCondition } from '../edits/guards.ts'
import { type Json, listOf, objectOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import type { TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { ComparisonFields } from './comparison-fields.tsx'
import { Place, useProblem, withUnknown } from './inputs.tsx'
import { MarkFields, saysOrigins } from './mark-fields.tsx'
import { RowButtons } from './row-buttons.tsx'
import { useTestedField } from './tested-field.ts'

type Test = { field: string; value: string }
/** How each kind of condition is chosen, and what it is made of when it is: of the one that stood there. */
type ConditionKind = {
  label:
    | 'conditionAsked'
    | 'conditionNotAsked'
    | 'conditionIs'
    | 'conditionAll'
    | 'conditionAny'
    | 'conditionNot'
  made: (before: Json, test: Test) => Json
}
const kinds: Record<Condition['type'], ConditionKind> = {
  asked: { label: 'conditionAsked', made: (_, params) => ({ type: 'asked', params }) },
  notAsked: { label: 'conditionNotAsked', made: (_, params) => ({ type: 'notAsked', params }) },
  is: { label: 'conditionIs', made: (_, { field }) => ({ type: 'is', params: { field, test: 'empty' } }) },
  all: { label: 'conditionAll', made: severalAs('all') },
  any: { label: 'conditionAny', made: severalAs('any') },
  not: {
    label: 'conditionNot',
    made: (before, test) => ({ type: 'not', params: { of: wholeOf(before, test) } }),
  },
}

/** The conditions that stood in one of several, or the one that stood there, as one of several. */
function severalAs(type: 'all' | 'any'): ConditionKind['made'] {
  return (before, test) => {
    const { of } = objectOf(before.params)
    const held = Array.isArray(of) && of.length > 0 ? of.map(objectOf) : [wholeOf(before, test)]
    return { type, params: { of: held } }
  }
}
const isKind = (type: string): type is Condition['type'] => Object.hasOwn(kinds, type)

/** A condition as it stands, or a first one where there was none. */
const wholeOf = (before: Json, test: Test): Json =>
  isKind(stringOf(before.type)) ? before : { type: 'asked', params: test }

/** The first test of a field in a condition. */
function firstTest(condition: Json): Test | undefined {
  const { field, value, of } = objectOf(condition.params)
  if (of !== undefined)
    return [of]
      .flat()
      .map((one) => firstTest(objectOf(one)))
      .find((one) => one !== undefined)
  return typeof field === 'string' ? { field, value: stringOf(value) } : undefined
}

/** On which condition a transition is taken, or a choice can be; without one, by every request that comes here. */
export function ConditionForm({ placed }: { placed: TransitionAt }) {
  const own = conditionAt(placed)
  const at = [...placed.at, ...(own ?? ['guard'])]
  return (
    <>
      <ConditionFields
        placed={placed}
        at={at}
        condition={objectOf(own && valueAt(placed.transition, own))}
        depth={1}
      />
      {own ? <MarkFields at={at} /> : null}
    </>
  )
}

/** A condition with the marks of the one that it takes the place of, and none within. */
function remarked(next: Json, before: Json): Json {
  const bare = ({ clause: _, source: __, ...rest }: Json): Json => {
    const params = objectOf(rest.params)
    const { of } = params
    if (of === undefined) return rest
    const held = Array.isArray(of) ? of.map((one) => bare(objectOf(one))) : bare(objectOf(of))
    return { ...rest, params: { ...params, of: held } }
  }
  return { ...bare(next), ...markOf(before) }
}

type ConditionFieldsProps = { placed: TransitionAt; at: Path; condition: Json; depth: number }

function ConditionFields({ placed, at, condition, depth }: ConditionFieldsProps) {
  const { edit, json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const type = stringOf(condition.type)
  // The fields of a comparison say themselves what is wrong with them.
  const problem = useProblem(at, type !== 'is')
  const isChoice = placed.kind === 'on'
  // Who may take a choice says what is wrong with itself.
  const error = type === '' && isChoice ? undefined : problem
  const { of } = objectOf(condition.params)
  const several = listOf(of).map(objectOf)
  const test = firstTest(condition) ?? { field: names.allFields[0]?.id ?? '', value: '' }
  // Where it comes from stays with the whole: what is put into another has no mark of its own.
  const write = (next: Json | undefined) =>
    edit(
      (draft) =>
        depth === 1 ? setCondition(draft, placed, next && remarked(next, condition)) : setAt(draft, at, next),
      placed.at,
    )
  // What holds others goes no deeper than the language does.
  const choosable = Object.entries(kinds).filter(
    ([id]) =>
      (depth < mostConditionDepth || id === 'asked' || id === 'notAsked' || id === 'is') &&
      (id !== 'is' || id === type || saysOrigins(json)),
  )
  return (
    <Place at={at}>
      <div className="editor-stack">
        <SelectInput
          label={words(depth > 1 ? 'conditionPart' : isChoice ? 'choiceConditionWhen' : 'conditionWhen')}
          error={error}
          value={type === '' ? 'always' : type}
          options={withUnknown(
            [
              ...(depth === 1 ? [{ id: 'always', label: words('conditionNone') }] : []),
              ...choosable.map(([id, { label }]) => ({ id, label: words(label) })),
            ],
            type,
          )}
          onChange={(next) => write(isKind(next) ? kinds[next].made(condition, test) : undefined)}
        />
        {type === 'asked' || type === 'notAsked' ? (
          <TestFields type={type} test={test} write={write} />
        ) : null}
        {type === 'is' ? (
          <ComparisonFields at={[...at, 'params']} params={objectOf(condition.params)} write={write} />
        ) : null}
        {type === 'not' ? (
          <ConditionFields
            placed={placed}
            at={[...at, 'params', 'of']}
            condition={objectOf(of)}
            depth={depth + 1}
          />
        ) : null}
        {type === 'all' || type === 'any' ? (
          <>
            {several.map((one, index) => (
              <fieldset
                className="editor-card"
                // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other identity than its place.
                key={index}
                aria-label={words('conditionNumber', { number: index + 1 })}
              >
                <ConditionFields
                  placed={placed}
                  at={[...at, 'params', 'of', index]}
                  condition={one}
                  depth={depth + 1}
                />
                {several.length > 1 ? (
                  <RowButtons
                    name={words('conditionNumber', { number: index + 1 })}
                    onRemove={() =>
                      write({ type, params: { of: several.filter((_, other) => other !== index) } })
                    }
                  />
                ) : null}
              </fieldset>
            ))}
            <div>
              <Button
                onPress={() =>
                  write({
                    type,
                    params: { of: [...several, { type: 'asked', params: { ...test, value: '' } }] },
                  })
                }
              >
                {words('conditionAdd')}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </Place>
  )
}

/** The field that a test looks at, and the answer that it looks for. */
function TestFields({ type, test, write }: { type: string; test: Test; write: (next: Json) => void }) {
  const words = useEditorWords()
  const names = useNames()
  const { options } = useTestedField(test.field)
  return (
    <div className="editor-pair">
      <SelectInput
        label={words('conditionField')}
        value={test.field || null}
        options={withUnknown(names.allFields, test.field)}
        onChange={(next) => write({ type, params: { field: next, value: '' } })}
      />
      <SelectInput
        label={words('conditionValue')}
        value={test.value || null}
        options={withUnknown(options, test.value)}
        onChange={(next) => write({ type, params: { field: test.field, value: next } })}
      />
    </div>
  )
}
