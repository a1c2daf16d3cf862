import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, Deadline, StateNodeConfig, Transition } from '../../../machines/procedure/procedure.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import type { Taken } from '../../../machines/run/step.ts'
import {
  compiledOf,
  end,
  holding,
  meta,
  now,
  procedureOf,
  requestOn,
  type Sent,
  to,
} from '../../support/small-chart.ts'

/**
 * The twenty control-flow patterns of van der Aalst, ter Hofstede, Kiepuszewski and Barros, "Workflow Patterns",
 * Distributed and Parallel Databases 14 (2003). Each that the language can say is a chart here, with what it must do and
 * the same chart without the mechanism, which must not do it. docs/patterns.md tells how, and why not.
 */
type Pattern = {
  name: string
  chart: Chart
  /** The chart with the mechanism switched off. */
  off: Chart
  holds: (chart: Chart) => boolean
  deadlines?: Deadline[]
}

const day = 86_400_000
const chartOf = (initial: string, states: Record<string, StateNodeConfig>): Chart => ({
  id: 'pattern',
  initial,
  states,
})
const atStep = (
  on: Record<string, Transition | Transition[]>,
  more: StateNodeConfig = {},
): StateNodeConfig => ({
  meta,
  on,
  ...more,
})
const onward = (target: string): Transition => ({ target, meta })
const when = (target: string, type: 'asked' | 'notAsked', value: string): Transition => ({
  target,
  guard: { type, params: { field: 'channels', value } },
  meta,
})
/** A track of one deed. */
const track = (event: string): StateNodeConfig => ({
  meta,
  initial: 'open',
  states: { open: atStep({ [event]: to('done') }), done: end },
})
const channels = {
  field: 'channels',
  type: 'checkboxes' as const,
  title: meta.title,
  required: false,
  options: [
    { id: 'web', title: meta.title },
    { id: 'board', title: meta.title },
  ],
}
const choosing = (target: string): Transition => to(target, { meta: { ...meta, needs: [channels] } })
const week: Deadline = { id: 'week', kind: 'days', days: 7, working: false, title: meta.title }

type Walk = (string | Sent)[]
/** Where a request stands after these events; the first that is refused is told instead. */
function walk(chart: Chart, events: Walk, deadlines: Deadline[] = []): string {
  const request = requestOn(compiledOf(chart, deadlines))
  let at: Taken = request.first
  for (const given of events) {
    const sent = typeof given === 'string' ? { type: given } : given
    const next = request.send(at, sent)
    if (!next.ok) return `refused ${sent.type}`
    at = next
  }
  return at.snapshot.status === 'done' ? 'ended' : stepsOf(at.snapshot.value).join(' ')
}
const leads = (chart: Chart, events: Walk, where: string, deadlines?: Deadline[]) =>
  walk(chart, events, deadlines) === where
const timer = (step: string, at = now + 8 * day): Sent => ({
  type: `xstate.after.week.pattern.${step}`,
  fromTimer: true,
  at,
})
const asking = (...chosen: string[]): Sent => ({ type: 'ASK', data: { channels: chosen } })

const twoTracks = (onDone: string | undefined): Chart =>
  chartOf('both', {
    both: {
      meta,
      type: 'parallel',
      states: { one: track('A'), other: track('B') },
      ...(onDone !== undefined && { onDone: onward(onDone) }),
    },
    after: atStep({ C: to('finished') }),
    finished: end,
  })

/** A track that ends at once where nothing was asked of it. */
const askedTrack = (event: string, value: string, skips: boolean): StateNodeConfig => ({
  meta,
  initial: 'start',
  states: {
    start: { meta, always: [...(skips ? [when('done', 'notAsked', value)] : []), onward('open')] },
    open: atStep({ [event]: to('done') }),
    done: end,
  },
})
const chosenTracks = ({ skips = true, onDone = true } = {}): Chart =>
  chartOf('choosing', {
    choosing: atStep({ ASK: choosing('posting') }),
    posting: {
      meta,
      type: 'parallel',
      states: { web: askedTrack('WEB', 'web', skips), board: askedTrack('BOARD', 'board', skips) },
      ...(onDone && { onDone: onward('after') }),
    },
    after: atStep({ C: to('finished') }),
    finished: end,
  })

