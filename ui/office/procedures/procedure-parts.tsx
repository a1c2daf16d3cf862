import { Fragment } from 'react'
import type { ProcedureView } from '../../../api/http/contract.ts'
import { numberedTitle } from '../../../machines/procedure/numbered-title.ts'
import type { Deadline, Mark } from '../../../machines/procedure/procedure.ts'
import { reminderInWords } from '../../../machines/procedure/reminder-words.ts'
import { unreachable } from '../../../machines/procedure/unreachable.ts'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { useText } from '../../lib/text.ts'
import { useOfficeWords } from '../words.ts'

/** What a procedure has beside its chart: deadlines, form, roles and categories. */
export function ProcedureParts({ procedure }: { procedure: ProcedureView }) {
  const words = useOfficeWords()
  const common = useCommonWords()
  const text = useText()
  const limit = (deadline: Deadline): string => {
    switch (deadline.kind) {
      case 'date':
        return words('untilDate')
      case 'days':
        return deadline.days === null
          ? common('unset')
          : words(deadline.working ? 'workingDays' : 'days', { count: deadline.days })
      default:
        return unreachable(deadline)
    }
  }
  return (
    <div className="procedure-columns">
      <section aria-labelledby="procedure-deadlines">
        <h2 id="procedure-deadlines">{words('deadlines')}</h2>
        {procedure.deadlines.length === 0 ? <p>{words('noDeadlines')}</p> : null}
        <ul className="procedure-list">
          {procedure.deadlines.map((deadline) => (
            <li key={deadline.id}>
              {keepWords(text(deadline.title))}
              <br />
              <small>
                {limit(deadline)}
                <Added part={deadline} />
              </small>
              {deadline.reminders?.map((reminder) => (
                <Fragment key={JSON.stringify(reminder)}>
                  <br />
                  <small>
                    {keepWords(`${words('reminder')}: ${text(reminderInWords(procedure, reminder))}`)}
                    <Added part={reminder} />
                  </small>
                </Fragment>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="procedure-roles">
        <h2 id="procedure-roles">{words('roles')}</h2>
        <ul className="procedure-list">
          {procedure.roles.map((role) => (
            <li key={role.id}>
              {keepWords(text(role.title))}
              <br />
              <small>
                {words(role.within === 'group' ? 'withinGroup' : 'withinOffice')}
                <Added part={role} />
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="procedure-form">
        <h2 id="procedure-form">{words('form')}</h2>
        <ul className="procedure-list">
          {procedure.form.map((field) => (
            <li key={field.name}>
              {keepWords(text(field.title))}
              {field.required ? '' : ` (${common('optional')})`}
              <br />
              <small>
                {words(`type_${field.type}`)}
                {field.type !== 'category' && field.options?.length
                  ? `: ${field.options.map((option) => text(option.title)).join(' · ')}`
                  : ''}
                {field.columns ? `: ${field.columns.map((column) => text(column.title)).join(' · ')}` : ''}
                <Added part={field} />
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="procedure-categories">
        <h2 id="procedure-categories">{words('categories')}</h2>
        {procedure.categories.length === 0 ? <p>{words('noCategories')}</p> : null}
        <ul className="procedure-list">
          {procedure.categories.map((category) => (
            <li key={category.id}>
              {keepWords(text(numberedTitle(category)))}
              <small>
                <Added part={category} />
              </small>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** That the document does not ask for a part, said behind what is known of it. */
function Added({ part }: { part: { source?: Mark['source'] | undefined } }) {
  const common = useCommonWords()
  return part.source === 'added' ? ` · ${common('addedToDocument')}` : null
}
