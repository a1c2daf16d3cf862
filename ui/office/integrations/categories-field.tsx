import { useMutation, useQuery } from '@tanstack/react-query'
import type { Integration } from '../../../api/http/effects-contract.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { officeQuery } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { useIntegrationWords } from './words.ts'

type Categories = Integration['categories']
type FieldProps = {
  office: string
  integration: Integration
  value: Categories
  onChange: (value: Categories) => void
}

/** Which category of the site the office's kinds go into, once the site was asked for its own. */
export function CategoriesField({ office, integration, value, onChange }: FieldProps) {
  const words = useIntegrationWords()
  const text = useText()
  const own = useQuery(officeQuery(office))
  const load = useMutation({
    mutationFn: () =>
      call('POST /api/offices/{office}/integrations/{id}/test', { path: { office, id: integration.id } }),
  })
  const theirs = load.data?.categories ?? []
  const options = [
    { id: '', label: words('noCategory') },
    ...theirs.map(({ id, name }) => ({ id: String(id), label: name })),
  ]
  const choose = (kind: string, chosen: string) => {
    const { [kind]: _before, ...others } = value
    onChange(chosen === '' ? others : { ...others, [kind]: Number(chosen) })
  }
  const kinds = [
    ...(own.data?.categories ?? []).map(({ id, number, title }) => ({
      id,
      label: `${number} ${text(title)}`,
    })),
    { id: '', label: words('allOthers') },
  ]
  return (
    <fieldset className="integration-categories">
      <legend>{words('categories')}</legend>
      <p className="integration-muted">{keepWords(words('categoriesHelp'))}</p>
      <div>
        <Button isPending={load.isPending} onPress={() => load.mutate()}>
          {words('loadCategories')}
        </Button>
      </div>
      {load.isError ? <ProblemMessage error={load.error} title={words('notDone')} /> : null}
      {load.data && theirs.length === 0 ? <Message kind="warning">{text(load.data.message)}</Message> : null}
      {theirs.length > 0
        ? kinds.map(({ id, label }) => (
            <SelectInput
              key={id}
              label={label}
              value={String(value[id] ?? '')}
              options={options}
              onChange={(chosen) => choose(id, chosen)}
            />
          ))
        : null}
    </fieldset>
  )
}