const sequence = (second: string): Chart =>
  chartOf('first', {
    first: atStep({ A: to(second) }),
    second: atStep({ B: to('finished') }),
    finished: end,
  })
const exclusive = (always: Transition[]): Chart =>
  chartOf('choosing', {
    choosing: atStep({ ASK: choosing('split') }),
    split: { meta, always },
    web: atStep({ WEB: to('finished') }),
    board: atStep({ BOARD: to('finished') }),
    finished: end,
  })
const merge = (fromBoard: string): Chart =>
  chartOf('choosing', {
    choosing: atStep({ WEB: to('web'), BOARD: to('board') }),
    web: atStep({ A: to('merged') }),
    board: atStep({ B: to(fromBoard) }),
    merged: atStep({ C: to('finished') }),
    other: atStep({ D: to('finished') }),
    finished: end,
  })
const loops = (back: string): Chart =>
  chartOf('draft', {
    draft: atStep({ A: to('check') }),
    check: atStep({ B: to('decide'), RETURN: to('draft') }),
    decide: atStep({ C: to('finished'), ASK_AGAIN: to(back) }),
    finished: end,
  })
const ending = (type: 'final' | 'atomic'): Chart => ({
  id: 'pattern',
  type: 'parallel',
  meta,
  states: {
    one: { meta, initial: 'open', states: { open: atStep({ A: to('done') }), done: { meta, type } } },
    other: track('B'),
  },
})
const instances = (names: string[]): Chart =>
  chartOf('all', {
    all: {
      meta,
      type: 'parallel',
      states: Object.fromEntries(names.map((name) => [name, track(`ACKNOWLEDGE_${name.toUpperCase()}`)])),
      onDone: onward('finished'),
    },
    finished: end,
  })
const deferred = (isTimed: boolean): Chart =>
  chartOf('waiting', {
    waiting: atStep({ ANSWER: to('answered') }, isTimed ? { after: { week: onward('lapsed') } } : {}),
    answered: atStep({ A: to('finished') }),
    lapsed: atStep({ B: to('finished') }),
    finished: end,
  })
const interleaved = (afterFirst: string): Chart =>
  chartOf('both', {
    both: atStep({ A: to('afterA'), B: to('afterB') }),
    afterA: atStep({ B: to('finished') }),
    afterB: atStep({ A: to(afterFirst) }),
    finished: end,
  })
const cancelled = (target: string | undefined): Chart =>
  chartOf('waiting', {
    waiting: atStep({ STOP: to(target) }, { after: { week: onward('lapsed') } }),
    stopped: atStep({ A: to('finished') }),
    lapsed: end,
    finished: end,
  })
const withdrawable = (isOnRoot: boolean): Chart => {
  const { both, ...states } = twoTracks('after').states as Record<string, StateNodeConfig>
  const withdraw = { WITHDRAW: to('#pattern.withdrawn') }
  return {
    ...chartOf('both', {
      both: isOnRoot ? (both as StateNodeConfig) : { ...both, on: withdraw },
      ...states,
      withdrawn: end,
    }),
    ...(isOnRoot && { on: withdraw }),
  }
}

