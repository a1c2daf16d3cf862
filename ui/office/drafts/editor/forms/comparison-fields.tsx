import { testsFor } from '../../../../../machines/procedure/comparison.ts'
import { type Comparison, comparisons } from '../../../../../machines/procedure/procedure.ts'
import { CheckboxList } from '../../../../lib/checkbox-input.tsx'
import { DateField } from '../../../../lib/date-field.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useNames } from '../editor-context.ts'
import { type Json, listOf, type Path, stringOf } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { useProblem, withUnknown } from './inputs.tsx'
import { useTestedField } from './tested-field.ts'

type Test = Comparison['test']
const isTest = (test: string): test is Test => (comparisons as readonly string[]).includes(test)

type ComparisonProps = { at: Path; params: Json; write: (next: Json) => void }

/** The field that is compared, how, and with what: only what its type knows is offered. */
export function ComparisonFields({ at, params, write }: ComparisonProps) {
  const words = useEditorWords()
  const names = useNames()
  const [field, test] = [stringOf(params.field), stringOf(params.test)]
  const { types } = useTestedField(field)
  const tests = testsFor(types)
  const [fieldError, testError] = [useProblem([...at, 'field']), useProblem([...at, 'test'])]
  const compare = (next: Json) => write({ type: 'is', params: next })
  return (
    <>
      <div className="editor-pair">
        <SelectInput
          label={words('conditionField')}
          error={fieldError}
          value={field || null}
          options={withUnknown(names.allFields, field)}
          onChange={(next) => compare({ field: next, test: 'empty' })}
        />
        <SelectInput
          label={words('comparison')}
          error={testError}
          value={test || null}
          options={withUnknown(
            tests.map((id) => ({ id, label: words(`comparison_${id}`) })),
            isTest(test) && !tests.includes(test) ? words(`comparison_${test}`) : test,
          )}
          onChange={(next) => compare({ field, ...(isTest(next) ? started(next, params) : { test: next }) })}
        />
      </div>
      {tests.length === 0 ? <p className="editor-muted">{words('comparedNever')}</p> : null}
      {isTest(test) ? <Compared at={at} test={test} params={params} compare={compare} /> : null}
    </>
  )
}

/** A test with what was given for the one before it. */
function started(test: Test, { value, values }: Json): Json {
  if (test === 'empty') return { test }
  const given = [
    ...new Set([value, ...listOf(values)].filter((one) => typeof one === 'string' && one !== '')),
  ]
  return test === 'oneOf' ? { test, values: given } : { test, value: given[0] ?? '' }
}

type ComparedProps = { at: Path; test: Test; params: Json; compare: (next: Json) => void }

/** What it is compared with: a day, one or several of the options, or a text. */
function Compared({ at, test, params, compare }: ComparedProps) {
  const words = useEditorWords()
  const error = useProblem([...at, test === 'oneOf' ? 'values' : 'value'])
  const { types, options } = useTestedField(stringOf(params.field))
  if (test === 'empty') return null
  const values = listOf(params.values).map(stringOf)
  const value = stringOf(params.value)
  if (test === 'oneOf' && options.length > 0)
    return (
      <CheckboxList
        label={words('comparedValues')}
        error={error}
        value={values}
        options={values.reduce(withUnknown, options)}
        onChange={(next) => compare({ ...params, values: next })}
      />
    )
  if (test === 'oneOf')
    return (
      <TextInput
        label={words('comparedValues')}
        error={error}
        help={words('comparedValuesHelp')}
        lines="many"
        value={values.join('\n')}
        onChange={(next) => compare({ ...params, values: next === '' ? [] : next.split('\n') })}
      />
    )
  if (types.includes('date'))
    return (
      <DateField
        label={words('comparedValue')}
        error={error}
        value={value || null}
        onChange={(next) => compare({ ...params, value: next ?? '' })}
      />
    )
  if (options.length > 0)
    return (
      <SelectInput
        label={words('comparedValue')}
        error={error}
        value={value || null}
        options={withUnknown(options, value)}
        onChange={(next) => compare({ ...params, value: next })}
      />
    )
  return (
    <TextInput
      label={words('comparedValue')}
      error={error}
      value={value}
      onChange={(next) => compare({ ...params, value: next })}
    />
  )
}
