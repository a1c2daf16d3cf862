import { html } from 'hono/html'
import { type Html, link, type OfficeName, renderPage, type Site } from './layout.ts'
import { writeNumber } from './thai-date.ts'

/** In UTF-16 code units. */
export const longestReport = 1000
/** A field that people neither see nor reach. */
export const trap = 'website'

/** Beneath an item: whether it was of use, and what is wrong with it. It sends nothing but what was typed. */
export function feedbackForm(context: Site, office: OfficeName, item: string): Html {
  const { words, language } = context
  const action = `/o/${office.id}/items/${item}/feedback${language === 'en' ? '?lang=en' : ''}`
  return html`<section class="feedback" aria-labelledby="feedback"><h2 id="feedback">${words.usefulAsk}</h2><form method="post" action="${action}" class="votes"><button name="useful" value="yes">${words.usefulYes}</button><button name="useful" value="no">${words.usefulNo}</button></form><details><summary>${words.reportTitle}</summary><form method="post" action="${action}"><p><label for="report">${words.reportLabel}</label></p><p class="quiet" id="report-help">${words.reportHelp(writeNumber(longestReport, context))}</p><textarea id="report" name="report" rows="5" maxlength="${longestReport}" required aria-describedby="report-help"></textarea><p class="trap" aria-hidden="true"><label for="${trap}">${words.reportTrap}</label><input id="${trap}" name="${trap}" tabindex="-1" autocomplete="off"></p><p><button>${words.reportSend}</button></p></form></details></section>`
}

/** What became of what a reader sent. */
export type Outcome = 'thanks' | 'blank' | 'tooLong' | 'tooMany' | 'refused'

/** The page that answers it. */
export function feedbackPage(context: Site, office: OfficeName, item: string, outcome: Outcome): string {
  const { words } = context
  const { title, text } = words.feedback[outcome]
  const main = html`<div class="page"><h1>${title}</h1><p>${text}</p><p>${link(context, `/o/${office.id}/items/${item}`, words.toItemPage)}</p></div>`
  return renderPage(context, { title, office, main })
}
