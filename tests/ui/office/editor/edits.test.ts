import { describe, expect, test } from '@jest/globals'
import { offices, standard } from '../../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../../machines/procedure/check-procedure.ts'
import { emptyProcedure } from '../../../../machines/procedure/empty-procedure.ts'
import type { Procedure } from '../../../../machines/procedure/procedure.ts'
import { raised, withNewMarked } from '../../../../machines/procedure/provenance.ts'
import {
  addChoice,
  moveTransition,
  removeTransition,
} from '../../../../ui/office/drafts/editor/edits/choices.ts'
import { differingPlaces } from '../../../../ui/office/drafts/editor/edits/compare.ts'
import { copyStep, pasteStep, readCopied } from '../../../../ui/office/drafts/editor/edits/copy-step.ts'
import { mayRenameEvent, renameEvent } from '../../../../ui/office/drafts/editor/edits/events.ts'
import { conditionAt, setCondition } from '../../../../ui/office/drafts/editor/edits/guards.ts'
import {
  eventsBefore,
  eventsBeside,
  insertDecision,
  leadingChoices,
} from '../../../../ui/office/drafts/editor/edits/insert.ts'
import {
  type Json,
  objectOf,
  type Path,
  setAt,
  valueAt,
} from '../../../../ui/office/drafts/editor/edits/json.ts'
import { eventFrom, eventTypes, keyFrom } from '../../../../ui/office/drafts/editor/edits/names.ts'
import {
  addTrackLike,
  endParallel,
  forwardChoices,
  makeParallel,
} from '../../../../ui/office/drafts/editor/edits/parallel.ts'
import {
  addItem,
  itemsOf,
  type List,
  mayRemoveField,
  removeDeadline,
  removeField,
  renameItem,
  usesOf,
} from '../../../../ui/office/drafts/editor/edits/parts.ts'
import {
  addStep,
  makeFinal,
  moveStep,
  removeStep,
  renameStep,
  transitionsTo,
} from '../../../../ui/office/drafts/editor/edits/steps.ts'
import { targetOf } from '../../../../ui/office/drafts/editor/edits/targets.ts'
import {
  nodeAt,
  startsWith,
  stepsOf,
  titleOf,
  transitionsOf,
} from '../../../../ui/office/drafts/editor/edits/walk.ts'
import {
  conditional,
  director,
  choice as given,
  urgent,
  when,
} from '../../../support/conditional-procedure.ts'
import { inFirstLanguage } from '../../../support/unmarked.ts'

/**
 * As the editor has them: out of JSON, so that no part stands at two places; in the first language, for it is the editor
 * that marks what an edit made (`mark-fields.test.tsx`).
 */
const procedures = [...offices.flatMap((office) => office.procedures), standard, emptyProcedure].map(
  (procedure) => JSON.parse(JSON.stringify(inFirstLanguage(procedure))) as Json,
)
const named = procedures.map((json) => [String(json.id), json] as const)
const cmi3 = procedures[0] as Json
const words = (th: string, en = th) => ({
  title: { th, en },
  clause: '-',
  source: 'added' as const,
})

const problemsOf = (json: Json) => {
  const checked = checkProcedure(json)
  return checked.ok ? [] : checked.problems
}
/** Names that an edit left without what they name. That a date is asked for nowhere any more is said, not mended. */
const lostNames = (json: Json) =>
  problemsOf(json).filter(({ code }) => code.startsWith('unknown') && code !== 'unknown_field')
/** All that the chart says, with every target as the path that it names: what no renaming may change. */
const meaningOf = (json: Json, rename: (path: string[]) => string[] = (path) => path) =>
  transitionsOf(json).map((placed) => ({
    ...{ from: rename(placed.from).join('.'), kind: placed.kind, name: placed.name },
    to: rename(targetOf(json, placed) ?? []).join('.'),
    ...{ guard: placed.transition.guard, actions: placed.transition.actions, meta: placed.transition.meta },
  }))
/** Everything below a place is the very same object in both. */
const expectUntouched = (before: Json, after: Json, except: string[]) => {
  for (const name of Object.keys(before)) if (!except.includes(name)) expect(after[name]).toBe(before[name])
}
/** Every step, and every transition, of every procedure: few enough to try each edit on all of them. */
const everyStep = procedures.flatMap((json) => [...stepsOf(json)].map(({ path }) => ({ json, path })))
const everyTransition = procedures.flatMap((json) => transitionsOf(json).map((placed) => ({ json, placed })))

