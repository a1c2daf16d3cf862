import { describe, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { yst2Photos } from '../../../machines/offices/yst2/photos.ts'
import { yst2Publication } from '../../../machines/offices/yst2/publication.ts'
import type { Meta, Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { choicesToConfirm } from '../../../machines/proofs/proofs.ts'
import { longProcedure, stepCount } from '../../support/long-procedure.ts'
import {
  changed,
  choiceOf,
  fullOffice,
  inShort,
  mayOf,
  proofOf,
  proofsOf,
  stepOf,
  without,
  wrongs,
} from '../../support/proving.ts'
import { certify, tracksProcedure } from '../../support/tracks-procedure.ts'

const official = [...offices.flatMap(({ procedures }) => procedures), standard]
const meta: Meta = { title: { th: 'ทดสอบ', en: 'Test' }, clause: '๑', source: 'added' }
const to = (target: string, as = 'owner', more: Partial<Transition> = {}): Transition => ({
  target,
  guard: { type: 'may', params: { as } },
  meta,
  ...more,
})
const on = (procedure: Procedure, path: string, type: string, choice: Transition) => {
  const step = stepOf(procedure, path)
  step.on = { ...step.on, [type]: choice }
}
const toPublic = [
  'SUBMIT by owner A',
  'CERTIFY by groupDirector B',
  'APPROVE by officeDirector C',
  'PUBLISH by webmaster D',
]

describe.each(official.map((procedure) => ({ id: procedure.id, procedure })))('$id', ({ procedure }) => {
  test('has nothing that is violated, nor to warn of but what the director confirms', () => {
    const corrected = ['cmi4', 'ksn2', 'ptt1', 'yst2'].includes(procedure.office)
    const alone = procedure === yst2Photos
    expect(wrongs(procedure)).toEqual([
      ...(alone ? ['warning requires', 'warning secondPerson:loading.PUBLISH'] : []),
      ...(corrected ? ['warning corrected:CORRECT'] : []),
    ])
    if (!alone) expect(proofOf(procedure, 'secondPerson').outcome).toBe('holds')
  })

  test('is told what holds in sentences of both languages, each under an id of its own', () => {
    const proofs = proofsOf(procedure)
    expect(new Set(proofs.map(({ id }) => id)).size).toBe(proofs.length)
    for (const { sentence, confirm } of proofs) {
      expect(sentence.th).toMatch(/[ก-๙]/)
      // Only a clause is cited as the document writes it.
      const own = sentence.en.replaceAll(confirm?.clause ?? '()', '')
      expect(own.replace(/\([^()]*\)/g, '')).not.toMatch(/[ก-๙]/)
    }
    for (const type of procedure.requires) expect(proofs.map(({ id }) => id)).toContain(`requires:${type}`)
  })

  test('gives the same proofs each time', () => {
    expect(proofsOf(structuredClone(procedure))).toEqual(proofsOf(procedure))
  })
})

describe('pictures of ยโสธร เขต ๒, which nobody has to permit', () => {
  test('are for the director to confirm, by the clauses that let a group publish by itself', () => {
    expect(proofOf(yst2Photos, 'secondPerson:loading.PUBLISH').confirm).toMatchObject({
      place: 'loading.PUBLISH',
      clause: '๓.๒ ๔), ๒.๑, ๒.๓',
    })
  })

  test('would be a breach if the document were not cited for it', () => {
    const uncited = changed((procedure) => {
      choiceOf(procedure, 'loading', 'PUBLISH').meta.source = 'added'
    }, yst2Photos)
    expect(proofOf(uncited, 'secondPerson:loading.PUBLISH').outcome).toBe('violated')
  })
})

describe('every step', () => {
  test('can be reached, or is named', () => {
    const lost = changed((procedure) => {
      procedure.chart.states.elsewhere = { meta, on: { WITHDRAW: to('#withdrawn') } }
    })
    expect(proofOf(lost, 'reachable:elsewhere')).toMatchObject({
      outcome: 'violated',
      path: [],
      steps: ['elsewhere'],
    })
    expect(proofOf(standard, 'reachable')).toMatchObject({ outcome: 'holds' })
  })

  test('counts as reached where the machine only passes through it', () => {
    expect(stepOf(yst2Publication, 'publishing.website.start').always).toBeDefined()
    expect(proofOf(yst2Publication, 'reachable').outcome).toBe('holds')
  })

  test('can reach an end on the way that people can really go, which the chart as drawn does not show', () => {
    // Drawn, REOPEN leads on; but its owner has always submitted before, and is kept apart from that.
    const stuck = changed((procedure) => {
      choiceOf(procedure, 'approval', 'RETURN').target = 'parked'
      delete choiceOf(procedure, 'approval', 'RETURN').actions
      procedure.chart.states.parked = {
        meta,
        on: {
          REOPEN: to('drafting', 'owner', {
            guard: { type: 'may', params: { as: 'owner', notBy: ['SUBMIT'] } },
          }),
        },
      }
    })
    const proof = proofOf(stuck, 'ends:parked')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'RETURN by officeDirector C',
    ])
    expect(proof.path.at(-1)?.to).toEqual(['parked'])
  })
})

