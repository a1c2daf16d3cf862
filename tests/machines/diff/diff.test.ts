import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { walk } from '../../../machines/chart/graph.ts'
import { type Change, changesBetween } from '../../../machines/diff/diff.ts'
import { conditionInWords } from '../../../machines/diff/words.ts'
import { cmi3Publication as shippedCmi3 } from '../../../machines/offices/cmi3/publication.ts'
import { cmi4Publication as shippedCmi4 } from '../../../machines/offices/cmi4/publication.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { yst2Publication as shippedYst2 } from '../../../machines/offices/yst2/publication.ts'
import type { Condition, Guard, Need, Procedure } from '../../../machines/procedure/procedure.ts'
import { titleOfField, titleOfValue } from '../../../machines/procedure/titles.ts'
import { choice, conditional, director, is, not, urgent, when } from '../../support/conditional-procedure.ts'
import { mutated } from '../../support/mutations.ts'
import { choiceOf, mayOf, stepOf } from '../../support/proving.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'
import { diceOf } from '../../support/walk-procedure.ts'

// What is written into it here says nothing of where it comes from: `provenance.test.ts` tries that.
const cmi3Publication = inFirstLanguage(shippedCmi3)
const cmi4Publication = inFirstLanguage(shippedCmi4)
const yst2Publication = inFirstLanguage(shippedYst2)

const official = [...offices.flatMap(({ procedures }) => procedures), standard]
const words = (th: string, en: string) => ({ th, en })
const meta = { title: words('ใหม่', 'New'), clause: '๑', source: 'added' } as const

/** The changes that one change makes. */
function changesOf(change: (procedure: Procedure) => void, from: Procedure = cmi3Publication): Change[] {
  const after = structuredClone(from)
  change(after)
  return changesBetween(from, after)
}
/** The one change, as `kind: Thai sentence | English sentence [steps]`. */
function only(change: (procedure: Procedure) => void, from?: Procedure): string {
  const changes = changesOf(change, from)
  expect(changes).toHaveLength(1)
  return changes
    .map(({ kind, sentence, steps }) => `${kind}: ${sentence.th} | ${sentence.en} [${steps}]`)
    .join()
}
const needsOf = (procedure: Procedure, path: string, type: string): Need[] => {
  const { meta: words } = choiceOf(procedure, path, type)
  words.needs ??= []
  return words.needs
}

test.each(official.map((procedure) => ({ id: procedure.id, procedure })))(
  '$id: nothing has changed where nothing changed',
  ({ procedure }) => {
    expect(changesBetween(procedure, structuredClone(procedure))).toEqual([])
    // The order of keys in the JSON says nothing.
    expect(changesBetween(procedure, JSON.parse(JSON.stringify(procedure)))).toEqual([])
  },
)