describe('a value set at a place', () => {
  test('leaves everything beside the way to it the very same', () => {
    const at = ['chart', 'states', 'certification', 'meta', 'title', 'th']
    const after = setAt(cmi3, at, 'ตรวจ')
    expect(valueAt(after, at)).toBe('ตรวจ')
    expect(differingPlaces(cmi3, after)).toEqual([at])
    expectUntouched(cmi3, after, ['chart'])
    const { certification: _, ...others } = (after.chart as { states: Json }).states
    for (const [name, node] of Object.entries(others))
      expect(node).toBe((cmi3.chart as { states: Json }).states[name])
    expect(setAt(after, at, 'ตรวจ')).toBe(after)
  })

  test('makes what is missing on the way, and is taken away by undefined', () => {
    const made = setAt({} as Json, ['chart', 'states', 'a'], {})
    expect(made).toEqual({ chart: { states: { a: {} } } })
    expect(setAt(made, ['chart', 'states', 'a'], undefined)).toEqual({ chart: { states: {} } })
    expect(setAt({ list: [1, 2, 3] } as Json, ['list', 1], undefined)).toEqual({ list: [1, 3] })
  })
})

describe('a step', () => {
  test('is renamed with everything that leads to it; renamed back, all is as it was', () => {
    for (const { json, path } of everyStep) {
      const parent = path.slice(0, -1)
      const renamed = renameStep(json, path, 'anotherName')
      const move = (step: string[]) =>
        startsWith(step, path) ? [...parent, 'anotherName', ...step.slice(path.length)] : step
      expect(meaningOf(renamed)).toEqual(meaningOf(json, move))
      expect(problemsOf(renamed)).toEqual([])
      expectUntouched(json, renamed, ['chart'])
      const back = renameStep(renamed, [...parent, 'anotherName'], path.at(-1) ?? '')
      expect(JSON.stringify(back)).toBe(JSON.stringify(json))
    }
  })

  test('is not renamed to what cannot be a name, or is one already', () => {
    for (const name of ['handover', '', '1a', 'ก', 'a.b', '__proto__'])
      expect(renameStep(cmi3, ['certification'], name)).toBe(cmi3)
  })

  test('moves up and down without changing what the chart means', () => {
    for (const { json, path } of everyStep)
      for (const by of [-1, 1]) {
        const moved = moveStep(json, path, by)
        const sorted = (given: Json) =>
          meaningOf(given)
            .map((placed) => JSON.stringify(placed))
            .sort()
        expect(sorted(moved)).toEqual(sorted(json))
        expect(problemsOf(moved)).toEqual([])
        if (moved !== json) expect(JSON.stringify(moveStep(moved, path, -by))).toBe(JSON.stringify(json))
      }
  })

  test('is removed, and nothing names it or what only it offered any more', () => {
    for (const { json, path } of everyStep) {
      const others = [null, ...[...stepsOf(json)].filter((step) => !startsWith(step.path, path))]
      for (const other of others) {
        const left = removeStep(json, path, other?.path ?? null)
        if (left === json) continue
        expect(nodeAt(left, path)).toBeUndefined()
        const unknown = lostNames(left)
        expect(unknown).toEqual([])
        expect(problemsOf(left).map(({ code }) => code)).not.toContain('missing_initial')
      }
    }
  })

  test('that others lead to says which do', () => {
    const transitions = transitionsTo(cmi3, ['drafting']).map(({ from, name }) => `${from.join('.')} ${name}`)
    expect(transitions).toEqual(['certification RETURN', 'certification RECALL', 'screening REFUSE'])
    const left = removeStep(cmi3, ['handover'], ['screening'])
    expect(transitionsTo(left, ['screening']).map(({ name }) => name)).toEqual(['CERTIFY'])
    expect(lostNames(left)).toEqual([])
  })

  test('is added under a name of its own, once it has words in either language', () => {
    const { json, path } = addStep(cmi3, {
      parent: [],
      after: 'certification',
      words: words('ผอ. เห็นชอบ', 'The director approves'),
    })
    expect(path).toEqual(['directorApproves'])
    expect(addStep(json, { parent: [], words: words('ผอ. เห็นชอบ', 'The director approves') }).path).toEqual([
      'directorApproves2',
    ])
    expect(keyFrom({ th: 'ผอ.สพป. เห็นชอบ', en: '' }, ['approve'], 'step')).toBe('approve2')
    expect(keyFrom({ th: 'อื่น', en: 'อื่น' }, [], 'step')).toBe('step')
    expect(eventFrom({ th: 'ไม่อนุญาต', en: '' }, [])).toBe('DISALLOW')
  })

  test('of a submission is not called by what it is for: not PUBLISH, not PERMIT', () => {
    expect(eventFrom({ th: 'เสนอขอเผยแพร่ข่าว', en: '' }, [])).toBe('PROPOSE')
    expect(eventFrom({ th: 'เสนอเพื่ออนุญาต', en: '' }, [])).toBe('PROPOSE')
    expect(eventFrom({ th: 'ขอเผยแพร่ข่าว', en: '' }, [], 'submit')).toBe('SUBMIT')
    expect(eventFrom({ th: 'ส่งกลับ ไม่อนุญาตให้เผยแพร่', en: '' }, ['RETURN'], 'return')).toBe('RETURN_2')
    expect(eventFrom({ th: 'ขอเผยแพร่ข่าว', en: 'Hand in' }, [], 'submit')).toBe('HAND_IN')
  })

  test('that ends the procedure offers nothing', () => {
    const ended = makeFinal(cmi3, ['screening'], true)
    expect(nodeAt(ended, ['screening'])).toMatchObject({ type: 'final' })
    expect(eventTypes(ended)).not.toContain('PUBLISH')
  })
})