describe('going round without end', () => {
  const between = (target: string) => ({
    meta,
    on: { TAKE_DOWN: to('#takenDown', 'webmaster') },
    after: { publishUntil: { target, meta } },
    tags: ['public'],
  })

  test('is found where a day that is over fires its deadline again and again', () => {
    const looping = changed((procedure) => {
      procedure.chart.states.published = { ...between('again'), id: 'published' }
      procedure.chart.states.again = between('published')
    })
    const proof = proofOf(looping, 'loops')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      ...toPublic,
      'xstate.after.publishUntil.published',
      'xstate.after.publishUntil.standard-publication.again',
    ])
  })

  test('is no fault of a reminder every so many days', () => {
    const reminding = changed((procedure) => {
      procedure.deadlines.push({ id: 'soon', kind: 'days', days: 3, working: true, title: meta.title })
      stepOf(procedure, 'approval').after = { soon: { target: 'approval', reenter: true, meta } }
    })
    expect(wrongs(reminding)).toEqual([])
  })

  test('ends the proofs at once where the machine itself would never come to rest', () => {
    const endless = structuredClone(standard)
    endless.chart.states.approval = { meta, always: { target: 'webReview', meta } }
    endless.chart.states.webReview = { meta, always: { target: 'approval', meta } }
    expect(wrongs(endless)).toEqual(['violated loop:approval', 'violated loop:webReview'])
  })
})

describe('every choice', () => {
  test('can be taken by someone, or is named with the way to its step', () => {
    const idle = changed((procedure) => {
      on(procedure, 'certification', 'HURRY', {
        ...to('approval'),
        guard: { type: 'may', params: { as: 'owner', notBy: ['SUBMIT'] } },
      })
    })
    const proof = proofOf(idle, 'choice:certification.HURRY')
    expect(proof).toMatchObject({ outcome: 'violated', steps: ['certification'] })
    expect(inShort(proof)).toEqual(['SUBMIT by owner A'])
  })

  test('is hidden by an earlier one of the same name that asks no less', () => {
    const hidden = changed((procedure) => {
      const certify = choiceOf(procedure, 'certification', 'CERTIFY')
      const step = stepOf(procedure, 'certification')
      step.on = { ...step.on, CERTIFY: [certify, { ...certify, target: 'drafting' }] }
    })
    expect(wrongs(hidden)).toEqual(['violated choice:certification.CERTIFY:2'])
  })
})

