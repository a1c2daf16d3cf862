import { cmi3Matters } from '../cmi3/demo-matters.ts'
import { cmi4Matters } from '../cmi4/demo-matters.ts'
import { ksn2Matters } from '../ksn2/demo-matters.ts'
import { ptt1Matters } from '../ptt1/demo-matters.ts'
import { yst2Matters } from '../yst2/demo-matters.ts'
import type { DemoCalendar } from './calendar.ts'
import type { Matter } from './matter.ts'

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