describe('a choice', () => {
  test('has its event renamed wherever it is spoken of', () => {
    for (const {
      json,
      placed: { kind, name },
    } of everyTransition) {
      if (kind !== 'on') continue
      const renamed = renameEvent(json, name, 'SOMETHING_ELSE')
      expect(problemsOf(renamed)).toEqual([])
      expect(JSON.stringify(renamed)).not.toContain(`"${name}"`)
      expect(JSON.stringify(renameEvent(renamed, 'SOMETHING_ELSE', name))).toBe(JSON.stringify(json))
    }
  })

  test('is not given the name of another choice of its step', () => {
    expect(mayRenameEvent(cmi3, 'RETURN', 'CERTIFY')).toBe(false)
    expect(renameEvent(cmi3, 'RETURN', 'CERTIFY')).toBe(cmi3)
  })

  test('is removed, and nothing asks for what nobody can do any more', () => {
    for (const { json, placed } of everyTransition) {
      const left = removeTransition(json, placed.at)
      expect(transitionsOf(left)).toHaveLength(transitionsOf(json).length - 1)
      const unknown = lostNames(left)
      expect(unknown).toEqual([])
    }
    const left = removeTransition(cmi3, ['chart', 'states', 'certification', 'on', 'CERTIFY'])
    expect(left.requires).toEqual([])
    expect(JSON.stringify(left)).not.toContain('"CERTIFY"')
  })

  test('moves among the choices of its step and back', () => {
    for (const {
      json,
      placed: { at },
    } of everyTransition) {
      const moved = moveTransition(json, at, 1)
      if (moved === json) continue
      const last = at.at(-1)
      const there = typeof last === 'number' ? [...at.slice(0, -1), last + 1] : at
      expect(JSON.stringify(moveTransition(moved, there, -1))).toBe(JSON.stringify(json))
    }
  })

  test('is the same event as the one with the same words elsewhere, and never two of one step', () => {
    const back = {
      step: ['handover'],
      to: ['drafting'],
      who: { as: ['webmaster'] },
      words: words('ส่งกลับพร้อมเหตุผล'),
    }
    const once = addChoice(cmi3, back)
    expect(once.type).toBe('RETURN')
    const twice = addChoice(once.json, back)
    expect(twice.type).toBe('RETURN_2')
    expect(problemsOf(twice.json)).toEqual([])
  })
})

