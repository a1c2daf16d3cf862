import { expect, test } from '@jest/globals'
import { howItEnded } from '../../../api/requests/publication.ts'
import type { EventRow } from '../../../db/requests.ts'
import { compile } from '../../../machines/run/compile.ts'
import { urgentNews } from '../../support/own-procedures.ts'

const compiled = compile(urgentNews([]))
const at = Date.parse('2026-12-08T17:00:00Z')
const event = (type: string, more: Partial<EventRow> = {}) =>
  ({
    ...{ type, at, actor: null, fromSteps: '["published.unapproved"]', payload: '{}' },
    ...more,
  }) as EventRow

test('the public is told of a period that has ended only where it was the period of publication', () => {
  const period = event('xstate.after.publishUntil.urgent-news.published')
  expect(howItEnded(compiled, period, at - 5000)).toEqual({
    ...{ endedAt: at - 5000, endKind: 'expired', endReason: null },
  })
})

test('a deadline that nobody met takes it down for that reason', () => {
  const unmet = event('xstate.after.oneWorkingDay.urgent-news.published.unapproved')
  expect(howItEnded(compiled, unmet, null)).toEqual({
    ...{ endedAt: at, endKind: 'takenDown', endReason: 'ไม่ได้รับความเห็นชอบในกำหนด (หนึ่งวันทำการ)' },
  })
})

test('whoever takes it down gives the reason', () => {
  const payload = JSON.stringify({ reasons: { grounds: [], text: 'ข้อมูลผิด' } })
  const down = event('TAKE_DOWN', { actor: 'cmi3.webmaster', payload })
  expect(howItEnded(compiled, down, null)).toMatchObject({ endKind: 'takenDown', endReason: 'ข้อมูลผิด' })
})
