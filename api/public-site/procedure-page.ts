import { createElement as h, type ReactNode } from 'react'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { procedureInWords, type SharedChoice, type WordedChoice, type WordedStep } from './procedure-words.ts'
import { writeDate, writeNumber } from './thai-date.ts'

export type ShownProcedure = { procedure: Procedure; version: number }

/** The procedures that an office follows now: their document, and who does what, step by step with the clause. */
export function procedurePage(context: Site, office: OfficeName, procedures: ShownProcedure[]): string {
  const { words } = context
  const main = h(
    'div',
    { className: 'page' },
    h('h1', null, words.procedureTitle),
    h('p', { className: 'lead' }, procedures.length > 0 ? words.procedureLead : words.procedureNone),
    ...procedures.map((one) => section(context, one)),
  )
  return renderPage(context, { title: words.procedureTitle, office, main })
}

function section(context: Site, { procedure, version }: ShownProcedure): ReactNode {
  const { words, language } = context
  const { steps, shared } = procedureInWords(procedure, language, words)
  const anythingAdded = JSON.stringify([steps, shared]).includes('"added":true')
  return h(
    'section',
    { className: 'procedure' },
    h('h2', null, procedure.title[language]),
    h('p', { className: 'quiet' }, words.version(writeNumber(version, context))),
    documentFacts(context, procedure),
    h('h3', null, words.steps),
    anythingAdded ? h('p', { className: 'quiet' }, words.addedNote) : null,
    h('ol', { className: 'steps' }, ...steps.map((step) => stepItem(context, step))),
    shared.length > 0 ? h('h3', null, words.inManySteps) : null,
    shared.length > 0
      ? h('ul', { className: 'choices' }, ...shared.map((one) => choiceItem(context, one)))
      : null,
  )
}

function documentFacts(context: Site, { order }: Procedure): ReactNode {
  const { words, language } = context
  const signed = order.signedBy && [order.signedBy, order.signedAs].filter(Boolean).join(' ')
  const laws =
    order.laws.length > 0
      ? h('ul', null, ...order.laws.map((law) => h('li', null, thai(context, law))))
      : words.lawsNone
  const facts: [string, ReactNode][] = [
    [words.document, order.document[language]],
    ...(order.number ? ([[words.documentNumber, order.number]] as [string, ReactNode][]) : []),
    [words.documentDate, order.date ? writeDate(order.date, context) : words.documentDateNone],
    [words.signedBy, signed ? thai(context, signed) : words.signedByNone],
    [words.laws, laws],
  ]
  return h(
    'dl',
    { className: 'about' },
    ...facts.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value))),
  )
}

const mark = (text: string, kind: string): ReactNode => h('span', { className: `mark ${kind}` }, text)

function heading(context: Site, { title, clause, added }: { title: string; clause: string; added: boolean }) {
  const { words } = context
  return [
    h('strong', null, title),
    ' ',
    h('span', { className: 'clause', lang: 'th' }, clause),
    // A clause that says so itself needs no mark beside it.
    added && !clause.includes('เพิ่มเติม') ? mark(words.addedMark, 'added') : null,
  ]
}

function stepItem(context: Site, step: WordedStep): ReactNode {
  const { words } = context
  return h(
    'li',
    null,
    h('p', null, ...heading(context, step), step.public ? mark(words.publicMark, 'public') : null),
    step.steps.length > 0
      ? h('ol', { className: 'steps' }, ...step.steps.map((one) => stepItem(context, one)))
      : null,
    step.choices.length > 0
      ? h('ul', { className: 'choices' }, ...step.choices.map((one) => choiceItem(context, one)))
      : null,
  )
}

function choiceItem(context: Site, choice: WordedChoice | SharedChoice): ReactNode {
  const { words } = context
  const who = choice.who.length > 0 ? choice.who.join(' / ') : words.byItself
  return h(
    'li',
    { className: choice.added ? 'added' : undefined },
    h('span', { className: 'who' }, who),
    ' ',
    ...heading(context, choice),
    ...choice.needs.map((need) => h('span', { className: 'need' }, need)),
    'from' in choice ? h('span', { className: 'need' }, `${words.inSteps} ${choice.from.join(' · ')}`) : null,
    choice.next ? h('span', { className: 'next' }, words.next(choice.next)) : null,
  )
}