describe('an inserted decision', () => {
  const decider = (th: string, group?: string) => ({
    words: words(th),
    title: { th: `เห็นชอบ ${th}`, en: `Approve ${th}` },
    who: { as: ['groupDirector'], ...(group ? { group } : { within: 'group' as const }) },
  })
  const decision = (...deciders: ReturnType<typeof decider>[]) => ({
    ...{ words: words('พิจารณา', 'Consider'), deciders, withdrawal: true, required: true },
  })

  test.each(named)('of one or of several leaves %s sound, after whatever choice', (_, given) => {
    const [role] = itemsOf(cmi3, 'roles')
    const json = itemsOf(given, 'roles').some(({ id }) => id === 'groupDirector')
      ? given
      : setAt(given, ['roles'], [...(given.roles as unknown[]), role?.item])
    const first = String((json.chart as Json).initial)
    for (const choice of leadingChoices(json))
      for (const deciders of [[decider('ก')], [decider('ก', 'policy'), decider('ข', 'law')]]) {
        const made = insertDecision(json, choice, { ...decision(...deciders), sendBackTo: [first] })
        expect(problemsOf(made?.json ?? {})).toEqual([])
        expect(eventTypes(made?.json ?? {})).toHaveLength(
          new Set([...eventTypes(json), 'RETURN']).size + deciders.length,
        )
        const target = targetOf(json, choice)
        // What led to the old target leads to it still, by way of the new step.
        expect(transitionsTo(made?.json ?? {}, target ?? []).length).toBeGreaterThan(0)
        expectUntouched(json, made?.json ?? {}, ['chart', 'requires'])
      }
  })

  test('knows who decided before it since the request last started again', () => {
    expect(eventsBefore(cmi3, ['screening'])).toEqual(['PROPOSE', 'CERTIFY', 'HAND_OVER'])
    expect(eventsBefore(cmi3, ['drafting'])).toEqual([])
  })
})

describe('several at the same time', () => {
  const [certify] = forwardChoices(cmi3, ['certification'])
  const track = (th: string, group: string) => ({
    words: words(th),
    title: { th: `รับรอง ${th}`, en: `Certify ${th}` },
    who: { as: ['groupDirector'], group },
  })
  const both = certify ? makeParallel(cmi3, certify, [track('ก', 'policy'), track('ข', 'law')]) : {}

  test('both have to act, and both are required and kept apart wherever the one was', () => {
    expect(problemsOf(both)).toEqual([])
    expect(both.requires).toEqual(['CERTIFY', 'CERTIFY_2'])
    const [publish] = transitionsOf(both).filter(({ name }) => name === 'PUBLISH')
    expect(valueAt(publish?.transition, ['guard', 'params', 'notBy'])).toEqual(['CERTIFY', 'CERTIFY_2'])
    expect(nodeAt(both, ['certification'])).toMatchObject({
      type: 'parallel',
      onDone: { target: 'handover' },
    })
    const returns = transitionsOf(both).filter(({ name }) => name === 'RETURN')
    expect(returns.map(({ from }) => from.length)).toEqual([3, 3])
    expect(returns.map((placed) => targetOf(both, placed))).toEqual([['drafting'], ['drafting']])
    const checklists = transitionsOf(both).filter(({ name }) => name.startsWith('CERTIFY'))
    for (const { transition } of checklists)
      expect(valueAt(transition, ['meta', 'needs'])).toEqual(valueAt(certify?.transition, ['meta', 'needs']))
  })

  test('what is copied into each track keeps what was said of where it comes from', () => {
    const second = raised(cmi3)
    const [choice] = forwardChoices(second, ['certification'])
    if (!choice) throw new Error('nothing leads on from certification')
    const back = ['chart', 'states', 'certification', 'on', 'RETURN']
    const { clause, source } = valueAt(second, [...back, 'guard']) as Json
    expect(source).toBe('added')
    const made = makeParallel(second, choice, [track('ก', 'policy'), track('ข', 'law')])
    const returns = transitionsOf(made).filter(
      ({ name, from }) => name === 'RETURN' && from[0] === 'certification',
    )
    expect(returns.map(({ transition }) => transition.guard)).toMatchObject(
      ['policy', 'law'].map((group) => ({ params: { group }, clause, source })),
    )
  })

  test('can be kept apart from each other, and from nobody who acts before or after', () => {
    const [first = '', second = ''] = Object.keys(
      valueAt(both, ['chart', 'states', 'certification', 'states']) ?? {},
    )
    expect(eventsBeside(both, ['certification', first, 'waiting'])).toEqual(['CERTIFY_2'])
    expect(eventsBeside(both, ['certification', second, 'waiting'])).toEqual(['CERTIFY'])
    for (const step of [['certification'], ['screening']]) expect(eventsBeside(both, step)).toEqual([])
  })

  test('a third who joins is asked for the same', () => {
    const third = addTrackLike(both, ['certification'], {
      words: words('ค'),
      choice: { words: words('รับรอง ค', 'Certify C'), who: { as: ['groupDirector'], group: 'ict' } },
    })
    expect(problemsOf(third.json)).toEqual([])
    expect(third.json.requires).toEqual(['CERTIFY', third.type, 'CERTIFY_2'])
  })

  test('only the first of them is left when it is ended', () => {
    const one = endParallel(both, ['certification'])
    expect(problemsOf(one)).toEqual([])
    expect(one.requires).toEqual(['CERTIFY'])
    const leads = (json: Json) =>
      transitionsOf(json)
        .filter(({ from }) => from.join('.') === 'certification')
        .map((placed) => [placed.name, targetOf(json, placed)?.join('.')])
        .sort()
    expect(leads(one)).toEqual(leads(cmi3))
  })
})

