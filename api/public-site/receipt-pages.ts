import { html } from 'hono/html'
import { publicPictures, textsOfItem } from '../requests/public-record.ts'
import type { Checked, Receipt } from '../requests/receipt.ts'
import { checkFile } from './assets.ts'
import { day } from './item-list.ts'
import type { PublicItem } from './item-page.ts'
import { type Html, link, type OfficeName, renderPage, type Shown, type Site, thai } from './layout.ts'
import { postInWords } from './posts.ts'
import { writeInstant, writeNumber } from './thai-date.ts'

export type Receipted = { item: PublicItem & { id: string }; receipt: Receipt }

/** What vouches for an item: the procedure that it followed, each step by role and date, and the code that proves them. */
export function receiptPage(context: Site, office: OfficeName, { item, receipt }: Receipted): string {
  const { words, language } = context
  const address = `/o/${office.id}/items/${item.id}`
  const fact = (term: string, value: Shown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  const steps = receipt.steps.map(
    ({ title, post, at, version, hash }) =>
      html`<li><p><strong>${title[language]}</strong></p><p class="facts"><span>${post ? postInWords(post)[language] : words.byItself}</span><span><time datetime="${new Date(at).toISOString()}">${writeInstant(at, context)}</time></span>${
        receipt.procedures.length > 1
          ? html`<span>${words.version(writeNumber(version, context))}</span>`
          : null
      }</p><p><code>${hash}</code></p></li>`,
  )
  const followed = receipt.procedures.map(
    ({ title, version, hash }) =>
      html`<p>${title[language]} · ${words.version(writeNumber(version, context))}<br><code>${hash}</code></p>`,
  )
  const files = receiptFiles(item).map(
    ({ name, sha256 }) => html`<li>${thai(context, name)}<br><code>${sha256}</code></li>`,
  )
  const main = html`<div class="page"><p class="back">${link(context, address, words.backToItem)}</p><h1>${words.receiptTitle}</h1><p class="lead">${thai(context, item.title)}</p>${
    receipt.intact ? null : html`<p class="notice">${words.checkBroken}</p>`
  }<dl class="about receipt">${fact(words.receiptCode, html`<code>${receipt.code}</code><br>${link(context, `/o/${office.id}/check`, words.checkThis, { query: { code: receipt.code } })}`)}${fact(words.receiptProcedure, html`${followed}`)}${fact(words.owner, item.group[language])}${fact(words.publishedOn, day(item.publishedAt, context))}${fact(words.sha256, html`<code>${item.sha256}</code>`)}${fact(words.recordSha256, html`<code>${item.recordSha256}</code>`)}${
    files.length > 0 ? fact(words.receiptFiles, html`<ul>${files}</ul>`) : null
  }</dl><h2>${words.receiptSteps}</h2><ol class="receipt-steps">${steps}</ol><p>${words.receiptHeads} <a href="/heads">${words.receiptHeadsLink}</a></p><p><a href="${address}/receipt.json">${words.receiptJson}</a></p></div>`
  return renderPage(context, { title: words.receiptTitle, office, main, indexed: false })
}

/** Every file that the item shows, pictures within its texts among them. */
const receiptFiles = ({ files, album, body, more }: Receipted['item']) => [
  ...files,
  ...publicPictures({ texts: textsOfItem({ body, more }), album }),
]

/** The same for machines. */
export const receiptJson = (base: string, office: OfficeName, { item, receipt }: Receipted) => ({
  format: 'prakat-receipt-1',
  code: receipt.code,
  check: `${base}/o/${office.id}/check?code=${receipt.code}`,
  heads: `${base}/heads`,
  office: { id: office.id, name: { th: office.th, en: office.en } },
  item: {
    id: item.id,
    url: `${base}/o/${office.id}/items/${item.id}`,
    title: item.title,
    published: new Date(item.publishedAt).toISOString(),
    contentSha256: item.sha256,
    recordSha256: item.recordSha256,
    files: receiptFiles(item).map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  },
  procedures: receipt.procedures,
  steps: receipt.steps.map(({ post, at, ...step }) => ({
    ...step,
    post: post ? postInWords(post) : null,
    at: new Date(at).toISOString(),
  })),
})

/** The page that checks a receipt, or a copy of a file, and what came of it. */
export function checkPage(context: Site, office: OfficeName, given: string, checked: Checked): string {
  const { words } = context
  const action = `/o/${office.id}/check`
  const hidden = context.language === 'en' ? html`<input type="hidden" name="lang" value="en">` : null
  const form = html`<form action="${action}" method="get" class="check"><p><label for="code">${words.checkLabel}</label></p><p class="quiet" id="code-help">${words.checkHelp}</p>${hidden}<p class="search-row"><input type="text" id="code" name="code" value="${given}" maxlength="600" autocomplete="off" spellcheck="false" aria-describedby="code-help"><button type="submit">${words.checkButton}</button></p></form><div class="check-file" hidden><p><label for="file">${words.checkFile}</label></p><p class="quiet" id="file-help">${words.checkFileHelp}</p><p><input type="file" id="file" aria-describedby="file-help"></p><output for="file" data-reading="${words.checkReading}" data-large="${words.checkLarge}"></output></div>`
  const main = html`<div class="page"><p class="back">${link(context, `/o/${office.id}`, words.backToOffice)}</p><h1>${words.checkTitle}</h1><p class="lead">${words.checkLead}</p>${outcome(context, office, checked)}${form}</div>`
  return renderPage(context, { title: words.checkTitle, office, main, indexed: false, script: checkFile })
}

function outcome(context: Site, office: OfficeName, checked: Checked): Html | null {
  const { words } = context
  type Item = { id: string; title: string | null }
  const item = ({ id, title }: Item) =>
    link(context, `/o/${office.id}/items/${id}`, title === null ? words.replacedEnded : thai(context, title))
  const said = (isGood: boolean, title: string, more: Shown = null) =>
    html`<div class="${isGood ? 'checked good' : 'checked notice'}" role="status"><h2>${title}</h2>${more}</div>`
  switch (checked.kind) {
    case 'nothing':
      return null
    case 'unreadable':
      return said(false, words.checkUnreadable, html`<p>${words.checkUnreadableMore}</p>`)
    case 'wrong':
      return said(false, words.checkWrong, html`<p>${words.checkWrongMore}</p>`)
    case 'otherOffice':
      return said(
        false,
        words.checkOther,
        html`<p>${link(context, `/o/${checked.office}/check`, words.checkOtherLink)}</p>`,
      )
    case 'item':
      return said(
        true,
        words.checkItem,
        html`<p>${item(checked.item)}</p>${receiptLink(context, office, checked.item)}`,
      )
    case 'receipt': {
      const { at, later, intact } = checked
      if (!intact) return said(false, words.checkBroken, html`<p>${item(checked.item)}</p>`)
      const since = checked.item.isPublic
        ? later > 0
          ? words.checkLater(writeNumber(later, context))
          : words.checkNewest
        : words.checkEnded
      return said(
        true,
        words.checkGood,
        html`<p>${item(checked.item)}</p><p>${words.checkAsOf(writeInstant(at, context))} ${since}</p>${receiptLink(context, office, checked.item)}`,
      )
    }
    case 'file': {
      const where = { now: words.checkFileNow, before: words.checkFileBefore, ended: words.checkFileEnded }
      const shown = checked.matches.map(
        (match) => html`<li>${item(match.item)}<br>${where[match.where]}</li>`,
      )
      return said(true, words.checkFileGood, html`<ul>${shown}</ul>`)
    }
    case 'noFile':
      return said(false, words.checkFileWrong, html`<p>${words.checkFileWrongMore}</p>`)
  }
}

const receiptLink = (
  context: Site,
  office: OfficeName,
  { id, isPublic }: { id: string; isPublic: boolean },
) =>
  isPublic
    ? html`<p>${link(context, `/o/${office.id}/items/${id}/receipt`, context.words.receiptTitle)}</p>`
    : null