describe('a change of steps', () => {
  test('names a step that was added, with its choices', () => {
    expect(
      only((procedure) => {
        procedure.chart.states.legal = {
          meta: { ...meta, title: words('ตรวจข้อกฎหมาย', 'Legal review') },
          on: { WITHDRAW: choiceOf(procedure, 'drafting', 'WITHDRAW') },
        }
      }),
    ).toBe(
      'added: เพิ่มขั้น “ตรวจข้อกฎหมาย” ซึ่งเลือกได้: “ถอนเรื่อง” | The step “Legal review” was added, with “Withdraw”. [legal]',
    )
  })

  test('names a step that was removed, and where its choices lead now', () => {
    const changes = changesOf((procedure) => {
      delete procedure.chart.states.handover
      choiceOf(procedure, 'certification', 'CERTIFY').target = 'screening'
    })
    expect(changes.map(({ kind, steps }) => [kind, steps])).toEqual([
      ['removed', ['handover']],
      ['changed', ['certification']],
    ])
    expect(changes[1]?.sentence.th).toBe(
      'ขั้น “ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล” ทางเลือก “เห็นชอบและรับรองข้อมูล” เปลี่ยนขั้นถัดไปจาก “เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์” เป็น “กลั่นกรองก่อนนำขึ้นเว็บไซต์”',
    )
  })

  test('says that a step has another name, and nothing of what leads to it', () => {
    expect(
      only((procedure) => {
        const { meta: title } = stepOf(procedure, 'screening')
        if (title) title.title = words('กลั่นกรอง', 'Screening')
      }),
    ).toBe(
      'changed: ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” เปลี่ยนชื่อเป็น “กลั่นกรอง” | The step “Screening before it goes on the website” is now called “Screening”. [screening]',
    )
  })

  test('knows a step again whose key alone changed, and what leads to it', () => {
    expect(
      only((procedure) => {
        const { states } = procedure.chart
        procedure.chart.states = Object.fromEntries(
          Object.entries(states).map(([name, node]) => [name === 'screening' ? 'sifting' : name, node]),
        )
        choiceOf(procedure, 'handover', 'HAND_OVER').target = 'sifting'
      }),
    ).toBe(
      'changed: ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” เปลี่ยนรหัสจาก screening เป็น sifting | The step “Screening before it goes on the website”: the key is sifting instead of screening. [sifting]',
    )
  })

  test('says in which order the steps stand now', () => {
    const change = only((procedure) => {
      const { drafting, ...rest } = procedure.chart.states
      procedure.chart.states = { ...rest, ...(drafting && { drafting }) }
    })
    expect(change).toContain('changed: ลำดับขั้นเปลี่ยนเป็น “ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล” → ')
  })

  test('says what became public or may be written now', () => {
    expect(
      only((procedure) => {
        stepOf(procedure, 'screening').tags = ['editable']
      }),
    ).toContain('changed: ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” เป็นขั้นที่แก้ไขเนื้อหาได้')
    expect(
      only((procedure) => {
        stepOf(procedure, 'published').tags = ['resting']
      }),
    ).toContain('changed: ขั้น “เผยแพร่แล้ว” ไม่เป็นขั้นที่เผยแพร่บนเว็บไซต์อีก')
  })

  test('says where a chart begins now, and what is done in parallel', () => {
    expect(
      only((procedure) => {
        procedure.chart.initial = 'handover'
      }),
    ).toBe(
      'changed: ทั้งแผนผัง เปลี่ยนขั้นแรกจาก “เสนอข้อมูลที่ประสงค์จะเผยแพร่” เป็น “เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์” | The whole chart: the first step is “The owner sends it to the webmaster” instead of “Propose the information to publish”. []',
    )
    const [kind] = changesOf((procedure) => {
      const publishing = stepOf(procedure, 'publishing')
      publishing.type = 'compound'
      publishing.initial = 'website'
    }, yst2Publication)
    expect(kind?.sentence.th).toBe('ขั้น “ส่งให้ผู้ทำหน้าที่เผยแพร่” เปลี่ยนชนิดจาก หลายส่วนทำพร้อมกัน เป็น ขั้นทั่วไป')
  })
})