/** As it is kept between copying and pasting. */
function kept(json: Json, path: string[]) {
  const read = readCopied(JSON.stringify(copyStep(json, path)))
  if (!read) throw new Error(`${path.join('.')} cannot be copied`)
  return read
}

describe('a copied step', () => {
  const targetsOf = (json: Json, path: string[]) =>
    transitionsOf(json).flatMap((placed) => {
      const to = targetOf(json, placed)
      if (!startsWith(placed.from, path)) return []
      const inside = to && startsWith(to, path)
      return [
        {
          from: placed.from.slice(path.length).join('.'),
          to: (inside ? to.slice(path.length) : to)?.join('.'),
          inside,
          name: placed.name,
          guard: placed.transition.guard,
          needs: valueAt(placed.transition, ['meta', 'needs']),
        },
      ]
    })

  test('stands beside the one that it was copied from, leads where that leads and asks for the same', () => {
    for (const { json, path } of everyStep) {
      const copied = kept(json, path)
      const { json: made, path: to } = pasteStep(json, copied, path)
      expect(to.slice(0, -1)).toEqual(path.slice(0, -1))
      expect(problemsOf(made)).toEqual([])
      expect(titleOf(nodeAt(made, to)).th).toBe(`${titleOf(nodeAt(json, path)).th} (สำเนา)`)
      if (!copied.isTrack) expect(targetsOf(made, to)).toEqual(targetsOf(json, path))
      expectUntouched(json, made, ['chart'])
      // Once more is another one.
      const twice = pasteStep(made, copied, path)
      expect(problemsOf(twice.json)).toEqual([])
      expect(titleOf(nodeAt(twice.json, twice.path)).th).toMatch(/ \(สำเนา 2\)$/)
    }
  })

  test('brings into another draft what it names there, and claims nothing of that document', () => {
    const added = { clause: 'ยังไม่ได้ระบุข้อ', source: 'added' }
    for (const target of [emptyProcedure as unknown as Json, raised(cmi3)])
      for (const { json, path } of everyStep.filter((one) => one.json.id !== target.id)) {
        const pasted = pasteStep(target, kept(json, path), [])
        const made = withNewMarked(target, pasted.json)
        expect(pasted.path).toHaveLength(1)
        // Where it leads, after whom, where a day is asked for that a deadline keeps, and where a value that a notice says,
        // is for whoever writes the draft to say: it is named and not lost.
        const unknown = problemsOf(made).filter(
          ({ code, place }) =>
            !['unknown_target', 'unknown_event', 'dead_end'].includes(code) &&
            !(code === 'unknown_field' && (place.startsWith('deadlines.') || place.endsWith('.params.of'))),
        )
        expect(unknown).toEqual([])
        expect(nodeAt(made, pasted.path)?.meta).toMatchObject(added)
        for (const { from, transition } of transitionsOf(made))
          if (startsWith(from, pasted.path)) expect(transition.meta).toMatchObject(added)
      }
  })

  test('keeps what is said of its parts in its own draft, as far as the draft can say it', () => {
    const second = raised(cmi3)
    const copied = kept(second, ['certification'])
    const { json, path } = pasteStep(second, copied, ['certification'])
    const guard = ['on', 'CERTIFY', 'guard']
    expect(valueAt(nodeAt(json, path), guard)).toEqual(valueAt(nodeAt(second, ['certification']), guard))
    const first = pasteStep(cmi3, copied, ['certification'])
    expect(problemsOf(first.json)).toEqual([])
    expect(nodeAt(first.json, first.path)?.on).toEqual(nodeAt(cmi3, ['certification'])?.on)
  })

  test('that runs beside others has choices of its own, and stands where such steps stand', () => {
    const [certify] = forwardChoices(cmi3, ['certification'])
    const track = (th: string, group: string) => ({
      words: words(th),
      title: { th: `รับรอง ${th}`, en: `Certify ${th}` },
      who: { as: ['groupDirector'], group },
    })
    if (!certify) throw new Error('nothing leads on from certification')
    const both = makeParallel(cmi3, certify, [track('ก', 'policy'), track('ข', 'law')])
    const [first = ''] = Object.keys(objectOf(nodeAt(both, ['certification'])?.states))
    const copied = kept(both, ['certification', first])
    for (const beside of [['certification'], ['certification', first], ['certification', first, 'waiting']]) {
      const { json, path } = pasteStep(both, copied, beside)
      expect(path.slice(0, -1)).toEqual(['certification'])
      expect(problemsOf(json)).toEqual([])
      const own = transitionsOf(json).filter(({ from }) => startsWith(from, path))
      for (const { name } of own) expect(eventTypes(both)).not.toContain(name)
    }
    // A step that is none goes beside the whole of them.
    expect(pasteStep(both, kept(both, ['screening']), ['certification', first]).path).toHaveLength(1)
  })

  test.each(['', 'x', '{}', '{"node":{},"named":{}}', 'null'])('is not read out of %j', (text) => {
    expect(readCopied(text)).toBeUndefined()
  })
})