describe('what the order requires before publication', () => {
  test('is found missing, with the shortest way round it', () => {
    const shortcut = changed((procedure) => {
      choiceOf(procedure, 'certification', 'CERTIFY').target = 'webReview'
      on(
        procedure,
        'drafting',
        'ASK',
        to('approval', 'owner', {
          actions: { type: 'freeze' },
          meta: { ...meta, needs: [{ field: 'publishUntil', required: true }] },
        }),
      )
    })
    expect(inShort(proofOf(shortcut, 'requires:APPROVE'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'PUBLISH by webmaster C',
    ])
    expect(inShort(proofOf(shortcut, 'requires:CERTIFY'))).toEqual([
      'ASK by owner A',
      'APPROVE by officeDirector B',
      'PUBLISH by webmaster C',
    ])
  })

  test('says for each step of the way who, from where to where, in words', () => {
    const [first, second] = proofOf(
      changed((procedure) => {
        choiceOf(procedure, 'certification', 'CERTIFY').target = 'webReview'
        choiceOf(procedure, 'webReview', 'RETURN').target = 'approval'
      }),
      'requires:APPROVE',
    ).path
    expect(first).toEqual({
      type: 'SUBMIT',
      title: { th: 'เสนอขอเผยแพร่', en: 'Submit for publication' },
      role: 'owner',
      roleTitle: { th: 'เจ้าของเรื่อง', en: 'Owner of the request' },
      person: 'A',
      from: ['drafting'],
      to: ['certification'],
    })
    expect(second).toMatchObject({ roleTitle: { th: 'ผู้อำนวยการกลุ่ม' }, to: ['webReview'] })
  })

  test('is wanted of the very content that is published', () => {
    const rewritten = changed((procedure) => {
      stepOf(procedure, 'webReview').tags = ['editable']
      choiceOf(procedure, 'webReview', 'PUBLISH').actions = { type: 'freeze' }
    })
    for (const type of ['CERTIFY', 'APPROVE']) {
      const proof = proofOf(rewritten, `requires:${type}`)
      expect(proof).toMatchObject({ outcome: 'violated', steps: ['published.live'] })
      expect(proof.sentence.th).toContain('เนื้อหาถูกแก้ไขหลัง')
      expect(inShort(proof)).toEqual(toPublic)
    }
  })

  test('stands where content can be written but what is published stays as it was approved', () => {
    // Without a freeze the public revision is the one that was approved, whatever is written after it.
    const harmless = changed((procedure) => {
      stepOf(procedure, 'webReview').tags = ['editable']
    })
    expect(proofOf(harmless, 'requires:APPROVE').outcome).toBe('holds')
  })

  test('is wanted anew after a return, even where nothing was rewritten', () => {
    const forgetful = changed((procedure) => {
      const back = choiceOf(procedure, 'webReview', 'RETURN')
      back.target = 'approval'
    })
    const proof = proofOf(forgetful, 'requires:CERTIFY')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      ...toPublic.slice(0, 3),
      'RETURN by webmaster D',
      'APPROVE by officeDirector C',
      'PUBLISH by webmaster D',
    ])
  })

  test('is wanted anew where a return forgets to say so, since the content may be another', () => {
    const careless = changed((procedure) => {
      const back = choiceOf(procedure, 'webReview', 'RETURN')
      back.target = 'correcting'
      delete back.actions
      procedure.chart.states.correcting = {
        tags: ['editable'],
        meta,
        on: { RESUBMIT: to('webReview', 'owner', { actions: { type: 'freeze' } }) },
      }
    })
    const proof = proofOf(careless, 'requires:APPROVE')
    expect(proof.sentence.th).toContain('เนื้อหาถูกแก้ไขหลัง')
    expect(inShort(proof)).toEqual([
      ...toPublic.slice(0, 3),
      'RETURN by webmaster D',
      'RESUBMIT by owner A',
      'PUBLISH by webmaster D',
    ])
  })

  test('is missing where a deadline publishes by itself', () => {
    const byItself = changed((procedure) => {
      procedure.deadlines.push({ id: 'late', kind: 'days', days: 15, working: true, title: meta.title })
      stepOf(procedure, 'approval').after = { late: { target: 'published', meta } }
    })
    expect(inShort(proofOf(byItself, 'requires:APPROVE'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'xstate.after.late.standard-publication.approval',
    ])
    expect(proofOf(byItself, 'requires:CERTIFY').outcome).toBe('holds')
  })

  test('holds where a deadline is not set, and so never passes', () => {
    const unset = changed((procedure) => {
      procedure.deadlines.push({ id: 'late', kind: 'days', days: null, working: true, title: meta.title })
      stepOf(procedure, 'approval').after = { late: { target: 'published', meta } }
    })
    expect(wrongs(unset)).toEqual([])
  })

  test('is warned of where there is nothing, with the way to the public', () => {
    const nothing = changed((procedure) => {
      procedure.requires = []
    })
    const proof = proofOf(nothing, 'requires')
    expect(proof.outcome).toBe('warning')
    expect(inShort(proof)).toEqual(toPublic)
  })

  test('cannot be of content that nobody froze', () => {
    const loose = changed((procedure) => {
      delete choiceOf(procedure, 'drafting', 'SUBMIT').actions
    })
    const proof = proofOf(loose, 'frozen')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(toPublic)
    expect(proofOf(standard, 'frozen').outcome).toBe('holds')
  })

  test('is not asked of the correction of an error that the order provides for, which the director confirms', () => {
    const proof = proofOf(cmi4Publication, 'corrected:CORRECT')
    expect(proof.outcome).toBe('warning')
    expect(proof.sentence.th).toContain('(ข้อ ๓.๒)')
    expect(choicesToConfirm(proofsOf(cmi4Publication))).toEqual([
      {
        ...{ proof: 'corrected:CORRECT', place: 'published.correcting.CORRECT', clause: 'ข้อ ๓.๒' },
        ...{ title: choiceOf(cmi4Publication, 'published.correcting', 'CORRECT').meta.title },
        sentence: proof.sentence,
      },
    ])
    expect(inShort(proof)).toEqual([
      'PROPOSE by owner A',
      'CONSENT by officeDirector B',
      'PUBLISH by webmaster C',
      'REPORT_ERROR by webmaster C',
      'CORRECT by owner A',
    ])
  })

  test('is missed where the office itself has added such a correction, by one person alone', () => {
    const own = changed((procedure) => {
      choiceOf(procedure, 'published.correcting', 'CORRECT').meta.source = 'added'
    }, cmi4Publication)
    expect(wrongs(own)).toEqual(['violated corrected:CORRECT'])
    expect(choicesToConfirm(proofsOf(own))).toEqual([])
  })

  test('has nothing to say where no step is public, which is warned of', () => {
    const secret = changed((procedure) => {
      delete stepOf(procedure, 'published.live').tags
      delete stepOf(procedure, 'published.extension').tags
    })
    expect(wrongs(secret)).toEqual(['warning public'])
  })
})

