import { z } from 'zod'
import { instant } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin } from '../people/administrator.ts'
import { followedMs } from '../process/clock.ts'
import type { Deps } from '../process/deps.ts'
import { confirmClock } from '../process/held-clock.ts'

/** null: the time follows the clock of the machine. */
const heldSchema = z.strictObject({
  held: z.strictObject({ says: instant, kept: instant }).nullable(),
})

const view = ({ clock }: Deps): z.infer<typeof heldSchema> => {
  const held = clock.guard?.held()
  return { held: held ? { says: iso(held.says), kept: iso(held.kept) } : null }
}

/** Where the clock of the machine was put forward or back, an administrator of any office says whether it is right. */
export const clockEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/clock',
    summary: "Whether the machine's clock has to be confirmed, for administrators",
    access: 'signedIn',
    response: {
      status: 200,
      description: 'What the clock says, and the time that is kept until then',
      schema: heldSchema,
    },
    problems: ['not_permitted'],
    run: async ({ deps, me }) => {
      requireAdmin(me, me.person.office)
      return { body: view(deps) }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/clock/confirm',
    summary: "Confirm that the machine's clock is right: the time follows it, and what is due by it happens",
    access: 'signedIn',
    body: z.strictObject({ says: z.iso.datetime() }),
    response: { status: 200, description: 'Nothing has to be confirmed any more', schema: heldSchema },
    problems: ['invalid_request', 'not_permitted', 'already_exists'],
    run: async ({ deps, me, body }) => {
      requireAdmin(me, me.person.office)
      const held = deps.clock.guard?.held()
      if (held) {
        // Nobody confirms another time than the one that was before them.
        if (Math.abs(held.says - Date.parse(body.says)) > followedMs) throw otherTime()
        await confirmClock(deps, me.person)
      }
      return { body: view(deps) }
    },
  }),
]

function otherTime(): ApiProblem {
  const message = {
    th: 'นาฬิกาของเครื่องแม่ข่ายไม่ได้บอกเวลานี้แล้ว ดูเวลาใหม่ก่อนยืนยัน',
    en: 'The clock of the server says another time by now: look at it again before you confirm it.',
  }
  return new ApiProblem('already_exists', { message })
}