describe('a role, a field, a deadline, a category', () => {
  const lists: List[] = ['roles', 'form', 'deadlines', 'categories', 'rules']
  const everyItem = procedures.flatMap((json) =>
    lists.flatMap((list) => itemsOf(json, list).map(({ id }) => ({ json, list, id }))),
  )

  test('is renamed everywhere at once; renamed back, all is as it was', () => {
    for (const { json, list, id } of everyItem) {
      const renamed = renameItem(json, list, id, 'another')
      expect(usesOf(renamed, list, 'another')).toHaveLength(usesOf(json, list, id).length)
      expect(usesOf(renamed, list, id)).toEqual([])
      // Without a field that is called so, the form lacks the one that lists are made of.
      if (id !== 'title') expect(problemsOf(renamed)).toEqual([])
      expect(renamed).not.toBe(json)
      // Names with a meaning of their own are never given.
      const back = renameItem(renamed, list, 'another', id)
      if (back !== renamed) expect(JSON.stringify(back)).toBe(JSON.stringify(json))
    }
  })

  test('is never given a name that another one has, or that means something already', () => {
    const { json } = addItem(
      cmi3,
      'roles',
      { th: 'กรรมการ', en: 'Webmaster' },
      { title: words('ก').title, within: 'office' },
    )
    expect(itemsOf(json, 'roles').map(({ id }) => id)).toEqual(
      ['groupDirector', 'webmaster', 'webmaster2'].map((id) => id),
    )
    expect(renameItem(cmi3, 'roles', 'webmaster', 'groupDirector')).toBe(cmi3)
    expect(renameItem(cmi3, 'roles', 'webmaster', 'owner')).toBe(cmi3)
    expect(renameItem(cmi3, 'form', 'body', 'reasons')).toBe(cmi3)
  })

  test('goes with what names it: fields that are asked for, and what a passed deadline brings', () => {
    for (const json of procedures) {
      for (const { at, id } of itemsOf(json, 'form'))
        if (mayRemoveField(json, id)) expect(problemsOf(removeField(json, at))).toEqual([])
      for (const { at } of itemsOf(json, 'deadlines'))
        expect(problemsOf(removeDeadline(json, at)).filter(({ code }) => code.startsWith('unknown'))).toEqual(
          [],
        )
    }
    expect(mayRemoveField(cmi3, 'title')).toBe(false)
  })
})