describe('people who are kept apart', () => {
  test('stay apart for someone who holds every role in every capacity', () => {
    for (const id of ['apart:SUBMIT:CERTIFY', 'apart:SUBMIT:APPROVE', 'apart:CERTIFY:APPROVE'])
      expect(proofOf(standard, id)).toMatchObject({ outcome: 'holds', path: [] })
  })

  test('are not where the same approval can be had at another step that forgot it', () => {
    const twice = changed((procedure) => {
      const certify = choiceOf(procedure, 'certification', 'CERTIFY')
      const guard = { type: 'may' as const, params: { as: 'groupDirector', within: 'group' as const } }
      stepOf(procedure, 'certification').on = {
        ...stepOf(procedure, 'certification').on,
        PASS: to('second', 'officeDirector'),
      }
      procedure.chart.states.second = {
        meta,
        on: { CERTIFY: { ...certify, guard }, WITHDRAW: to('#withdrawn') },
      }
    })
    const proof = proofOf(twice, 'apart:SUBMIT:CERTIFY')
    expect(proof).toMatchObject({ outcome: 'violated', steps: ['second'] })
    expect(inShort(proof)).toEqual([
      'SUBMIT by owner A',
      'PASS by officeDirector B',
      'CERTIFY by groupDirector A',
    ])
  })

  test('are not where the decision is forgotten between the two', () => {
    const forgotten = changed((procedure) => {
      choiceOf(procedure, 'drafting', 'SUBMIT').actions = [{ type: 'freeze' }, { type: 'startAgain' }]
    })
    expect(inShort(proofOf(forgotten, 'apart:SUBMIT:CERTIFY'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector A',
    ])
  })

  test('are not where a return leads past the submission and forgets it', () => {
    const past = changed((procedure) => {
      choiceOf(procedure, 'approval', 'RETURN').target = 'certification'
    })
    expect(inShort(proofOf(past, 'apart:SUBMIT:CERTIFY'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'RETURN by officeDirector C',
      'CERTIFY by groupDirector A',
    ])
  })

  test('are not where the two may come in the other order, and only one says so', () => {
    const eitherWay = changed((procedure) => {
      const group = (name: string) => ({ as: 'groupDirector', group: name, notBy: ['SUBMIT'] })
      const region = (name: string, type: string, notBy: string[]) => ({
        initial: 'waiting',
        meta,
        states: {
          waiting: {
            meta,
            on: {
              [type]: to('certified', '', {
                guard: { type: 'may', params: { ...group(name), notBy: ['SUBMIT', ...notBy] } },
              }),
            },
          },
          certified: { type: 'final' as const, meta },
        },
      })
      procedure.chart.states.certification = {
        type: 'parallel',
        meta,
        states: {
          ict: region('ict', 'CERTIFY_ICT', []),
          law: region('law', 'CERTIFY_LAW', ['CERTIFY_ICT']),
        },
        onDone: { target: 'approval', meta },
      }
      procedure.requires = ['CERTIFY_ICT', 'CERTIFY_LAW', 'APPROVE']
      mayOf(choiceOf(procedure, 'approval', 'APPROVE')).notBy = ['SUBMIT']
    })
    const proof = proofOf(eitherWay, 'apart:CERTIFY_ICT:CERTIFY_LAW')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      'SUBMIT by owner A',
      'CERTIFY_LAW by groupDirector B',
      'CERTIFY_ICT by groupDirector B',
      'APPROVE by officeDirector C',
      'PUBLISH by webmaster D',
    ])
  })

  test('are not where the owner, who alone may take the two choices before it, takes the third as well', () => {
    const owner = changed((procedure) => {
      choiceOf(procedure, 'handover', 'HAND_OVER').actions = { type: 'startAgain' }
      mayOf(choiceOf(procedure, 'screening', 'PUBLISH')).notBy = ['PROPOSE', 'HAND_OVER']
    }, cmi3Publication)
    for (const id of ['apart:PROPOSE:PUBLISH', 'apart:HAND_OVER:PUBLISH'])
      expect(inShort(proofOf(owner, id))).toEqual([
        'PROPOSE by owner A',
        'CERTIFY by groupDirector B',
        'HAND_OVER by owner A',
        'PUBLISH by webmaster A',
      ])
  })

  test('are not where the content goes back to be written anew but is published as it was', () => {
    const unchanged = changed((procedure) => {
      const back = choiceOf(procedure, 'approval', 'RETURN')
      back.target = 'correcting'
      procedure.chart.states.correcting = {
        tags: ['editable'],
        meta,
        on: { GO_ON: to('certification', 'webmaster') },
      }
    })
    expect(inShort(proofOf(unchanged, 'apart:SUBMIT:CERTIFY'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'RETURN by officeDirector C',
      'GO_ON by webmaster D',
      'CERTIFY by groupDirector A',
    ])
  })

  test('are not where a colleague of the owner submits again, as it was, what they have certified', () => {
    const again = changed((procedure) => {
      mayOf(choiceOf(procedure, 'drafting', 'SUBMIT')).unit = true
      delete choiceOf(procedure, 'approval', 'RETURN').actions
      Object.assign(stepOf(procedure, 'certification').on ?? {}, { PASS: to('approval', 'officeDirector') })
    })
    expect(inShort(proofOf(again, 'apart:SUBMIT:CERTIFY'))).toEqual([
      'SUBMIT by @unit A',
      'CERTIFY by groupDirector B',
      'RETURN by officeDirector C',
      'SUBMIT by @unit B',
      'PASS by officeDirector C',
      'APPROVE by officeDirector C',
      'PUBLISH by webmaster D',
    ])
    choiceOf(again, 'approval', 'RETURN').actions = { type: 'startAgain' }
    expect(proofOf(again, 'apart:SUBMIT:CERTIFY').outcome).toBe('holds')
  })

  test('are warned of where a required approval is not kept from the submission', () => {
    const close = changed((procedure) => {
      mayOf(choiceOf(procedure, 'approval', 'APPROVE')).notBy = ['CERTIFY']
    })
    const proof = proofOf(close, 'apart:SUBMIT:APPROVE')
    expect(proof).toMatchObject({ outcome: 'warning', steps: ['approval'] })
    expect(inShort(proof)).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'APPROVE by officeDirector A',
    ])
    expect(wrongs(close)).toEqual(['warning apart:SUBMIT:APPROVE'])
  })

  test('may take turns: who certified before a return may approve after it', () => {
    expect(proofOf(standard, 'apart:CERTIFY:APPROVE').outcome).toBe('holds')
  })
})

