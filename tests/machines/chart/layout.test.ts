import { describe, expect, test } from '@jest/globals'
import { walk } from '../../../machines/chart/graph.ts'
import { layoutSchema } from '../../../machines/chart/layout/chart-layout.ts'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import type { Procedure, Transition } from '../../../machines/procedure/procedure.ts'

type Box = { x: number; y: number; width: number; height: number }
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const isInside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const transition = (target: string, title: string): Transition => ({
  target,
  guard: { type: 'may', params: { as: 'owner' } },
  meta: { title: { th: title, en: title }, clause: '๑', source: 'document' },
})
const meta = (title: string) => ({
  title: { th: title, en: title },
  clause: '๑',
  source: 'document' as const,
})

/** What an administrator's own chart may hold and no office's does: loops on one step, two returns, three abreast. */
const unusual: Procedure = {
  ...standard,
  id: 'test.unusual',
  chart: {
    id: 'unusual',
    initial: 'first',
    states: {
      ended: { type: 'final', meta: meta('สิ้นสุด') },
      first: {
        meta: meta('ขั้นแรก'),
        on: {
          A: transition('left', 'ไปทางซ้าย'),
          B: transition('middle', 'ไปตรงกลาง'),
          C: transition('right', 'ไปทางขวา'),
          AGAIN: transition('first', 'บันทึกไว้ก่อนแล้วทำต่อภายหลัง'),
        },
      },
      left: {
        meta: meta('ซ้าย'),
        on: { END: transition('ended', 'จบ'), BACK: transition('first', 'ส่งกลับขั้นแรก') },
      },
      middle: {
        meta: meta('กลาง'),
        on: { END: transition('ended', 'จบ'), BACK: transition('first', 'ส่งกลับ') },
      },
      right: {
        meta: meta('ขวา'),
        on: {
          END: transition('last', 'ไปขั้นสุดท้าย'),
          BACK: transition('first', 'ส่งกลับขั้นแรก'),
          SIDE: transition('middle', 'ส่งให้ตรงกลางพิจารณา'),
        },
      },
      last: {
        meta: meta('สุดท้าย'),
        on: {
          END: transition('ended', 'จบ'),
          ONE: transition('right', 'ย้อนหนึ่งขั้น'),
          ALL: transition('first', 'ย้อนทั้งหมด'),
        },
      },
    },
  },
}

const procedures = [...offices.flatMap((office) => office.procedures), standard, unusual]

