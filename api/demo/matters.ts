import type { DemoCalendar } from './calendar.ts'
import type { Matter } from './matter.ts'
import { cmi3Matters } from './matters/cmi3.ts'
import { cmi4Matters } from './matters/cmi4.ts'
import { ksn2Matters } from './matters/ksn2.ts'
import { ptt1Matters } from './matters/ptt1.ts'
import { yst2Matters } from './matters/yst2.ts'

const matters: Record<string, (calendar: DemoCalendar) => Matter[]> = {
  cmi3: cmi3Matters,
  cmi4: cmi4Matters,
  ksn2: ksn2Matters,
  ptt1: ptt1Matters,
  yst2: yst2Matters,
}

/** The everyday matters of an office, beside its own document. */
export const mattersOf = (office: string, calendar: DemoCalendar): Matter[] =>
  matters[office]?.(calendar) ?? []
