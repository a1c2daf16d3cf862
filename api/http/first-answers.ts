import type { Request, RequestHandler, Response } from 'express'
import type { Deps } from '../process/deps.ts'
import { holdsSession, signedIn } from '../sign-in/sessions.ts'
import type { FirstAnswer, RequestView } from './contract.ts'
import type { Ask, Question } from './endpoint.ts'

type FirstAnswers = Partial<Record<FirstAnswer, unknown>>

/** Lets the handlers behind it have the first answers for a page (`firstAnswersOf`). */
export function offerFirstAnswers(deps: Deps, askIn: (req: Request, res: Response) => Ask): RequestHandler {
  return (req, res, next) => {
    res.locals.firstAnswers = () => firstAnswers(deps, req, askIn(req, res))
    next()
  }
}

/** The first answers for the page at this address; undefined for who is not signed in, and where nobody offers them. */
export const firstAnswersOf = async (res: Response): Promise<FirstAnswers | undefined> =>
  (res.locals.firstAnswers as (() => Promise<FirstAnswers | undefined>) | undefined)?.()

async function firstAnswers(deps: Deps, req: Request, ask: Ask): Promise<FirstAnswers | undefined> {
  if (req.method !== 'GET' || !holdsSession(req)) return undefined
  const me = await signedIn(deps, req).catch(() => undefined)
  if (!me) return undefined
  const answers: FirstAnswers = {}
  const put = async (name: FirstAnswer, question: Question) => {
    // A refusal is shown by the screen, which asks again and is told why.
    const body = await ask(me, question).then(
      (answer) => answer.body,
      () => undefined,
    )
    if (body !== undefined) answers[name] = body
    return body
  }
  const list = (view: 'inbox' | 'drafts' | 'mine') =>
    put(view, { path: '/api/requests', query: { view, limit: '50' } })
  const request = async (id: string) => {
    const params = { id }
    const [shown] = await Promise.all([
      put('request', { path: '/api/requests/{id}', params }),
      put('history', { path: '/api/requests/{id}/events', params }),
    ])
    if (!shown) return
    const { procedure, version } = shown as RequestView
    const ofVersion = { id: procedure, n: String(version) }
    await put('procedure', { path: '/api/procedures/{id}/versions/{n}', params: ofVersion })
  }
  const id = /^\/requests\/([\w-]{1,64})$/.exec(req.path)?.[1]
  await Promise.all([
    put('session', { path: '/api/session' }),
    put('unread', { path: '/api/notifications/unread' }),
    ...(/^\/(?:mine|drafts)?$/.test(req.path) ? [list('inbox'), list('drafts'), list('mine')] : []),
    ...(id === undefined ? [] : [request(id)]),
  ])
  return answers
}

/** Where the page keeps them: no script, and no word of it can end the element. */
export const answersElement = (answers: FirstAnswers): string =>
  `<script type="application/json" id="first-answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`