describe('what is public', () => {
  test('can come down from every step', () => {
    const stuck = changed((procedure) => {
      const published = stepOf(procedure, 'published')
      delete published.on
      delete published.after
      choiceOf(procedure, 'published.live', 'REQUEST_EXTENSION').target = '#forever'
      procedure.chart.states.forever = { id: 'forever', type: 'final', tags: ['public'], meta }
    })
    const proof = proofOf(stuck, 'takedown:published.live')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(toPublic)
    expect(inShort(proofOf(stuck, 'takedown:forever'))).toEqual([...toPublic, 'REQUEST_EXTENSION by owner A'])
    expect(proofOf(standard, 'takedown').outcome).toBe('holds')
  })

  test('comes down when its period ends, in each of its steps', () => {
    const endless = changed((procedure) => {
      const published = stepOf(procedure, 'published')
      stepOf(procedure, 'published.live').after = published.after
      delete published.after
    })
    const proof = proofOf(endless, 'period:published.extension')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([...toPublic, 'REQUEST_EXTENSION by owner A'])
    expect(wrongs(endless)).toEqual(['violated period:published.extension'])
  })

  test('comes down on the new day when its period is extended, and not on the old one', () => {
    const old = changed((procedure) => {
      const extend = choiceOf(procedure, 'published.extension', 'EXTEND')
      extend.target = 'live'
      delete extend.reenter
    })
    const proof = proofOf(old, 'period:published.live')
    expect(inShort(proof)).toEqual([
      ...toPublic,
      'REQUEST_EXTENSION by owner A',
      'EXTEND by officeDirector C',
    ])
  })

  test('has a period where one must be set before', () => {
    const bare = changed((procedure) => {
      const submit = choiceOf(procedure, 'drafting', 'SUBMIT')
      on(procedure, 'drafting', 'HURRY', { ...submit, meta })
    })
    const proof = proofOf(bare, 'periodSet')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(['HURRY by owner A', ...toPublic.slice(1)])
  })

  test('loses its period where an extension may leave it empty', () => {
    const cleared = changed((procedure) => {
      choiceOf(procedure, 'published.extension', 'EXTEND').meta.needs = [
        { field: 'publishUntil', required: false },
      ]
    })
    const proof = proofOf(cleared, 'periodSet')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      ...toPublic,
      'REQUEST_EXTENSION by owner A',
      'EXTEND by officeDirector C',
    ])
  })

  test('loses what an earlier event had ticked where a later one leaves it empty, though it is the only option', () => {
    const words = { th: 'มีข้อมูลส่วนบุคคล', en: 'Personal data' }
    const sorted = changed((procedure) => {
      const field = { field: 'kinds', type: 'checkboxes' as const, title: words, required: false }
      const personal = { ...field, options: [{ id: 'personal', title: words }] }
      choiceOf(procedure, 'certification', 'CERTIFY').meta.needs = [{ ...personal, required: true }]
      const approve = choiceOf(procedure, 'approval', 'APPROVE')
      approve.meta.needs = [personal]
      approve.target = 'sorting'
      const asked = { type: 'asked' as const, params: { field: 'kinds', value: 'personal' } }
      procedure.chart.states.sorting = {
        meta,
        always: [
          { target: 'approval', guard: asked, meta },
          { target: 'webReview', meta },
        ],
      }
    })
    expect(wrongs(sorted)).toEqual([])
  })

  test('has no source that an event of its own brings after the decisions, nor a kind that no document leaves to it', () => {
    const words = { th: 'แหล่งที่มา', en: 'Source' }
    const late = (field: string, source: 'document' | 'added') =>
      changed((procedure) => {
        procedure.form = procedure.form.filter(({ name }) => name !== 'source')
        const { meta } = choiceOf(procedure, 'webReview', 'PUBLISH')
        meta.needs = [{ field, type: 'text', title: words, required: false }]
        meta.source = source
      })
    const proof = proofOf(late('source', 'document'), 'shown:PUBLISH:source')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(toPublic)
    expect(proofOf(late('category', 'added'), 'shown:PUBLISH:category').outcome).toBe('warning')
    expect(wrongs(late('category', 'document'))).toEqual([])
    expect(wrongs(late('remark', 'added'))).toEqual([])
  })

  test('stays until somebody takes it down where no period can be set', () => {
    const openEnded = changed((procedure) => {
      delete choiceOf(procedure, 'drafting', 'SUBMIT').meta.needs
      delete choiceOf(procedure, 'published.extension', 'EXTEND').meta.needs
      delete stepOf(procedure, 'published').after
      procedure.deadlines = []
    })
    expect(proofOf(openEnded, 'period').sentence.th).toContain('จนกว่าจะมีผู้นำออก')
    expect(wrongs(openEnded)).toEqual([])
  })
})

