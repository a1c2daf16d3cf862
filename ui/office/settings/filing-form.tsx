import { useQueryClient } from '@tanstack/react-query'
import type { Office } from '../../../api/http/contract.ts'
import type { SiteView } from '../../../api/http/site-contract.ts'
import {
  type Coverage,
  coverages,
  type Licence,
  licences,
  type UpdateFrequency,
  updateFrequencies,
  wholeDataset,
} from '../../../machines/law/catalogue.ts'
import { lawSections, usualSection } from '../../../machines/law/sections.ts'
import { call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { useFilingWords } from './filing-words.ts'
import { SavedForm, useSettings } from './saved-form.tsx'
import './site-form.css'

type Changes = {
  filing?: Record<string, string>
  catalogue?: Partial<SiteView['catalogue']>
}

/** A select knows no empty id. */
const none = 'none'
const asOptions = (values: readonly string[]) => values.map((id) => ({ id, label: id }))

/** Where the kinds of information of an office stand in the indexes by law, and what its datasets say. */
export function FilingForm({ office, site }: { office: Office; site: SiteView }) {
  const words = useFilingWords()
  const text = useText()
  const client = useQueryClient()
  const { changes, change, save, send } = useSettings({
    revision: site.revision,
    send: (body: Changes, ifMatch) =>
      call('PATCH /api/offices/{office}/site', { path: { office: office.id }, body, ifMatch }),
    onConflict: () => void client.invalidateQueries({ queryKey: keys.site(office.id) }),
    onSaved: (changed) => {
      client.setQueryData(keys.site(office.id), changed)
      void client.invalidateQueries({ queryKey: keys.auditLog(office.id) })
    },
  })
  const filing = { ...site.filing, ...changes.filing }
  const catalogue = { ...site.catalogue, ...changes.catalogue }
  const frequency = { ...site.catalogue.frequency, ...changes.catalogue?.frequency }
  const changeCatalogue = (part: Changes['catalogue']) =>
    change({ catalogue: { ...changes.catalogue, ...part } })
  const sections = [
    { id: none, label: words('sectionNone') },
    ...lawSections.map(({ id, number, title }) => ({ id, label: `${number} ${text(title)}` })),
  ]
  const frequencyOf = (id: string) => (
    <SelectInput
      label={words('frequency')}
      value={frequency[id] ?? 'ไม่ทราบ'}
      options={asOptions(updateFrequencies)}
      onChange={(chosen) =>
        changeCatalogue({
          frequency: { ...changes.catalogue?.frequency, [id]: chosen as UpdateFrequency },
        })
      }
    />
  )
  return (
    <SavedForm save={save} onSave={send} words={words}>
      <p className="filing-looks">
        <a href={`/o/${office.id}/law`}>{words('lookLaw')}</a>
        <a href={`/o/${office.id}/datasets`}>{words('lookDatasets')}</a>
      </p>
      <div className="filing-pair">
        <SelectInput
          label={words('licence')}
          value={catalogue.licence}
          options={asOptions(licences)}
          onChange={(licence) => changeCatalogue({ licence: licence as Licence })}
        />
        <SelectInput
          label={words('coverage')}
          value={catalogue.coverage}
          options={asOptions(coverages)}
          onChange={(coverage) => changeCatalogue({ coverage: coverage as Coverage })}
        />
      </div>
      {office.categories.length === 0 ? (
        <>
          <p className="settings-muted">{words('noCategories')}</p>
          <div className="filing-pair">{frequencyOf(wholeDataset)}</div>
        </>
      ) : null}
      {office.categories.map(({ id, number, title }) => (
        <fieldset className="site-part" key={id}>
          <legend>
            {number} {text(title)}
          </legend>
          <div className="filing-pair">
            <SelectInput
              label={words('section')}
              value={(filing[id] ?? usualSection(title.th)) || none}
              options={sections}
              onChange={(chosen) =>
                change({ filing: { ...changes.filing, [id]: chosen === none ? '' : chosen } })
              }
            />
            {frequencyOf(id)}
          </div>
        </fieldset>
      ))}
    </SavedForm>
  )
}
