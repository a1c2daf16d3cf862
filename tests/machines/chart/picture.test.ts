import { expect, test } from '@jest/globals'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { chartMermaid } from '../../../machines/chart/mermaid.ts'
import { chartSvg } from '../../../machines/chart/svg.ts'
import { offices } from '../../../machines/offices/offices.ts'
import type { Chart, Meta, Transition } from '../../../machines/procedure/procedure.ts'
import { procedureOf } from '../../support/small-chart.ts'

const words = (th: string, en: string, more: Partial<Meta> = {}): Meta => ({
  ...{ title: { th, en }, clause: '(๑)', source: 'document' as const },
  ...more,
})
const way = (target: string | undefined, th: string, en: string, more: Partial<Transition> = {}) => ({
  ...(target !== undefined && { target }),
  guard: { type: 'may' as const, params: { as: 'owner' } },
  meta: words(th, en),
  ...more,
})

/** Every kind of step and of line once: what is drawn here and stays as it is looks as it did everywhere. */
const chart: Chart = {
  id: 'everything',
  initial: 'draft',
  on: { NOTE: way(undefined, 'บันทึกไว้ในเรื่อง', 'Note') },
  states: {
    draft: {
      meta: words('ร่าง "ประกาศ" & เอกสาร', 'Draft "notice" & papers', { clause: '' }),
      tags: ['editable'],
      on: {
        PROPOSE: way('checks', 'เสนอเรื่องต่อผู้อำนวยการกลุ่มเพื่อพิจารณา', 'Propose'),
        WAIT: way('draft', 'รอไว้ก่อน', 'Wait'),
        WITHDRAW: way('withdrawn', 'ถอนเรื่อง', 'Withdraw'),
        SKIP: way('decide', 'ข้ามไปขั้นพิจารณา', 'Skip'),
      },
    },
    checks: {
      meta: words('ตรวจสอบ', 'Checks'),
      type: 'parallel',
      states: {
        law: {
          meta: words('ด้านกฎหมาย', 'Law'),
          initial: 'read',
          states: {
            read: {
              meta: words('อ่าน', 'Read', { source: 'added' }),
              on: {
                LAWFUL: way('fine', 'ชอบด้วยกฎหมาย', 'Lawful'),
                BACK: way('#everything.draft', 'ส่งกลับ', 'Send back'),
              },
            },
            fine: { meta: words('ผ่าน', 'Passed'), type: 'final' },
          },
        },
        data: {
          meta: words('ด้านข้อมูลส่วนบุคคล', 'Personal data'),
          initial: 'look',
          states: {
            look: { meta: words('ดู', 'Look'), on: { CLEAN: way('clean', 'ไม่มีข้อมูลส่วนบุคคล', 'Clean') } },
            clean: { meta: words('ผ่าน', 'Passed'), type: 'final' },
          },
        },
      },
      onDone: { target: 'decide', meta: words('ครบทุกด้าน', 'All checked') },
      on: { WITHDRAW: way('withdrawn', 'ถอนเรื่อง', 'Withdraw') },
    },
    decide: {
      meta: words('ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาพิจารณาอนุญาต', 'The director decides'),
      on: {
        ALLOW: way('published', 'อนุญาต', 'Allow'),
        REFUSE: way('draft', 'ไม่อนุญาต ส่งกลับให้แก้ไข', 'Refuse'),
        BACK: way('checks', 'ส่งกลับไปตรวจสอบใหม่', 'Check again'),
        WITHDRAW: way('withdrawn', 'ถอนเรื่อง', 'Withdraw'),
      },
      after: { retention: { target: 'draft', meta: words('พ้นกำหนด', 'Too late') } },
    },
    published: {
      meta: words('เผยแพร่', 'Published'),
      tags: ['public'],
      initial: 'shown',
      states: {
        shown: {
          meta: words('แสดงอยู่', 'Shown'),
          tags: ['public', 'resting'],
          on: { MEND: way('mended', 'แก้ไขให้ถูกต้อง', 'Mend') },
        },
        mended: {
          meta: words('แก้ไขแล้ว', 'Mended'),
          tags: ['public'],
          on: { SHOW: way('shown', 'แสดงใหม่', 'Show') },
        },
      },
      on: { TAKE_DOWN: way('gone', 'นำลง', 'Take down') },
      after: { retention: { target: 'gone', meta: words('ครบกำหนด', 'Time is over') } },
    },
    gone: { meta: words('นำลงแล้ว', 'Down'), type: 'final' },
    withdrawn: { meta: words('ถอนแล้ว', 'Withdrawn', { source: 'added' }), type: 'final' },
  },
}
const everything = procedureOf(chart, [
  { id: 'retention', kind: 'days', days: 30, working: false, title: { th: 'สามสิบวัน', en: 'Thirty days' } },
])

/** After a change that is meant: look at the pictures, then `npm test -- chart/picture -u`. */
test.each(['th', 'en'] as const)(
  'what is kept of every kind of step and line is drawn again, in %s',
  async (language) => {
    expect(chartSvg(await layoutOf(everything), 'ทุกอย่าง', language)).toMatchSnapshot()
  },
)

test.each(
  offices.flatMap(({ procedures }) => procedures).map((procedure) => [procedure.id, procedure] as const),
)('the picture of %s is the one that was kept', async (_, procedure) => {
  const { nodes, edges, width, height } = await layoutOf(procedure)
  expect({
    size: `${width} × ${height}`,
    steps: nodes.map(({ id, x, y, width: w, height: h }) => `${id}: ${x}, ${y}, ${w} × ${h}`),
    lines: edges.map(({ id, points, label }) => {
      const way = points.map(({ x, y }) => `${x},${y}`).join(' ')
      return `${id}: ${way}; ${label.x},${label.y} ${label.align} ${label.lines.th.join('/')}`
    }),
  }).toMatchSnapshot()
})

test('as a Mermaid diagram it has every step and line, and what a title holds is text', () => {
  expect(chartMermaid(chart, 'en')).toMatchSnapshot()
})
