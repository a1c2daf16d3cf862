import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exported } from '../../../api/procedures/exports.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { begin, isChoice, mayOf, step, transitionsHere } from '../../../machines/run/step.ts'
import type { Actor, ChartEvent } from '../../../machines/run/vocabulary.ts'
import { all, choice, conditional, is, not, when } from '../../support/conditional-procedure.ts'
import { type Dice, diceOf } from '../../support/walk-procedure.ts'

const either = all(
  is({ field: 'due', test: 'atLeast', value: '2027-01-01' }),
  not(is({ field: 'due', test: 'atMost', value: '2027-03-30' })),
)
const isAny = is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] })
const run = promisify(execFile)
const repository = join(import.meta.dirname, '../../..')
/** A chart with every kind of condition, on choices and on what happens by itself. */
const conditions: Procedure = {
  ...conditional({
    APPROVE: [
      choice('APPROVE', 'other', when({ as: 'officeDirector', notBy: ['AGREE'] }, either)),
      choice('APPROVE', 'ended', when({ as: 'webmaster' }, not(either))),
    ],
    REFUSE: choice('REFUSE', 'writing', when({ as: 'officeDirector' }, isAny)),
    RETURN: choice(
      'RETURN',
      'writing',
      when({ as: ['owner', 'webmaster'] }, is({ field: 'urgent', test: 'empty' })),
    ),
  }),
  id: 'conditions.publication',
  office: 'conditions',
}
const official = [...offices.flatMap(({ procedures }) => procedures), standard, conditions]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prakat-module-'))
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const procedure of official) writeFileSync(join(folder, fileOf(procedure)), moduleOf(procedure))
})
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = ({ id }: Procedure) => `${id}.ts`
const moduleOf = (procedure: Procedure) =>
  exported({ procedure, version: 3, layout: null, format: 'module' }).text

const at = Date.parse('2026-11-20T03:00:00Z')
const input = { office: 'here', group: 'ict', owner: 'owner', at }
const days = ['2026-12-31', '2027-03-31']

type Sent = Omit<ChartEvent, 'holidays'>
type Seen = { value: unknown; context: unknown; status: string; delays: number[] }

const oneOf = <One>(dice: Dice, all: readonly One[]): One => all[dice(all.length)] as One

/** Mostly somebody whom a choice is for, else anybody, in one post: in the product one acts in one capacity at a time. */
function someActor({ roles }: Procedure, asked: string[], dice: Dice): Actor {
  const role = oneOf(dice, dice(4) > 0 ? asked : ['owner', 'officer', ...roles.map(({ id }) => id)])
  if (role === 'owner') return { person: 'owner', appointments: [] }
  const held = {
    id: role,
    office: dice(8) > 0 ? 'here' : 'there',
    group: oneOf(dice, ['ict', 'ict', 'law', null]),
    role,
  }
  return {
    person: oneOf(dice, [role, 'another']),
    appointments: [{ ...held, capacity: 'holder', orderNumber: null }],
  }
}

/** By chance alone a request would come to little but its end, or its beginning. */
const back = ['WITHDRAW', 'RETURN', 'REFUSE', 'DISALLOW']

/** Events that the chart offers, by chance sent by those who may not, and what the product makes of each. */
function walked(compiled: Compiled, dice: Dice): { events: Sent[]; seen: Seen[] } {
  const { procedure } = compiled
  let taken = begin(compiled, { ...input, holidays: new Set() })
  const events: Sent[] = []
  const seen = [seenOf(taken)]
  for (let turn = 0; turn < 40 && taken.snapshot.status === 'active'; turn += 1) {
    const offered = transitionsHere(taken.snapshot).filter(isChoice)
    const onward = offered.filter(({ eventType }) => !back.includes(eventType))
    const choice = oneOf(dice, dice(8) > 0 && onward.length > 0 ? onward : offered)
    const asked = [mayOf(choice)?.as ?? []].flat()
    const event: Sent = {
      ...{
        type: choice.eventType,
        at: at + turn * 3_600_000,
        actor: someActor(procedure, asked, dice),
        revision: 1 + turn,
      },
      data: {
        publishUntil: oneOf(dice, days),
        channels: oneOf(dice, [['website'], ['board'], ['website', 'journal'], ['other']]),
        error: 'ผิด',
        urgent: oneOf(dice, ['yes', 'no', ' ', '\u200B', null]),
        due: oneOf(dice, [...days, '2027-03-30', null]),
      },
    }
    const next = step(compiled, taken.snapshot, { ...event, holidays: new Set() })
    events.push(event)
    if (next.ok) taken = next
    seen.push(next.ok ? seenOf(next) : { ...(seen.at(-1) as Seen), delays: [] })
  }
  return { events, seen }
}