describe('a change of choices', () => {
  test('names one that was added or removed, and where it leads', () => {
    expect(
      only((procedure) => {
        const step = stepOf(procedure, 'screening')
        step.on = {
          ...step.on,
          HOLD: { ...choiceOf(procedure, 'screening', 'PUBLISH'), target: 'handover', meta },
        }
      }),
    ).toBe(
      'added: ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” เพิ่มทางเลือก “ใหม่” → “เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์” | The step “Screening before it goes on the website” now has the choice “New” → “The owner sends it to the webmaster”. [screening]',
    )
    expect(
      only((procedure) => {
        delete stepOf(procedure, 'certification').on?.RETURN
      }),
    ).toContain('removed: ขั้น “ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล” ตัดทางเลือก “ส่งกลับพร้อมเหตุผล”')
  })

  test('says who may take it now, and from whom it is kept apart', () => {
    expect(
      only((procedure) => {
        mayOf(choiceOf(procedure, 'screening', 'PUBLISH')).as = ['webmaster', 'groupDirector']
      }),
    ).toContain(
      'เปลี่ยนผู้มีสิทธิจาก เจ้าหน้าที่ดูแลเว็บไซต์ (กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร) เป็น เจ้าหน้าที่ดูแลเว็บไซต์ (กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร) หรือ ผู้อำนวยการกลุ่ม',
    )
    const kept = changesOf((procedure) => {
      mayOf(choiceOf(procedure, 'screening', 'PUBLISH')).notBy = ['PROPOSE']
    })
    expect(kept.map(({ kind, sentence }) => `${kind} ${sentence.th}`)).toEqual([
      'added ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” ทางเลือก “อนุญาตและนำข้อมูลขึ้นเว็บไซต์” ต้องเป็นคนละคนกับผู้ที่ “เสนอผู้อำนวยการกลุ่มตรวจสอบและรับรอง”',
      'removed ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” ทางเลือก “อนุญาตและนำข้อมูลขึ้นเว็บไซต์” ไม่ต้องเป็นคนละคนกับผู้ที่ “เห็นชอบและรับรองข้อมูล” อีก',
    ])
  })

  test('says which group is named', () => {
    expect(
      only((procedure) => {
        const may = mayOf(choiceOf(procedure, 'certification', 'CERTIFY'))
        delete may.within
        may.group = 'law'
      }),
    ).toContain('จาก ผู้อำนวยการกลุ่ม ของกลุ่มเจ้าของเรื่อง เป็น ผู้อำนวยการกลุ่ม ของกลุ่ม “law”')
  })

  test('says what follows by itself, its name, its clause and whether the document says it', () => {
    const changes = changesOf((procedure) => {
      const refuse = choiceOf(procedure, 'screening', 'REFUSE')
      refuse.actions = [refuse.actions ?? []].flat().slice(1)
      refuse.meta = { ...refuse.meta, clause: '(๒.๓)', source: 'added', title: words('ไม่อนุญาต', 'Refuse') }
    })
    const texts = changes.map(({ sentence }) => sentence.th.split('” เปลี่ยน')[1])
    expect(texts).toEqual([
      'ชื่อจาก “ไม่อนุญาต แจ้งกลับพร้อมชี้แจงเหตุผล” เป็น “ไม่อนุญาต”',
      'ข้อที่อ้างจาก “(๑), (๒.๒)” เป็น “(๒.๓)”',
      'ที่มาจาก ตามเอกสาร เป็น เพิ่มเติมจากเอกสาร',
      expect.stringMatching(/^สิ่งที่เกิดตามมาจาก สิ่งที่รับรองหรือเห็นชอบไว้ต้องทำใหม่ · แจ้งเจ้าของเรื่อง/),
    ])
  })
})