describe('the roles that a chart names', () => {
  test('are warned of by name where nobody in this office holds them today', () => {
    const proof = proofOf(
      standard,
      'held:officeDirector',
      without(({ role }) => role === 'officeDirector'),
    )
    expect(proof).toMatchObject({ outcome: 'warning', steps: ['approval', 'published.extension'] })
    expect(proof.sentence.th).toContain('“ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา”')
  })

  test('are looked for in each group that has an officer', () => {
    const noDirector = without(({ role, group }) => role === 'groupDirector' && group === 'law')
    expect(wrongs(standard, noDirector)).toEqual(['warning held:groupDirector:law'])
    expect(proofOf(standard, 'held:groupDirector:law', noDirector).sentence.th).toContain('กลุ่มกฎหมาย')
    expect(
      wrongs(
        standard,
        without(({ group }) => group === 'law', noDirector),
      ),
    ).toEqual([])
  })

  test('are looked for in the group that a choice names', () => {
    const named = changed((procedure) => {
      const may = mayOf(choiceOf(procedure, 'certification', 'CERTIFY'))
      delete may.within
      may.group = 'law'
      delete stepOf(procedure, 'certification').on?.RETURN
    })
    const noDirector = without(({ role, group }) => role === 'groupDirector' && group === 'law')
    expect(wrongs(named, noDirector)).toEqual(['warning held:groupDirector:law'])
    expect(
      wrongs(
        named,
        without(({ role, group }) => role === 'groupDirector' && group === 'ict'),
      ),
    ).toEqual([])
  })

  test('need two people where one person may not take both choices', () => {
    const twoSignatures = changed((procedure) => {
      const may = mayOf(choiceOf(procedure, 'webReview', 'PUBLISH'))
      Object.assign(may, { as: 'officeDirector', notBy: ['APPROVE'] })
    })
    expect(wrongs(twoSignatures)).toEqual(['warning heldByTwo:APPROVE:PUBLISH'])
    const deputy = { role: 'officeDirector', group: null, person: 'deputy' }
    expect(wrongs(twoSignatures, { ...fullOffice, holders: [...fullOffice.holders, deputy] })).toEqual([])
  })

  test('are not held by two where one person holds both posts', () => {
    const acting = {
      ...fullOffice,
      holders: fullOffice.holders.map((holder) =>
        holder.role === 'officeDirector' ? { ...holder, person: 'director of law' } : holder,
      ),
    }
    expect(wrongs(standard, acting)).toEqual(['warning heldByTwo:APPROVE:CERTIFY:law'])
  })
})