const said: Pattern[] = [
  {
    name: 'Sequence',
    chart: sequence('second'),
    off: sequence('finished'),
    holds: (chart) => leads(chart, ['A'], 'second') && leads(chart, ['B'], 'refused B'),
  },
  {
    name: 'Parallel split',
    chart: twoTracks('after'),
    off: chartOf('one', {
      one: atStep({ A: to('other') }),
      other: atStep({ B: to('finished') }),
      finished: end,
    }),
    holds: (chart) => !leads(chart, ['B'], 'refused B') && !leads(chart, ['A', 'B'], 'refused B'),
  },
  {
    name: 'Synchronization',
    chart: twoTracks('after'),
    off: twoTracks(undefined),
    holds: (chart) =>
      leads(chart, ['A', 'C'], 'refused C') &&
      leads(chart, ['A', 'B'], 'after') &&
      leads(chart, ['B', 'A'], 'after'),
  },
  {
    name: 'Exclusive choice',
    chart: exclusive([when('web', 'asked', 'web'), onward('board')]),
    off: exclusive([onward('board')]),
    holds: (chart) => leads(chart, [asking('web')], 'web') && leads(chart, [asking('board')], 'board'),
  },
  {
    name: 'Simple merge',
    chart: merge('merged'),
    off: merge('other'),
    holds: (chart) => leads(chart, ['WEB', 'A'], 'merged') && leads(chart, ['BOARD', 'B'], 'merged'),
  },
  {
    name: 'Multi-choice',
    chart: chosenTracks(),
    off: chosenTracks({ skips: false }),
    holds: (chart) =>
      leads(chart, [asking('web'), 'BOARD'], 'refused BOARD') &&
      leads(chart, [asking('board'), 'WEB'], 'refused WEB') &&
      !leads(chart, [asking('web', 'board'), 'BOARD'], 'refused BOARD'),
  },
  {
    name: 'Synchronizing merge',
    chart: chosenTracks(),
    off: chosenTracks({ onDone: false }),
    holds: (chart) =>
      leads(chart, [asking('web'), 'WEB'], 'after') &&
      leads(chart, [asking('web', 'board'), 'WEB', 'C'], 'refused C') &&
      leads(chart, [asking('web', 'board'), 'WEB', 'BOARD'], 'after'),
  },
  {
    name: 'Arbitrary cycles',
    chart: loops('check'),
    off: loops('finished'),
    holds: (chart) => leads(chart, ['A', 'RETURN', 'A', 'B', 'ASK_AGAIN', 'RETURN', 'A', 'B'], 'decide'),
  },
  {
    name: 'Implicit termination',
    chart: ending('final'),
    off: ending('atomic'),
    holds: (chart) => !leads(chart, ['A'], 'ended') && leads(chart, ['A', 'B'], 'ended'),
  },
  {
    name: 'Multiple instances with a priori design time knowledge',
    chart: instances(['policy', 'finance', 'ict']),
    off: instances(['policy', 'finance']),
    holds: (chart) =>
      leads(chart, ['ACKNOWLEDGE_ICT', 'ACKNOWLEDGE_POLICY', 'ACKNOWLEDGE_FINANCE'], 'ended') &&
      !leads(chart, ['ACKNOWLEDGE_POLICY', 'ACKNOWLEDGE_FINANCE'], 'ended'),
  },
  {
    name: 'Deferred choice',
    chart: deferred(true),
    off: deferred(false),
    deadlines: [week],
    holds: (chart) =>
      leads(chart, ['ANSWER'], 'answered', [week]) &&
      leads(chart, [timer('waiting')], 'lapsed', [week]) &&
      leads(chart, ['ANSWER', timer('waiting')], `refused ${timer('waiting').type}`, [week]),
  },
  {
    name: 'Interleaved parallel routing',
    chart: interleaved('finished'),
    off: interleaved('both'),
    holds: (chart) =>
      leads(chart, ['A', 'B'], 'ended') &&
      leads(chart, ['B', 'A'], 'ended') &&
      leads(chart, ['A', 'A'], 'refused A'),
  },
  {
    name: 'Cancel activity',
    chart: cancelled('stopped'),
    off: cancelled(undefined),
    deadlines: [week],
    holds: (chart) => {
      const { first, take } = requestOn(compiledOf(chart, [week]))
      const stopped = take(first, { type: 'STOP' })
      return (
        first.timers.length === 1 &&
        stopped.cancelled.includes(timer('waiting').type) &&
        leads(chart, ['STOP', timer('waiting')], `refused ${timer('waiting').type}`, [week])
      )
    },
  },
  {
    name: 'Cancel case',
    chart: withdrawable(true),
    off: withdrawable(false),
    holds: (chart) =>
      leads(chart, ['A', 'WITHDRAW'], 'ended') && leads(chart, ['A', 'B', 'WITHDRAW'], 'ended'),
  },
]