describe('a change of what a choice asks for', () => {
  const current = { id: 'upToDate', title: words('ความเป็นปัจจุบัน', 'Currency') }

  test('names the item that a checklist has more, by the step alone where that is clear', () => {
    expect(
      only(
        (procedure) => {
          const { meta: title } = stepOf(procedure, 'screening')
          if (title) title.title = words('กลั่นกรอง', 'Screening')
          const [needs] = needsOf(procedure, 'screening', 'PUBLISH')
          if (needs && 'items' in needs) needs.items.push(current)
        },
        withTitle(words('กลั่นกรอง', 'Screening')),
      ),
    ).toBe(
      'added: ขั้น “กลั่นกรอง” เพิ่มรายการตรวจ “ความเป็นปัจจุบัน” | The step “Screening” now has the check “Currency”. [screening]',
    )
  })

  test('names the choice too where several of a step have a checklist', () => {
    expect(
      only(
        (procedure) => {
          const [needs] = needsOf(procedure, 'screening', 'PUBLISH')
          if (needs && 'items' in needs) needs.items.push(current)
        },
        (() => {
          const both = structuredClone(cmi3Publication)
          needsOf(both, 'screening', 'REFUSE').push({ field: 'checked', items: [current] })
          return both
        })(),
      ),
    ).toContain('ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” ทางเลือก “อนุญาตและนำข้อมูลขึ้นเว็บไซต์” เพิ่มรายการตรวจ “ความเป็นปัจจุบัน”')
  })

  test.each<[string, (procedure: Procedure) => void, string[]]>([
    [
      'a whole checklist, item by item',
      (procedure) => {
        choiceOf(procedure, 'certification', 'CERTIFY').meta.needs = []
      },
      ['removed ตัดรายการตรวจ “ถูกต้อง”', 'removed ตัดรายการตรวจ “ครบถ้วนสมบูรณ์ของเนื้อหา”'],
    ],
    [
      'an item in other words',
      (procedure) => {
        const [needs] = needsOf(procedure, 'certification', 'CERTIFY')
        if (needs && 'items' in needs && needs.items[0])
          needs.items[0] = { id: 'accurate', title: words('ถูกต้องตรงกัน', 'Right') }
      },
      ['changed เปลี่ยนรายการตรวจ “ถูกต้อง” เป็น “ถูกต้องตรงกัน”'],
    ],
    [
      'a ground of refusal',
      (procedure) => {
        const [needs] = needsOf(procedure, 'screening', 'REFUSE')
        if (needs && 'grounds' in needs) needs.grounds = needs.grounds.filter(({ id }) => id !== 'other')
      },
      ['removed ตัดเหตุผลให้เลือก “อื่น ๆ”'],
    ],
    [
      'reasons',
      (procedure) => {
        needsOf(procedure, 'handover', 'HAND_OVER').push({ field: 'reasons', grounds: [] })
      },
      ['added เพิ่มการชี้แจงเหตุผล'],
    ],
    [
      'a signature',
      (procedure) => {
        needsOf(procedure, 'certification', 'CERTIFY').push({ field: 'signature' })
      },
      ['added เพิ่มการลงลายมือชื่อ'],
    ],
    [
      'that the content was changed',
      (procedure) => {
        needsOf(procedure, 'drafting', 'PROPOSE').push({ field: 'revision' })
      },
      ['added เพิ่มเงื่อนไขว่าต้องแก้ไขเนื้อหาก่อน'],
    ],
    [
      'whether the period must be set',
      (procedure) => {
        choiceOf(procedure, 'handover', 'HAND_OVER').meta.needs = [{ field: 'publishUntil', required: false }]
      },
      ['changed เปลี่ยนการกำหนดวันสิ้นสุดการเผยแพร่ (ต้องกรอก) เป็นการกำหนดวันสิ้นสุดการเผยแพร่ (ไม่บังคับ)'],
    ],
    [
      'a field of the form',
      (procedure) => {
        needsOf(procedure, 'handover', 'HAND_OVER').push({ field: 'source' })
      },
      ['added เพิ่มช่อง “แหล่งที่มาหรือเจ้าของข้อมูล” (ไม่บังคับ)'],
    ],
  ])('names %s', (_, change, expected) => {
    const said = changesOf(change).map(
      ({ kind, sentence }) => `${kind} ${sentence.th.replace(/^ขั้น “[^”]*” /, '')}`,
    )
    expect(said).toEqual(expected)
  })
})

