import { parseArgs } from 'node:util'
import type { Db } from '../../db/open.ts'
import {
  findPersonByUsername,
  getMember,
  holdersOn,
  insertAppointment,
  updatePerson,
} from '../../db/people.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { naming } from '../offices/naming.ts'
import { isSecondPerson } from '../people/deciding.ts'
import { logAppointment, logChangedPerson, nobody } from '../people/log-people.ts'
import { tell } from '../people/office-notices.ts'
import { nobodysPassword, passwordCodeOf, voidWhatOneKnows } from '../people/password-reset.ts'
import { refuseOverlap } from '../people/people-rules.ts'
import type { Config } from '../process/config.ts'
import { newId } from '../process/ids.ts'
import { forgetCodeOfOne, makeCode } from '../sign-in/one-time-code.ts'
import { withDatabase } from './with-database.ts'

const orders = ['director', 'admin', 'enable', 'code'] as const
type Order = { what: (typeof orders)[number]; username: string; reason: string }

/**
 * What whoever runs the server may do where nobody of an office can confirm any more, beside a server that runs: appoint a
 * director or an administrator from today on, open an account again, or make a code for a new password, which it answers;
 * also where whoever is appointed has a password that one administrator knows, which is void then. Stands in the office's
 * log with the reason, and whoever may confirm there and the person are told. Throws where it cannot be understood.
 */
export async function changePeople(
  db: Db,
  config: Config,
  { what, username, reason }: Order,
  now: number,
): Promise<string | null> {
  if (isBlank(reason)) throw new Error('A reason is needed: it stands in the log of the office.')
  const nobodys = await nobodysPassword({ config })
  return db.transaction().execute(async (trx) => {
    const person = await findPersonByUsername(trx, username)
    if (!person) throw new Error(`Nobody has the username ${username}.`)
    if (person.erased !== null) throw new Error(`The person ${person.id} was erased. Add them anew.`)
    const { id, office } = person
    const by = { actor: nobody, at: now }
    const said: Text = {
      th: `ผู้ดูแลเครื่องแม่ข่ายดำเนินการ เหตุผล: ${reason}`,
      en: `by whoever runs the server. Reason: ${reason}`,
    }
    const done = whatIsDone(what, `${person.name} (${username})`)
    await logOfficeEvent(trx, {
      office,
      type: 'confirmation.without',
      ...by,
      before: null,
      after: { kind: 'server', subject: id, ...naming(id, { what: done, said }) },
    })
    const holders = await holdersOn(trx, office, bangkokDay(now))
    const concerned = [id, ...holders.filter(isSecondPerson).map((held) => held.person)]
    await tell(trx, { office, at: now }, concerned, {
      th: `${done.th}: ${said.th}`,
      en: `${done.en}: ${said.en}`,
    })
    switch (what) {
      case 'director':
      case 'admin': {
        const appointment = {
          id: newId(),
          person: id,
          office,
          groupId: null,
          role: what === 'admin' ? 'admin' : 'officeDirector',
          capacity: 'holder' as const,
          orderNumber: null,
          startsOn: bangkokDay(now),
          endsOn: null,
        }
        await refuseOverlap(trx, appointment)
        await insertAppointment(trx, appointment)
        await logAppointment(trx, by, await getMember(trx, id), appointment.id)
        const known = person.codeBy !== null
        await voidWhatOneKnows(trx, by, id, { known, nobodys })
        return known ? makeCode(trx, config, passwordCodeOf(id), now) : null
      }
      case 'enable': {
        const before = await getMember(trx, id)
        await forgetCodeOfOne(trx, passwordCodeOf(id))
        await updatePerson(trx, id, { disabled: 0 })
        await logChangedPerson(trx, by, before, { password: false })
        return null
      }
      case 'code':
        return makeCode(trx, config, passwordCodeOf(id), now)
      default:
        return what satisfies never
    }
  })
}

function whatIsDone(what: Order['what'], whom: string): Text {
  const words: Record<Order['what'], Text> = {
    director: { th: `แต่งตั้ง ${whom} เป็นผู้อำนวยการสำนักงาน`, en: `appoint ${whom} as director of the office` },
    admin: { th: `แต่งตั้ง ${whom} เป็นผู้ดูแลระบบ`, en: `appoint ${whom} as administrator` },
    enable: { th: `เปิดใช้บัญชีผู้ใช้ของ ${whom}`, en: `enable the account of ${whom}` },
    code: {
      th: `ออกรหัสใช้ครั้งเดียวให้ ${whom} ตั้งรหัสผ่านใหม่`,
      en: `give ${whom} a one-time code to set a new password`,
    },
  }
  return words[what]
}

const usage = `npm run people -- ${orders.join('|')} USERNAME REASON`

/** `npm run people`, as `usage` says. */
async function main(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [named, username, reason] = positionals
  const what = orders.find((one) => one === named)
  if (!what || !username || !reason) throw new Error(usage)
  await withDatabase(async (db, config) => {
    const code = await changePeople(db, config, { what, username, reason }, Date.now())
    console.log('Done. It stands in the log of the office, and those concerned are told.')
    if (code)
      console.log(`One-time code, valid for 24 hours; hand it to the person and to nobody else: ${code}`)
  })
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`Nothing was changed. ${(error as Error).message}`)
    process.exitCode = 1
  }
