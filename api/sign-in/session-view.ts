import { getOfficeRow } from '../../db/offices.ts'
import { getMember } from '../../db/people.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { demoPeople } from '../demo/people.ts'
import type { Session, Welcome } from '../http/contract.ts'
import type { Deps } from '../process/deps.ts'
import { needsFirstAdministrator } from './first-administrator.ts'

/** A signed-in person with the appointments that hold today, and the office. */
export async function sessionView({ db, clock, config }: Deps, id: string): Promise<Session> {
  const person = await getMember(db, id, bangkokDay(clock.now()))
  const office = await getOfficeRow(db, person.office)
  return {
    person,
    office: {
      id: office.id,
      name: { th: office.nameTh, en: office.nameEn },
      abbreviation: { th: office.abbreviationTh, en: office.abbreviationEn },
      digits: office.digits,
      inspectorAllowed: office.inspectorAllowed === 1,
    },
    mode: config.mode,
  }
}

/** What anyone may know; in production, nothing about anybody. */
export async function welcomeView({ db, config }: Deps): Promise<Welcome> {
  const needs = await needsFirstAdministrator(db, config)
  if (config.mode === 'production') return { mode: config.mode, needsFirstAdministrator: needs, demo: null }
  const people = (await demoPeople(db)).map(({ nameTh, nameEn, ...person }) => ({
    ...person,
    officeName: { th: nameTh, en: nameEn },
  }))
  return {
    mode: config.mode,
    needsFirstAdministrator: needs,
    demo: { password: config.demoPassword, people },
  }
}