describe('a change around the chart', () => {
  test.each<[string, (procedure: Procedure) => void, string]>([
    [
      'the number of the order',
      ({ order }) => {
        order.number = 'ที่ ๑๒/๒๕๖๙'
      },
      'changed เลขที่คำสั่งหรือประกาศเปลี่ยนจาก (ไม่ระบุ) เป็น “ที่ ๑๒/๒๕๖๙”',
    ],
    [
      'the day on which it takes effect, in the Buddhist era',
      ({ order }) => {
        order.effectiveFrom = '2027-01-01'
      },
      'changed วันที่มีผลใช้บังคับเปลี่ยนจาก 25 มิถุนายน 2563 เป็น 1 มกราคม 2570',
    ],
    [
      'a law',
      ({ order }) => {
        order.laws = order.laws.slice(0, -1)
      },
      'removed ตัดกฎหมายที่อ้าง “กฎหมายว่าด้วยการคุ้มครองข้อมูลส่วนบุคคล กฎหมายว่าด้วยข้อมูลข่าวสาร และกฎหมายว่าด้วยคอมพิวเตอร์ (ข้อ ๓.๑)”',
    ],
    [
      'a role',
      ({ roles }) => {
        roles.push({ id: 'lawyer', title: words('นิติกร', 'Lawyer'), within: 'office' })
      },
      'added เพิ่มบทบาท “นิติกร”',
    ],
    [
      'a form field',
      ({ form }) => {
        form.push({ name: 'contact', type: 'text', title: words('ผู้ติดต่อ', 'Contact'), required: true })
      },
      'added เพิ่มช่องข้อมูลในแบบฟอร์ม “ผู้ติดต่อ”',
    ],
    [
      'whether a field is required',
      ({ form }) => {
        const source = form.find(({ name }) => name === 'source')
        if (source) source.required = true
      },
      'changed ช่องข้อมูลในแบบฟอร์ม “แหล่งที่มาหรือเจ้าของข้อมูล” เปลี่ยนการกรอกจาก ไม่บังคับ เป็น ต้องกรอก',
    ],
    [
      'the order of the fields',
      ({ form }) => {
        form.reverse()
      },
      'changed ลำดับช่องข้อมูลในแบบฟอร์มเปลี่ยน',
    ],
    [
      'a category',
      ({ categories }) => {
        categories.pop()
      },
      'removed ตัดประเภทข้อมูล “ข้อมูลอื่นนอกรายการ ๑.๑–๑.๖”',
    ],
    [
      'what is required before publication',
      (procedure) => {
        procedure.requires.push('PUBLISH')
      },
      'added ต้องผ่าน “นำข้อมูลขึ้นเว็บไซต์เพื่อเผยแพร่” ก่อนเผยแพร่',
    ],
    [
      'a rule of the office',
      ({ rules }) => {
        rules.push({ id: 'own', kind: 'onlyAfter', event: 'PUBLISH', other: 'CONSENT', by: 'officeDirector' })
      },
      'added เพิ่มกฎของสำนักงาน: “นำข้อมูลขึ้นเว็บไซต์เพื่อเผยแพร่” ทำได้หลัง “ให้ความเห็นชอบ” โดยผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔ เท่านั้น และนับใหม่ทุกครั้งหลังส่งกลับ',
    ],
  ])('names %s', (_, change, expected) => {
    const said = changesOf(change, cmi4Publication).map(({ kind, sentence }) => `${kind} ${sentence.th}`)
    expect(said).toEqual([expected])
  })

  test('names a deadline: where it runs and how long it is', () => {
    const withDeadline = structuredClone(cmi3Publication)
    withDeadline.deadlines.push({
      id: 'soon',
      kind: 'days',
      days: 3,
      working: true,
      title: words('เตือน', 'Reminder'),
    })
    stepOf(withDeadline, 'screening').after = { soon: { meta } }
    const said = (before: Procedure, after: Procedure) =>
      changesBetween(before, after).map(({ kind, sentence }) => `${kind} ${sentence.th}`)
    expect(said(cmi3Publication, withDeadline)).toEqual([
      'added ขั้น “กลั่นกรองก่อนนำขึ้นเว็บไซต์” เพิ่มกำหนดเวลา “เตือน” → อยู่ขั้นเดิม',
      'added เพิ่มกำหนดเวลา “เตือน: 3 วันทำการ”',
    ])
    const unset = structuredClone(withDeadline)
    Object.assign(unset.deadlines.at(-1) ?? {}, { days: null })
    expect(said(withDeadline, unset)).toEqual([
      'changed กำหนดเวลา “เตือน: ไม่กำหนด” เปลี่ยนระยะเวลาจาก 3 วันทำการ เป็น ไม่กำหนด',
    ])
  })
})

describe('whatever is changed', () => {
  const pairs = fc
    .record({
      procedure: fc.constantFrom(...official),
      count: fc.integer({ min: 1, max: 5 }),
      seed: fc.nat(),
    })
    .map(({ procedure, count, seed }) => [procedure, mutated(procedure, count, diceOf(seed))] as const)
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Array.isArray(value)
        ? value.map(sorted)
        : Object.fromEntries(
            Object.entries(value)
              .sort()
              .map(([key, inner]) => [key, sorted(inner)]),
          )
      : value

  test('something is said, in both languages, of steps that one of the two charts has', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = changesBetween(before, after)
        if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after))) expect(changes).not.toEqual([])
        const steps = [before, after].flatMap(({ chart }) =>
          [...walk(chart)].map(({ path }) => path.join('.')),
        )
        for (const change of changes) {
          for (const step of change.steps) expect(steps).toContain(step)
          expect(change.sentence.th).not.toMatch(/undefined|null|\[object/)
          expect(change.sentence.en).not.toMatch(/undefined|null|\[object/)
        }
      }),
      { numRuns: 300, seed: 20_261_120 },
    )
  })

  test('what is added one way is removed the other', () => {
    const steps = (changes: Change[], kind: Change['kind'], verb: string) =>
      changes.flatMap((change) =>
        change.kind === kind && change.sentence.th.startsWith(verb) ? change.steps : [],
      )
    for (const before of official)
      for (const after of official)
        expect(steps(changesBetween(before, after), 'added', 'เพิ่มขั้น').sort()).toEqual(
          steps(changesBetween(after, before), 'removed', 'ตัดขั้น').sort(),
        )
  })
})