describe('a draft that is no procedure', () => {
  const wild: Json[] = [
    {},
    { chart: 'none' },
    { chart: { states: [] }, roles: 'none', form: { a: 1 }, requires: 'X', rules: [1] },
    { chart: { states: { a: null, b: 5, c: { on: { GO: 'd', STAY: null, AWAY: [1, { target: 7 }] } } } } },
    { chart: { states: { a: { states: { b: { always: { target: '#x.y' } } } } }, initial: 3 } },
  ]
  test.each(wild.map((json) => [JSON.stringify(json), json] as const))(
    '%s can be looked at and edited',
    (_, json) => {
      expect(() => {
        for (const { path } of stepsOf(json)) {
          removeStep(json, path, null)
          renameStep(json, path, 'z')
          makeFinal(json, path, true)
          eventsBefore(json, path)
          eventsBeside(json, path)
          const copied = copyStep(json, path)
          if (copied) pasteStep(json, copied, path)
          pasteStep(json, kept(cmi3, ['certification']), path)
        }
        for (const { at } of transitionsOf(json)) removeTransition(json, at)
        for (const list of ['roles', 'form', 'deadlines'] as const) renameItem(json, list, 'a', 'b')
        renameEvent(json, 'GO', 'COME')
        leadingChoices(json)
      }).not.toThrow()
      const { json: made, path } = addStep(json, { parent: [], words: words('ก', 'First') })
      expect(valueAt(made, ['chart', 'states', path[0] ?? '', 'meta', 'title', 'th'])).toBe('ก')
      // What was strange stays as strange as it was.
      const places: Path[] = differingPlaces(json, made)
      expect(places.every((at) => at[0] === 'chart' || at.length === 0)).toBe(true)
    },
  )
})

test('the procedures that these edits are tried on are sound to begin with', () => {
  for (const [id, json] of named) expect([id, problemsOf(json)]).toEqual([id, []])
  expect((cmi3 as unknown as Procedure).id).toBe('cmi3.publication')
})

test('In the second language nothing is left of a keeping apart that has lost all its names', () => {
  const second = JSON.parse(JSON.stringify(offices[0]?.procedures[0])) as Json
  const at = ['chart', 'states', 'certification', 'on', 'CERTIFY', 'guard']
  expect(valueAt(second, [...at, 'apart'])).toMatchObject({ source: 'added' })
  const proposal = transitionsOf(second).find(({ name }) => name === 'PROPOSE')
  const after = removeTransition(second, proposal?.at ?? [])
  expect(valueAt(after, [...at, 'params', 'notBy'])).toBeUndefined()
  expect(valueAt(after, [...at, 'apart'])).toBeUndefined()
})

describe('a choice with a condition', () => {
  const json = conditional({
    APPROVE: given('APPROVE', 'other', when({ ...director, notBy: ['SUBMIT'] }, urgent)),
  }) as unknown as Json
  const guardIn = (draft: Json) =>
    valueAt(draft, ['chart', 'states', 'checking', 'on', 'APPROVE', 'guard', 'params', 'of'])
  const approve = (draft: Json) => transitionsOf(draft).find(({ name }) => name === 'APPROVE') as never

  test('follows the names of roles, events and fields, as one without does', () => {
    expect(guardIn(renameItem(json, 'roles', 'officeDirector', 'head'))).toMatchObject([
      { params: { as: 'head' } },
      {},
    ])
    expect(guardIn(renameEvent(json, 'SUBMIT', 'SEND'))).toMatchObject([{ params: { notBy: ['SEND'] } }, {}])
    expect(guardIn(renameItem(json, 'form', 'urgent', 'haste'))).toMatchObject([
      {},
      { params: { field: 'haste' } },
    ])
    expect(usesOf(json, 'roles', 'officeDirector').map(String)).toContain('chart,states,checking,on,APPROVE')
    expect(usesOf(json, 'form', 'urgent').map(String)).toEqual(['chart,states,checking,on,APPROVE'])
    expect(mayRemoveField(json, 'urgent')).toBe(false)
    const gone = removeTransition(json, ['chart', 'states', 'writing', 'on', 'SUBMIT'])
    const [may] = guardIn(gone) as Json[]
    expect([objectOf(may?.params).notBy, may?.apart]).toEqual([undefined, undefined])
  })

  test('gets it, another, and none, while who may take it stays as it is said', () => {
    expect(conditionAt(approve(json))).toEqual(['guard', 'params', 'of', 1])
    const bare = setCondition(json, approve(json), undefined)
    expect(valueAt(bare, ['chart', 'states', 'checking', 'on', 'APPROVE', 'guard'])).toEqual(
      (guardIn(json) as Json[])[0],
    )
    expect(conditionAt(approve(bare))).toBeUndefined()
    expect(setCondition(bare, approve(bare), (guardIn(json) as Json[])[1])).toEqual(json)
    expect(checkProcedure(withNewMarked(bare, setCondition(bare, approve(bare), urgent as never))).ok).toBe(
      true,
    )
  })
})