describe.each(procedures.map((procedure) => [procedure.id, procedure] as const))(
  'the picture of %s',
  (_, procedure) => {
    const laidOut = layoutOf(procedure)

    test('is what the contract promises', async () => {
      expect(layoutSchema.safeParse(await laidOut).error).toBeUndefined()
    })

    test('shows every step once', async () => {
      const { nodes } = await laidOut
      const steps = [...walk(procedure.chart)].filter(({ path }) => path.length > 0)
      expect(nodes.map(({ id }) => id).sort()).toEqual(steps.map(({ path }) => path.join('.')).sort())
    })

    test('shows every transition, with its words written at it or at a line that it shares', async () => {
      const { edges } = await laidOut
      const declared = [...walk(procedure.chart)].flatMap(({ path, node }) =>
        [
          ...Object.entries(node.on ?? {}),
          ...Object.entries(node.after ?? {}),
          ...(node.always ? [['always', node.always] as const] : []),
          ...(node.onDone ? [['done', node.onDone] as const] : []),
        ].flatMap(([type, given]) => [given].flat().map((_, index) => `${path.join('.')}:${type}:${index}`)),
      )
      expect(edges.map(({ id }) => id).sort()).toEqual(declared.sort())
      for (const edge of edges) {
        expect(edge.points.length).toBeGreaterThanOrEqual(2)
        const shared = edges.filter(
          (other) =>
            other.to === edge.to &&
            (edge.aside
              ? other.type === edge.type
              : other.from === edge.from && other.title.th === edge.title.th),
        )
        const written = shared.map(({ label }) => label.lines.th.join(''))
        expect(written.map((text) => text.replaceAll(' ', ''))).toContain(edge.title.th.replaceAll(' ', ''))
      }
    })

    test('puts no step over another, and every step inside its group', async () => {
      const { nodes } = await laidOut
      for (const a of nodes)
        for (const b of nodes) {
          if (a === b) continue
          if (a.parent === b.id) expect([a.id, isInside(a, b)]).toEqual([a.id, true])
          const nested = a.id.startsWith(`${b.id}.`) || b.id.startsWith(`${a.id}.`)
          if (!nested) expect([a.id, b.id, overlap(a, b)]).toEqual([a.id, b.id, false])
        }
    })

    test('writes no label over a step or over another label', async () => {
      const { nodes, edges } = await laidOut
      const boxes = nodes.filter(({ kind }) => kind === 'step' || kind === 'final')
      const labels = edges.filter(({ label }) => label.lines.th.length > 0)
      for (const { id, label } of labels) {
        for (const node of boxes) expect([id, node.id, overlap(label, node)]).toEqual([id, node.id, false])
        for (const other of labels)
          if (other.id !== id)
            expect([id, other.id, overlap(label, other.label)]).toEqual([id, other.id, false])
      }
    })

    test('draws no line through a step, save through the groups that hold its ends', async () => {
      const { nodes, edges } = await laidOut
      const boxes = nodes.filter(({ kind }) => kind === 'step' || kind === 'final')
      for (const { id, points } of edges)
        for (const [index, from] of points.slice(0, -1).entries()) {
          const to = points[index + 1] ?? from
          const line = {
            x: Math.min(from.x, to.x),
            y: Math.min(from.y, to.y),
            width: Math.abs(from.x - to.x),
            height: Math.abs(from.y - to.y),
          }
          expect([id, line.width === 0 || line.height === 0]).toEqual([id, true])
          for (const node of boxes) expect([id, node.id, overlap(line, node)]).toEqual([id, node.id, false])
        }
    })

    test('begins with the first step on top, and lies within its own measures', async () => {
      const { nodes, edges, width, height } = await laidOut
      const first = nodes.find(({ initial }) => initial)
      expect(first?.id).toBe(procedure.chart.initial)
      expect(first?.y).toBe(Math.min(...nodes.map(({ y }) => y)))
      const frame = { x: 0, y: 0, width, height }
      for (const box of [...nodes, ...edges.map(({ label }) => label)])
        expect(isInside(box, frame)).toBe(true)
    })

    test('leads every line on its way down, but for those at the sides', async () => {
      const { nodes, edges } = await laidOut
      const order = [...walk(procedure.chart)].map(({ path }) => path.join('.'))
      for (const { kind, aside, from, to } of edges) {
        const onward = edges.filter((edge) => edge.from === to && edge.kind !== 'ending')
        // A refusal may lead on to the step that informs of it, from which it goes back.
        const isBack =
          order.indexOf(to) <= order.indexOf(from) || onward.every((edge) => edge.kind === 'return')
        if (kind === 'return') expect([from, to, isBack]).toEqual([from, to, true])
        if (aside) expect(nodes.find(({ id }) => id === to)?.kind).toBe('final')
      }
    })
  },
)

test('names the returns of an office as returns, and what mends a published page as none', async () => {
  const cmi4 = offices.find(({ id }) => id === 'cmi4')?.procedures[0] ?? standard
  const { edges } = await layoutOf(cmi4)
  const kindOf = (type: string) => [
    ...new Set(edges.filter((edge) => edge.type === type).map(({ kind }) => kind)),
  ]
  expect(kindOf('RETURN')).toEqual(['return'])
  expect(kindOf('CORRECT')).toEqual(['forward'])
  expect(kindOf('WITHDRAW')).toEqual(['ending'])
  expect(kindOf('publishUntil')).toEqual(['deadline'])
})