function withTitle(title: { th: string; en: string }): Procedure {
  const procedure = structuredClone(cmi3Publication)
  const { meta: old } = stepOf(procedure, 'screening')
  if (old) old.title = title
  return procedure
}

test('the condition of an automatic transition is told in the words of the form', () => {
  const asked = (value: string) => ({ type: 'asked', params: { field: 'channels', value } }) as const
  const said = (guard: Guard | undefined) => conditionInWords(yst2Publication, guard)
  const [first, second] = ['website', 'board'].map(
    (value) => titleOfValue(yst2Publication, 'channels', value).th,
  )
  const field = titleOfField(yst2Publication, 'channels').th
  expect(said(undefined).th).toBe('ไม่มีเงื่อนไข')
  expect(said(asked('website')).th).toBe(`เมื่อ “${field}” มี “${first}”`)
  expect(
    said({
      type: 'all',
      params: { of: [asked('website'), { type: 'notAsked', params: asked('board').params }] },
    }).th,
  ).toBe(`เมื่อ “${field}” มี “${first}” และ “${field}” ไม่มี “${second}”`)
  const either: Condition = { type: 'any', params: { of: [asked('website'), asked('board')] } }
  expect(said({ type: 'not', params: { of: either } }).th).toBe(
    `เมื่อ ไม่ใช่กรณีที่ (“${field}” มี “${first}” หรือ “${field}” มี “${second}”)`,
  )
  expect(said({ type: 'all', params: { of: [either, asked('website')] } }).en).toMatch(
    /^if \(“.*” has “.*” or “.*” has “.*”\) and “.*” has “.*”$/,
  )
})

test('a condition that a choice gets, changes and loses is told in words, beside who may take it', () => {
  const of = (guard: Guard) => conditional({ APPROVE: choice('APPROVE', 'other', guard) })
  const may: Guard = { type: 'may', params: director }
  const later = is({ field: 'due', test: 'atLeast', value: '2027-02-28' })
  const told = (before: Guard, after: Guard) =>
    changesBetween(of(before), of(after)).map(({ sentence }) => sentence.th)
  const name = 'ขั้น “Checking” ทางเลือก “APPROVE” เปลี่ยน'
  const once = 'เมื่อ “ช่อง urgent” เป็น “ตอบ yes”'
  expect(told(may, when(director, urgent))).toEqual([`${name}เงื่อนไขจาก ไม่มีเงื่อนไข เป็น ${once}`])
  expect(told(when(director, urgent), when(director, later))).toEqual([
    `${name}เงื่อนไขจาก ${once} เป็น เมื่อ “ช่อง due” ตั้งแต่ “28 กุมภาพันธ์ 2570” เป็นต้นไป`,
  ])
  expect(told(when(director, urgent), may)).toEqual([`${name}เงื่อนไขจาก ${once} เป็น ไม่มีเงื่อนไข`])
  expect(told(when(director, urgent), when({ ...director, within: 'group' }, urgent))).toEqual([
    expect.stringContaining('เปลี่ยนผู้มีสิทธิจาก'),
  ])
})

test.each([
  [is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] }), '“ช่อง urgent” เป็น “ตอบ yes” หรือ “ตอบ no”'],
  [is({ field: 'remark', test: 'empty' }), 'ยังไม่ได้กรอก “ช่อง remark”'],
  [not(is({ field: 'remark', test: 'empty' })), 'กรอก “ช่อง remark” แล้ว'],
  [is({ field: 'due', test: 'atMost', value: '2027-02-28' }), '“ช่อง due” ไม่เกิน “28 กุมภาพันธ์ 2570”'],
  [
    is({ field: 'publishUntil', test: 'atMost', value: '2027-02-28' }),
    '“วันสิ้นสุดการเผยแพร่” ไม่เกิน “28 กุมภาพันธ์ 2570”',
  ],
])('a comparison is told in the words of the form: %j', (condition, words) => {
  const procedure = conditional({ APPROVE: choice('APPROVE', 'other', when(director, condition)) })
  expect(conditionInWords(procedure, condition as Guard).th).toBe(`เมื่อ ${words}`)
})