/** What the language cannot say; docs/patterns.md says why. */
const notSaid = [
  'Multi-merge',
  'Discriminator',
  'Multiple instances without synchronization',
  'Multiple instances with a priori run time knowledge',
  'Multiple instances without a priori run time knowledge',
  'Milestone',
]

describe('the control-flow pattern', () => {
  test.each(said)('$name is a chart that the language takes', ({ chart, deadlines }) => {
    expect(checkProcedure(procedureOf(chart, deadlines))).toMatchObject({ ok: true })
  })

  test.each(said)('$name does what it is for', ({ chart, holds }) => {
    expect(holds(chart)).toBe(true)
  })

  test.each(said)('$name is lost without its mechanism', ({ off, holds }) => {
    expect(holds(off)).toBe(false)
  })
})

describe('the table of patterns', () => {
  const [controlFlow = '', resources = ''] = readFileSync('docs/patterns.md', 'utf8').split(
    '\n## Resources\n',
  )

  test('has all twenty, and says of each what these tests show', () => {
    const rows = controlFlow
      .split('\n')
      .map((line) => /^\| \d+ \| ([^|]+) \| (yes|no) \|/.exec(line))
      .flatMap((found) => (found ? [{ name: found[1]?.trim(), says: found[2] }] : []))
    expect(rows).toHaveLength(20)
    expect(said.length + notSaid.length).toBe(20)
    for (const { name } of said) expect(rows).toContainEqual({ name, says: 'yes' })
    for (const name of notSaid) expect(rows).toContainEqual({ name, says: 'no' })
  })

  test('has all forty-three of the resources, each once', () => {
    const numbers = resources
      .split('\n')
      .map((line) => /^\| ([\d, ]+) \| [^|]+ \| (?:yes|no|in part) \|/.exec(line)?.[1] ?? '')
      .flatMap((found) => found.split(', ').filter(Boolean).map(Number))
    expect(numbers).toEqual(Array.from({ length: 43 }, (_, index) => index + 1))
  })
})

// A discriminator that ends the tracks still under way, the cancelling one of the later list, can be said.
test('the first of two tracks may end the other: what is left of it is refused', () => {
  const chart = (target: string): Chart =>
    chartOf('both', {
      both: {
        meta,
        type: 'parallel',
        states: {
          one: { meta, initial: 'open', states: { open: atStep({ A: to(target) }), done: end } },
          other: { meta, initial: 'open', states: { open: atStep({ B: to(target) }), done: end } },
        },
      },
      after: atStep({ C: to('finished') }),
      finished: end,
    })
  expect(walk(chart('#pattern.after'), ['A'])).toBe('after')
  expect(walk(chart('#pattern.after'), ['A', 'B'])).toBe('refused B')
  expect(walk(chart('done'), ['A', 'B'])).not.toBe('refused B')
})

// People are roles: an event is refused to whoever does not hold the one that the step asks for.
test('a pattern is walked by those whom its steps ask', () => {
  const guarded = chartOf('first', {
    first: atStep({ A: to('finished', { guard: { type: 'may', params: { as: 'webmaster' } } }) }),
    finished: end,
  })
  expect(walk(guarded, ['A'])).toBe('refused A')
  expect(walk(guarded, [{ type: 'A', actor: holding('w', 'webmaster') }])).toBe('ended')
})
