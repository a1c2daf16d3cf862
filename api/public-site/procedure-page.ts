import { html } from 'hono/html'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { type Html, type OfficeName, renderPage, type Shown, type Site, thai } from './layout.ts'
import {
  markInWords,
  procedureInWords,
  type SharedChoice,
  type WordedChoice,
  type WordedPart,
  type WordedPiece,
  type WordedStep,
} from './procedure-words.ts'
import { writeDate, writeNumber } from './thai-date.ts'

export type ShownProcedure = { procedure: Procedure; version: number }

/** The procedures that an office follows now: their document, and who does what, step by step with the clause. */
export function procedurePage(context: Site, office: OfficeName, procedures: ShownProcedure[]): string {
  const { words } = context
  const lead = procedures.length > 0 ? words.procedureLead : words.procedureNone
  const main = html`<div class="page"><h1>${words.procedureTitle}</h1><p class="lead">${lead}</p>${contents(context, procedures)}${procedures.map((one) => section(context, one))}</div>`
  return renderPage(context, { title: words.procedureTitle, office, main })
}

/** Where there are several, each is found by its name: one of them alone is longer than any screen. */
function contents({ language }: Site, procedures: ShownProcedure[]): Html | null {
  if (procedures.length < 2) return null
  return html`<ul>${procedures.map(
    ({ procedure }) => html`<li><a href="#${procedure.id}">${procedure.title[language]}</a></li>`,
  )}</ul>`
}

function section(context: Site, { procedure, version }: ShownProcedure): Html {
  const { words, language } = context
  const { steps, shared } = procedureInWords(procedure, language, words)
  const anythingAdded = [...steps, ...shared].some(holdsAdded)
  const purpose = procedure.chart.meta?.description
  return html`<section class="procedure" id="${procedure.id}"><h2>${procedure.title[language]}</h2>${
    purpose ? html`<p>${purpose[language]}</p>` : null
  }<p class="quiet">${words.version(writeNumber(version, context))}</p>${documentFacts(context, procedure)}<h3>${words.steps}</h3>${
    anythingAdded ? html`<p class="quiet">${words.addedNote}</p>` : null
  }${stepList(context, steps)}${
    shared.length > 0 ? html`<h3>${words.inManySteps}</h3>${choiceList(context, shared)}` : null
  }</section>`
}

function documentFacts(context: Site, { order }: Procedure): Html {
  const { words, language } = context
  const signed = order.signedBy && [order.signedBy, order.signedAs].filter(Boolean).join(' ')
  const laws = order.laws.map((law) => html`<li>${thai(context, law)}</li>`)
  const fact = (term: string, value: Shown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  const facts = [
    fact(words.document, order.document[language]),
    order.number ? fact(words.documentNumber, order.number) : null,
    fact(words.documentDate, order.date ? writeDate(order.date, context) : words.documentDateNone),
    fact(words.signedBy, signed ? thai(context, signed) : words.signedByNone),
    fact(words.laws, laws.length > 0 ? html`<ul>${laws}</ul>` : words.lawsNone),
  ]
  return html`<dl class="about">${facts}</dl>`
}

const mark = (text: string, kind: 'added' | 'document' | 'public'): Html =>
  html`<span class="mark ${kind}">${text}</span>`

function heading({ words }: Site, { title, clause, added }: WordedStep | WordedChoice): Html {
  // A clause that says so itself needs no mark beside it.
  const isAdded = added && !clause.includes('เพิ่มเติม')
  return html`<strong>${title}</strong> <span class="clause" lang="th">${clause}</span>${isAdded ? mark(words.addedMark, 'added') : null}`
}

/** Whether anything is told in it, or in a step or a choice within it, that is added to the document. */
const holdsAdded = (told: WordedStep | WordedChoice): boolean =>
  told.added ||
  ('steps' in told
    ? told.parts.some(isMarkedAdded) || [...told.choices, ...told.steps].some(holdsAdded)
    : told.needs.some(isMarkedAdded))

const isMarkedAdded = ({ mark: from, pieces = [] }: WordedPart): boolean =>
  [from, ...pieces.map((piece) => piece.mark)].some((one) => one?.source === 'added')

const beside = ({ words }: Site, { mark: from }: WordedPart | WordedPiece): Html | null =>
  from ? html` ${mark(markInWords(from, words), from.source === 'added' ? 'added' : 'document')}` : null

const partItem = (context: Site, part: WordedPart): Html =>
  html`<span class="need">${
    part.pieces ? part.pieces.map((piece) => html`${piece.text}${beside(context, piece)}`) : part.text
  }${beside(context, part)}</span>`

const stepList = (context: Site, steps: WordedStep[]): Html =>
  html`<ol class="steps">${steps.map((step) => stepItem(context, step))}</ol>`

const choiceList = (context: Site, choices: (WordedChoice | SharedChoice)[]): Html =>
  html`<ul class="choices">${choices.map((one) => choiceItem(context, one))}</ul>`

function stepItem(context: Site, step: WordedStep): Html {
  const isPublic = step.public ? mark(context.words.publicMark, 'public') : null
  return html`<li><p>${heading(context, step)}${isPublic}</p>${step.parts.map((part) => partItem(context, part))}${
    step.steps.length > 0 ? stepList(context, step.steps) : null
  }${step.choices.length > 0 ? choiceList(context, step.choices) : null}</li>`
}

function choiceItem(context: Site, choice: WordedChoice | SharedChoice): Html {
  const { words } = context
  const who = choice.who.length > 0 ? choice.who.join(' / ') : words.byItself
  const needs = [
    ...choice.needs,
    ...('from' in choice ? [{ text: `${words.inSteps} ${choice.from.join(' · ')}`, mark: undefined }] : []),
  ].map((part) => partItem(context, part))
  const next = choice.next ? html`<span class="next">${words.next(choice.next)}</span>` : null
  return html`<li${choice.added ? html` class="added"` : null}><span class="who">${who}</span> ${heading(context, choice)}${needs}${next}</li>`
}