describe('names', () => {
  test('of groups must be of this office', () => {
    const stranger = changed((procedure) => {
      mayOf(choiceOf(procedure, 'certification', 'RETURN')).group = 'moon'
    })
    expect(proofOf(stranger, 'group:moon')).toMatchObject({ outcome: 'violated', steps: ['certification'] })
  })

  test('of options must be offered by their field', () => {
    const mistaken = changed((procedure) => {
      const start = stepOf(procedure, 'publishing.website.start')
      const [first] = [start.always ?? []].flat()
      if (first) first.guard = { type: 'asked', params: { field: 'channels', value: 'wbesite' } }
    }, yst2Publication)
    expect(wrongs(mistaken)).toContain('violated option:channels:wbesite')
  })
})

describe("an office's own rules", () => {
  const rule = (change: Partial<Procedure['rules'][number]>) =>
    changed((procedure) => {
      procedure.rules = [
        {
          id: 'own',
          kind: 'neverBefore',
          event: 'PUBLISH',
          other: 'CERTIFY',
          ...change,
        } as Procedure['rules'][number],
      ]
    })

  test('hold where every path keeps them', () => {
    expect(proofOf(rule({}), 'rule:own').outcome).toBe('holds')
    expect(
      proofOf(rule({ kind: 'onlyAfter', other: 'APPROVE', by: 'officeDirector' }), 'rule:own').outcome,
    ).toBe('holds')
  })

  test('are broken by the shortest path that does not', () => {
    const proof = proofOf(rule({ event: 'RETURN', other: 'APPROVE' }), 'rule:own')
    expect(proof).toMatchObject({ outcome: 'violated', steps: ['certification'] })
    expect(inShort(proof)).toEqual(['SUBMIT by owner A', 'RETURN by groupDirector B'])
  })

  test('count anew after a return, or once for all', () => {
    const twice = (kind: 'neverBefore' | 'onlyAfter') =>
      changed((procedure) => {
        procedure.rules = [{ id: 'own', kind, event: 'RESUBMIT', other: 'CERTIFY' }]
        on(
          procedure,
          'certification',
          'AGAIN',
          to('waiting', 'groupDirector', { actions: { type: 'startAgain' } }),
        )
        on(
          procedure,
          'approval',
          'AGAIN',
          to('waiting', 'officeDirector', { actions: { type: 'startAgain' } }),
        )
        delete stepOf(procedure, 'certification').on?.AGAIN
        procedure.chart.states.waiting = { meta, on: { RESUBMIT: to('certification') } }
      })
    expect(proofOf(twice('neverBefore'), 'rule:own').outcome).toBe('holds')
    expect(inShort(proofOf(twice('onlyAfter'), 'rule:own'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'AGAIN by officeDirector C',
      'RESUBMIT by owner A',
    ])
  })

  test('are broken where another role may do what they want of one', () => {
    const either = changed((procedure) => {
      procedure.rules = [
        { id: 'own', kind: 'onlyAfter', event: 'PUBLISH', other: 'APPROVE', by: 'officeDirector' },
      ]
      mayOf(choiceOf(procedure, 'approval', 'APPROVE')).as = ['officeDirector', 'webmaster']
    })
    expect(inShort(proofOf(either, 'rule:own'))).toEqual([
      'SUBMIT by owner A',
      'CERTIFY by groupDirector B',
      'APPROVE by webmaster C',
      'PUBLISH by webmaster C',
    ])
  })
})

describe('a long chart', () => {
  test('of thirty steps, with two groups side by side, returns and reminders, is proved whole', () => {
    const long = changed(() => {}, longProcedure(30))
    expect(stepCount(long)).toBe(30)
    const groups = [...fullOffice.groups, { id: 'finance', name: { th: 'กลุ่มการเงิน', en: 'Finance Group' } }]
    const director = { role: 'groupDirector', group: 'finance', person: 'director of finance' }
    expect(wrongs(long, { groups, holders: [...fullOffice.holders, director] })).toEqual([])
  })

  test('that is too involved to be proved is not said to be sound', () => {
    // Every track keeps apart whoever has certified in the one before it, so that their order makes a difference.
    const notBy = (track: number, step: number) => ['SUBMIT', certify(Math.max(1, track - 1), step)]
    const involved = changed(() => {}, tracksProcedure({ tracks: 8, steps: 5, notBy }))
    expect(wrongs(involved)).toEqual(['unproved bounded'])
  })
})
