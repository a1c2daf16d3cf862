import { walk } from '../chart/graph.ts'
import { type IndexedChart, indexChart } from './indexed-chart.ts'
import type { Deadline, Procedure, Reminder, Transition } from './procedure.ts'
import { type Problem, problem } from './procedure-problem.ts'
import { unreachable } from './unreachable.ts'

/** Reminders that would never be sent: they would promise what does not come. Every name must mean something. */
export function reminderProblems(procedure: Procedure): Problem[] {
  const { chart, deadlines } = procedure
  if (deadlines.every(({ reminders }) => !reminders)) return []
  const indexed = indexChart(chart)
  return deadlines.flatMap((deadline, index) => {
    const uses = [...walk(chart)].flatMap(({ path, node }) => {
      const given = node.after?.[deadline.id]
      return given === undefined ? [] : [{ path, given: [given].flat() }]
    })
    const isLeft = uses.length > 0 && uses.every(({ path, given }) => alwaysLeaves(indexed, path, given))
    return (deadline.reminders ?? []).flatMap((reminder, nth) => {
      const place = `deadlines.${index}.reminders.${nth}`
      return neverSent(deadline, reminder, isLeft).map(({ at, th, en }) =>
        problem(`${place}.${at}`, 'invalid_shape', th, en),
      )
    })
  })
}

function neverSent(
  deadline: Deadline,
  reminder: Reminder,
  isLeft: boolean,
): { at: string; th: string; en: string }[] {
  switch (reminder.when) {
    case 'before': {
      const length = deadline.kind === 'days' ? deadline.days : null
      if (deadline.kind !== 'days' || length === null) return []
      // Working days may be as many calendar days as there are holidays; the other way round they are never more.
      const canReach = deadline.working && !reminder.working
      if (canReach || reminder.days < length) return []
      return [
        {
          at: 'days',
          th: `เตือนก่อนครบกำหนด ${reminder.days} วันไม่ได้ กำหนดเวลานี้ยาวเพียง ${length} วัน วันที่เตือนจะมาถึงก่อนเริ่มนับ`,
          en: `the deadline is only ${length} days long: ${reminder.days} days before its end it has not begun`,
        },
      ]
    }
    case 'at':
    case 'after':
    case 'every':
      return isLeft
        ? [
            {
              at: 'when',
              th: 'การเตือนนี้จะไม่ได้ส่งเลย เพราะเมื่อครบกำหนด เรื่องออกจากขั้นทุกครั้ง ให้เตือนก่อนครบกำหนด หรือแจ้งในสิ่งที่เกิดเมื่อครบกำหนดแทน',
              en: 'is never sent, for the request always leaves the step when the deadline passes: remind before it, or notify when it passes',
            },
          ]
        : []
    default:
      return unreachable(reminder)
  }
}

/** Whether a step is left whatever comes of its deadline: some transition is always taken, and none before it stays. */
function alwaysLeaves(indexed: IndexedChart, path: string[], given: Transition[]): boolean {
  const last = given.findIndex(({ guard }) => guard === undefined)
  return last !== -1 && given.slice(0, last + 1).every((one) => leaves(indexed, path, one))
}

/** As XState reads it: a target within the step does not leave it, unless it is to be entered anew. */
function leaves(indexed: IndexedChart, path: string[], { target, reenter }: Transition): boolean {
  if (target === undefined) return false
  const to = indexed.resolve(path, target)?.path ?? []
  const isWithin = path.every((name, index) => to[index] === name)
  return !isWithin || (reenter === true && path.length > 0)
}