const seenOf = ({ snapshot, timers }: ReturnType<typeof begin>): Seen => ({
  value: snapshot.value,
  context: JSON.parse(JSON.stringify(snapshot.context)),
  status: snapshot.status,
  delays: timers.map(({ dueAt }) => dueAt).sort(),
})

/** What XState alone makes of the events, in a process that has nothing of the product. */
const driver = `
import { initialTransition, transition } from 'xstate'
const [, , file, json] = process.argv
const { machine } = await import(file)
const { input, walks } = JSON.parse(json)
const seen = (snapshot, actions, at) => ({
  value: snapshot.value,
  context: snapshot.context,
  status: snapshot.status,
  delays: actions
    .filter(({ type, params }) => type === 'xstate.raise' && Number.isFinite(params.delay))
    .map(({ params }) => at + params.delay)
    .sort(),
})
const results = walks.map((events) => {
  const holidays = new Set()
  let [snapshot, actions] = initialTransition(machine, { ...input, holidays })
  const all = [seen(snapshot, actions, input.at)]
  for (const event of events) {
    const before = snapshot
    ;[snapshot, actions] = transition(machine, snapshot, { ...event, holidays })
    const isTaken = JSON.stringify(before.context) !== JSON.stringify(snapshot.context) || before.value !== snapshot.value
    all.push(seen(snapshot, isTaken ? actions : [], event.at))
  }
  return all
})
process.stdout.write(JSON.stringify(results))
`

test.each(official.map((procedure) => [procedure.id, procedure] as const))(
  'the module of %s does under XState alone what the product does, whoever tries what',
  async (_, procedure) => {
    writeFileSync(join(folder, 'driver.js'), driver)
    const dice = diceOf(20_261_126)
    const compiled = compile(procedure)
    const walks = Array.from({ length: 25 }, () => walked(compiled, dice))
    const given = JSON.stringify({ input, walks: walks.map(({ events }) => events) })
    const { stdout } = await run(process.execPath, ['driver.js', `./${fileOf(procedure)}`, given], {
      cwd: folder,
      maxBuffer: 100_000_000,
    })
    expect(JSON.parse(stdout)).toEqual(walks.map(({ seen }) => seen))
    const all = walks.flatMap(({ seen }) => seen)
    expect(new Set(all.map(({ value }) => JSON.stringify(value))).size).toBeGreaterThan(
      procedure === conditions ? 3 : 5,
    )
    // Refusals are among them, and what was taken.
    expect(all.length).toBeGreaterThan(new Set(all.map(({ context }) => JSON.stringify(context))).size)
  },
  60_000,
)

test('the modules are sound TypeScript', async () => {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'esnext', '--module', 'nodenext']
  const tsc = join(repository, 'node_modules/.bin/tsc')
  const { stdout } = await run(tsc, [...options, ...official.map(fileOf)], { cwd: folder })
  expect(stdout).toBe('')
}, 60_000)

test('a title can end no comment and begin no code', () => {
  const title = { th: 'ก */ throw 1 /*\nimport "x"', en: '`;process.exit(1)`' }
  const text = moduleOf({ ...standard, title })
  const [comment = ''] = text.split(' */\n')
  expect(comment).toContain('ก * / throw 1 /* import "x"')
  expect(comment.split('\n')).toHaveLength(5)
})
