import { describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type {
  Chart,
  Deadline,
  May,
  Meta,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../../machines/procedure/procedure.ts'
import { choicesToConfirm, type Proof } from '../../../machines/proofs/proofs.ts'
import { changed, choiceOf, inShort, mayOf, proofOf, proofsOf } from '../../support/proving.ts'
import { end, meta, procedureOf, to } from '../../support/small-chart.ts'

const freeze: Partial<Transition> = { actions: { type: 'freeze' } }
const cited: Partial<Transition> = { meta: { ...meta, source: 'document', clause: 'ข้อ ๒.๓' } }
const by = (as: string, target: string, may: Partial<May> = {}, more: Partial<Transition> = {}): Transition =>
  to(target, { guard: { type: 'may', params: { as, ...may } }, ...more })
const soon: Deadline = { id: 'soon', kind: 'days', days: 3, working: true, title: meta.title }

/** Written, then what a test says, then public. */
function procedureWith(
  submit: Transition,
  states: Record<string, StateNodeConfig> = {},
  shown: Partial<StateNodeConfig> = {},
): Procedure {
  const chart: Chart = {
    id: 'alone',
    meta,
    initial: 'writing',
    states: {
      writing: { id: 'writing', meta, tags: ['editable'], on: { SUBMIT: submit } },
      ...states,
      shown: { id: 'shown', meta, tags: ['public'], on: { TAKE_DOWN: by('webmaster', '#ended') }, ...shown },
      ended: { id: 'ended', ...end },
    },
  }
  const checked = checkProcedure(procedureOf(chart, [soon]))
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.procedure
}

const about = (procedure: Procedure): Proof[] =>
  proofsOf(procedure).filter(({ id }) => /^(secondPerson|corrected)/.test(id))
const told = (procedure: Procedure) => about(procedure).map(({ id, outcome }) => `${outcome} ${id}`)
const ways = (procedure: Procedure) => about(procedure).map(inShort)

describe('a procedure that publishes without the decision of a second person', () => {
  test('is wrong, though nothing is required of it', () => {
    const procedure = procedureWith(to('#shown', freeze))
    expect(told(procedure)).toEqual(['violated secondPerson:writing.SUBMIT'])
    expect(ways(procedure)).toEqual([['SUBMIT by owner A']])
    expect(choicesToConfirm(proofsOf(procedure))).toEqual([])
  })

  test('waits for the director to confirm it where a clause of the document is cited for the choice', () => {
    const procedure = procedureWith(to('#shown', { ...freeze, ...cited }))
    expect(told(procedure)).toEqual(['warning secondPerson:writing.SUBMIT'])
    const [confirmation] = choicesToConfirm(proofsOf(procedure))
    expect(confirmation).toMatchObject({
      proof: 'secondPerson:writing.SUBMIT',
      place: 'writing.SUBMIT',
      clause: 'ข้อ ๒.๓',
    })
    expect(confirmation?.sentence.th).toContain('ต้องให้ผู้อำนวยการสำนักงานยืนยัน')
  })

  test.each<[string, Partial<Meta>]>([
    ['the label without a clause', { source: 'document', clause: ' ' }],
    ['the label and a clause that shows nothing', { source: 'document', clause: '\u2063\u2800' }],
    ['a clause that the office has added', { source: 'added', clause: 'เพิ่มเติมจากเอกสาร (๒.๓)' }],
  ])('is wrong with %s', (_, words) => {
    const procedure = procedureWith(to('#shown', { ...freeze, meta: { ...meta, ...words } }))
    expect(told(procedure)).toEqual(['violated secondPerson:writing.SUBMIT'])
  })

  test('is wrong where one person may hold both posts', () => {
    const publish = (may: Partial<May>) =>
      procedureWith(to('waiting', freeze), {
        waiting: { meta, on: { PUBLISH: by('webmaster', '#shown', may) } },
      })
    expect(told(publish({}))).toEqual(['violated secondPerson:waiting.PUBLISH'])
    expect(ways(publish({}))).toEqual([['SUBMIT by owner A', 'PUBLISH by webmaster A']])
    expect(told(publish({ notBy: ['SUBMIT'] }))).toEqual(['holds secondPerson'])
  })

  test('is wrong where all who decide are no longer kept apart', () => {
    const procedure = changed((one) => {
      delete mayOf(choiceOf(one, 'certification', 'CERTIFY')).notBy
      delete mayOf(choiceOf(one, 'approval', 'APPROVE')).notBy
    })
    expect(told(procedure)).toEqual(['violated secondPerson:webReview.PUBLISH'])
  })

  test('is wrong where a shortcut is laid to a step whose own choice cites the document', () => {
    const procedure = procedureWith(to('waiting', freeze), {
      waiting: { meta, on: { PUBLISH: by('webmaster', '#shown', {}, cited) } },
    })
    expect(told(procedure)).toEqual(['violated secondPerson:waiting.PUBLISH'])
  })

  test('is not saved by a second person who only sent it back, or only took note', () => {
    const waiting: StateNodeConfig = {
      meta,
      on: {
        RETURN: by('officeDirector', '#writing', { notBy: ['SUBMIT'] }),
        NOTE: to(undefined, { guard: { type: 'may', params: { as: 'groupDirector', notBy: ['SUBMIT'] } } }),
        GO_ON: to('#shown'),
      },
    }
    expect(told(procedureWith(to('waiting', freeze), { waiting }))).toEqual([
      'violated secondPerson:waiting.GO_ON',
    ])
  })

  test('is not saved by a decision on an earlier wording', () => {
    const procedure = procedureWith(to('checking', freeze), {
      checking: { meta, on: { CERTIFY: by('groupDirector', 'mending', { notBy: ['SUBMIT'] }) } },
      mending: { meta, tags: ['editable'], on: { SEND: to('#shown', freeze), KEEP: to('#shown') } },
    })
    expect(told(procedure)).toEqual(['violated secondPerson:mending.SEND'])
  })

  test('is wrong where a deadline publishes what nobody else has looked at', () => {
    const procedure = procedureWith(to('waiting', freeze), {
      waiting: {
        meta,
        on: { CERTIFY: by('groupDirector', '#shown', { notBy: ['SUBMIT'] }) },
        after: { soon: { target: '#shown', meta } },
      },
    })
    expect(about(procedure).map(({ outcome }) => outcome)).toEqual(['violated'])
    expect(ways(procedure)).toEqual([['SUBMIT by owner A', 'xstate.after.soon.alone.waiting']])
  })

  test('is wrong where nobody has even submitted what a deadline publishes', () => {
    const procedure = procedureWith(by('owner', '#ended'))
    Object.assign(procedure.chart.states.writing ?? {}, { after: { soon: { target: '#shown', meta } } })
    expect(told(procedure)).toEqual(['violated secondPerson:writing.xstate.after.soon.writing'])
    expect(ways(procedure)).toEqual([['xstate.after.soon.writing']])
  })

  test('is wrong where one who is not the owner rewrites what was certified, and publishes it', () => {
    const procedure = procedureWith(to('checking', freeze), {
      checking: { meta, on: { CERTIFY: by('groupDirector', 'editing', { notBy: ['SUBMIT'] }) } },
      editing: {
        meta,
        tags: ['editable'],
        on: { EDIT: by('webmaster', 'ready', { notBy: ['SUBMIT'] }, freeze) },
      },
      ready: { meta, on: { PUBLISH: by('webmaster', '#shown', { notBy: ['SUBMIT'] }) } },
    })
    expect(ways(procedure)).toEqual([
      ['SUBMIT by owner A', 'CERTIFY by groupDirector B', 'EDIT by webmaster C', 'PUBLISH by webmaster C'],
    ])
  })
})

describe('an edge that rewrites what is public', () => {
  const rewriting = (meta: Partial<Meta>, as = 'owner') =>
    procedureWith(
      to('checking', freeze),
      { checking: { meta: standing, on: { CERTIFY: by('groupDirector', '#shown', { notBy: ['SUBMIT'] }) } } },
      {
        tags: ['public', 'editable'],
        on: {
          TAKE_DOWN: by('webmaster', '#ended'),
          REWRITE: by(as, '#shown', {}, { ...freeze, meta: { ...standing, ...meta } }),
        },
      },
    )
  const standing = meta

  test('is judged by what happens: the document is cited, and the director confirms it', () => {
    const procedure = rewriting({ source: 'document', clause: 'ข้อ ๓.๒' })
    expect(told(procedure)).toEqual(['holds secondPerson', 'warning corrected:REWRITE'])
    expect(choicesToConfirm(proofsOf(procedure)).map(({ clause }) => clause)).toEqual(['ข้อ ๓.๒'])
  })

  test('is wrong without one, also where nothing is required', () => {
    expect(told(rewriting({}))).toEqual(['holds secondPerson', 'violated corrected:REWRITE'])
    expect(told(rewriting({}, 'webmaster'))).toEqual(['holds secondPerson', 'violated corrected:REWRITE'])
  })

  test('of what was certified is never said to hold because of a label', () => {
    for (const source of ['document', 'added'] as const) {
      const procedure = { ...rewriting({ source }), requires: ['CERTIFY'] }
      expect(proofOf(procedure, 'corrected:REWRITE').outcome).not.toBe('holds')
    }
  })
})

describe('§2.2: a choice that the owner’s whole unit may take', () => {
  const ofUnit: Partial<May> = { unit: true }
  const begun = (certify: Partial<May>) => {
    const procedure = procedureWith(by('owner', 'checking', ofUnit, freeze), {
      begun: { meta, on: { BEGIN: by('owner', '#writing') } },
      checking: { meta, on: { CERTIFY: by('groupDirector', '#shown', certify) } },
    })
    procedure.chart.initial = 'begun'
    return procedure
  }

  test('is tried by a colleague whom nothing bars that bars the owner', () => {
    expect(ways(begun({ notBy: ['BEGIN'] }))).toEqual([
      ['BEGIN by owner A', 'SUBMIT by @unit B', 'CERTIFY by groupDirector B'],
    ])
    expect(told(begun({ notBy: ['BEGIN', 'SUBMIT'] }))).toEqual(['holds secondPerson'])
  })

  const confirming = (may: Partial<May>) =>
    procedureWith(by('owner', 'confirming', ofUnit, freeze), {
      confirming: { meta, on: { CONFIRM: by('owner', '#shown', may) } },
    })

  test('is a decision of a second person where whoever proposed is kept from it, and can be taken', () => {
    const procedure = confirming({ ...ofUnit, notBy: ['SUBMIT'] })
    expect(told(procedure)).toEqual(['holds secondPerson'])
    const outcomes = proofsOf(procedure).map(({ id, outcome }) => `${outcome} ${id}`)
    expect(outcomes).toContain('holds apart:SUBMIT:CONFIRM')
    expect(outcomes.filter((one) => /reachable|choices|ends/.test(one))).not.toContainEqual(
      expect.stringMatching(/^violated/),
    )
    // Without the unit only a colleague’s proposal could be confirmed by the owner; one’s own comes to nothing.
    expect(told(confirming({ notBy: ['SUBMIT'] }))).toEqual(['holds secondPerson'])
  })

  test('is no such decision where the same one may take both', () => {
    expect(ways(confirming(ofUnit))).toEqual([['SUBMIT by owner A', 'CONFIRM by owner A']])
    // Not the owner, whom the first step bars: a colleague takes both.
    const procedure = procedureWith(by('owner', 'confirming', { ...ofUnit, notBy: ['BEGIN'] }, freeze), {
      begun: { meta, on: { BEGIN: by('owner', '#writing') } },
      confirming: { meta, on: { CONFIRM: by('owner', '#shown', ofUnit) } },
    })
    procedure.chart.initial = 'begun'
    expect(ways(procedure)).toEqual([['BEGIN by owner A', 'SUBMIT by @unit B', 'CONFIRM by @unit B']])
  })

  test('leaves whoever has a post in the group to the unit, and another of that role to the role', () => {
    const procedure = procedureWith(to('checking', freeze), {
      checking: { meta, on: { CHECK: by('webmaster', 'sending', { notBy: ['SUBMIT'] }) } },
      sending: {
        meta,
        on: {
          SEND: {
            ...by('owner', '#shown', ofUnit),
            guard: { type: 'may', params: { as: ['owner', 'webmaster'], unit: true } },
          },
        },
      },
    })
    expect(told(procedure)).toEqual(['holds secondPerson'])
  })
})
