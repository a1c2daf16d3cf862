import { fieldTestsOf, partsOfGuard } from '../../machines/procedure/condition.ts'
import type {
  Action,
  Chart,
  Comparison,
  Condition,
  Deadline,
  FormField,
  Guard,
  May,
  MayGuard,
  Meta,
  Need,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../machines/procedure/procedure.ts'
import { raised } from '../../machines/procedure/provenance.ts'

/** Chooses one of so many, by chance. */
export type Dice = (sides: number) => number
/** Dice that fall the same way for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides)
  }
}

const title = { th: 'ทดสอบ', en: 'Test' }
const meta: Meta = { title, clause: '(๑)', source: 'added' }
export const roles = ['groupDirector', 'officeDirector', 'webmaster'] as const
const options = ['website', 'board'].map((id) => ({ id, title }))
const deadlines: Deadline[] = [
  { id: 'soon', kind: 'days', days: 3, working: true, title },
  { id: 'publishUntil', kind: 'date', field: 'publishUntil', title },
]

/** Makes one procedure by chance, over the whole language: a row of decisions with all that may stand around one. */
class Maker {
  readonly #dice: Dice
  readonly #unitDice: Dice
  readonly #conditionDice: Dice
  /** Every step by its id, to which anything may lead. */
  readonly #ids: string[] = []
  readonly #taken: string[] = ['SUBMIT']
  #number = 0

  constructor(dice: Dice, unitDice: Dice, conditionDice: Dice) {
    this.#conditionDice = conditionDice
    this.#dice = dice
    this.#unitDice = unitDice
  }

  make(): Procedure {
    const several = this.#chance(50)
    const remembers = this.#chance(60)
    const stages = 1 + this.#dice(3)
    const names = Array.from({ length: stages }, (_, index) => `stage${index + 1}`)
    const work: Record<string, StateNodeConfig> = { writing: this.#writing(names[0] ?? 'shown') }
    names.forEach((name, index) => {
      work[name] = this.#stage(name, names[index + 1] ?? 'shown')
    })
    const states: Record<string, StateNodeConfig> = {}
    if (remembers) {
      const history = this.#chance(50) ? 'deep' : 'shallow'
      work.back = { id: 'back', type: 'history', history, target: '#writing', meta }
      this.#ids.push('back')
      // Public and done steps stay outside of what is remembered.
      states.work = { id: 'work', meta, initial: 'writing', states: work }
    } else Object.assign(states, work)
    if (this.#chance(70)) states.desk = this.#desk(remembers)
    states.shown = this.#shown()
    states.ended = { id: 'ended', type: 'final', meta }
    const chart: Chart = { id: 'chart', meta, initial: remembers ? 'work' : 'writing', states }
    for (const node of everyStep(chart)) this.#surround(node)
    const decisions = [...new Set(this.#taken.filter((type) => type !== 'SUBMIT'))]
    const field = (name: string, type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
      ...{ name, type, title, required: true },
      ...more,
    })
    return {
      id: 'oracle.publication',
      office: 'oracle',
      title,
      kind: 'publication',
      order: {
        ...{ document: title, number: null, date: null, signedBy: null, signedAs: null },
        ...{ effectiveFrom: null, laws: [] },
      },
      roles: roles.map((id) => ({ id, title, within: id === 'groupDirector' ? 'group' : 'office' })),
      form: [field('title', 'text'), field('channels', several ? 'checkboxes' : 'select', { options })],
      deadlines,
      categories: [],
      requires: decisions.filter(() => this.#chance(60)),
      rules: this.#chance(30) ? this.#rules(decisions) : [],
      chart,
    }
  }

  #chance(percent: number): boolean {
    return this.#dice(100) < percent
  }

  #one<Item>(items: readonly Item[]): Item {
    return items[this.#dice(items.length)] as Item
  }

  #step(id: string, more: Partial<StateNodeConfig> = {}): StateNodeConfig {
    this.#ids.push(id)
    return { id, meta, ...more }
  }

  #may(as: string | string[], apart = 60): Guard {
    const notBy = this.#taken.filter(() => this.#chance(apart))
    const within = as === 'groupDirector' && this.#chance(70) ? ({ within: 'group' } as const) : {}
    return { type: 'may', params: { ...this.#part(as), ...within, ...(notBy.length > 0 && { notBy }) } }
  }

  /** By dice of its own: a choice of the owner is one of the whole unit now and then, and one of others also the unit's. */
  #part(as: string | string[]): May {
    const forOwner = [as].flat().includes('owner')
    if (this.#unitDice(100) >= (forOwner ? 40 : 12)) return { as }
    return { as: forOwner ? as : this.#unitDice(2) === 0 ? 'owner' : ['owner', ...[as].flat()], unit: true }
  }

  #choice(
    target: string | undefined,
    guard: Guard,
    actions: Action['type'][] = [],
    needs: Need[] = [],
  ): Transition {
    return {
      ...(target !== undefined && { target: `#${target}` }),
      guard,
      ...(actions.length > 0 && { actions: actions.map((type) => ({ type }) as Action) }),
      meta: { ...meta, ...(needs.length > 0 && { needs }) },
    }
  }

  #needs(): Need[] {
    const needs: Need[] = []
    if (this.#chance(40)) needs.push({ field: 'channels' })
    if (this.#chance(30)) needs.push({ field: 'publishUntil', required: this.#chance(50) })
    if (this.#chance(15)) needs.push({ field: 'checked', items: [{ id: 'accurate', title }] })
    return needs
  }

  #writing(first: string): StateNodeConfig {
    const owner = (): Guard => ({ type: 'may', params: this.#part('owner') })
    return this.#step('writing', {
      tags: ['editable'],
      on: {
        SUBMIT: this.#choice(first, owner(), ['freeze'], this.#needs()),
        WITHDRAW: this.#choice('ended', owner()),
      },
    })
  }

  #decide(): string {
    const type = this.#chance(75) ? `DECIDE_${++this.#number}` : 'AGREE'
    return type
  }

  /** One decision, two or three at once, or a sieve that is passed by itself. */
  #stage(name: string, next: string): StateNodeConfig {
    const kind = this.#dice(10)
    if (kind < 3) return this.#parallel(name, next)
    if (kind < 5) return this.#sieve(name, next)
    return this.#decision(name, next)
  }

  #decision(name: string, next: string): StateNodeConfig {
    const type = this.#decide()
    const as = this.#chance(20) ? [this.#one(roles), this.#one(roles)] : this.#one(roles)
    const step = this.#step(name, { on: { [type]: this.#choice(next, this.#may(as), [], this.#needs()) } })
    this.#taken.push(type)
    return step
  }

  #sieve(name: string, next: string): StateNodeConfig {
    const past = this.#chance(30) ? 'shown' : next
    const aside = `${name}Aside`
    const asked = this.#condition(this.#one(['website', 'board']))
    const states = {
      [`${name}In`]: this.#step(`${name}In`, {
        always: [
          { target: `#${aside}`, guard: asked, meta },
          { target: `#${past}`, meta },
        ],
      }),
      [aside]: this.#decision(aside, next),
    }
    return this.#step(name, { initial: `${name}In`, states })
  }

  /** A test of one answer, by itself or within others. */
  #condition(value: string, depth = 1): Condition {
    const test: Condition = { type: 'asked', params: { field: 'channels', value } }
    if (depth > 3 || this.#conditionDice(100) < 50) return test
    const other = () => this.#condition(options[this.#conditionDice(options.length)]?.id ?? value, depth + 1)
    if (this.#conditionDice(3) === 0) return { type: 'not', params: { of: other() } }
    const of = [test, other()]
    return { type: this.#conditionDice(2) === 0 ? 'all' : 'any', params: { of } }
  }

  #parallel(name: string, next: string): StateNodeConfig {
    const shared = this.#chance(50) ? this.#decide() : undefined
    const letters = this.#chance(25) ? ['A', 'B', 'C'] : ['A', 'B']
    const types: string[] = []
    const track = (letter: string): StateNodeConfig => {
      const count = 1 + this.#dice(2)
      const at = (index: number) =>
        index === count ? `${name}${letter}Done` : `${name}${letter}${index + 1}`
      const steps = Array.from({ length: count }, (_, index): [string, StateNodeConfig] => {
        const type = shared !== undefined && index === 0 ? shared : this.#decide()
        types.push(type)
        const choice = this.#choice(at(index + 1), this.#may(this.#one(roles)), [], this.#needs())
        return [at(index), this.#step(at(index), { on: { [type]: choice } })]
      })
      const done = this.#step(at(count), { type: 'final' })
      return { meta, initial: at(0), states: { ...Object.fromEntries(steps), [at(count)]: done } }
    }
    const states = Object.fromEntries(letters.map((letter) => [`track${letter}`, track(letter)]))
    this.#taken.push(...new Set(types))
    return this.#step(name, { type: 'parallel', states, onDone: { target: `#${next}`, meta } })
  }

  /** Beside the row: the text may be changed there, and one comes back to where one was. */
  #desk(remembers: boolean): StateNodeConfig {
    const back = remembers && this.#chance(75) ? 'back' : this.#one(this.#ids.filter((id) => id !== 'ended'))
    const change = this.#choice(undefined, { type: 'may', params: this.#part('owner') }, ['freeze'])
    const leave = this.#choice(
      back,
      { type: 'may', params: this.#part(this.#one(['owner', ...roles])) },
      this.#chance(30) ? ['freeze'] : [],
    )
    return this.#step('desk', {
      ...(this.#chance(75) && { tags: ['editable'] }),
      on: { ...(this.#chance(60) && { CHANGE: change }), BACK: leave },
    })
  }

  #shown(): StateNodeConfig {
    const after = { publishUntil: { target: '#ended', meta } }
    const takeDown = this.#choice('ended', { type: 'may', params: { as: 'webmaster' } })
    const around = { on: { TAKE_DOWN: takeDown }, ...(this.#chance(70) && { after }) }
    if (this.#chance(50)) return this.#step('shown', { tags: ['public'], ...around })
    const correct = this.#choice(
      'live',
      { type: 'may', params: this.#part('owner') },
      ['freeze'],
      [{ field: 'revision' }],
    )
    return this.#step('shown', {
      ...around,
      initial: 'live',
      states: {
        live: this.#step('live', {
          tags: ['public'],
          on: { ERROR: this.#choice('mending', { type: 'may', params: this.#part(['owner', 'webmaster']) }) },
        }),
        mending: this.#step('mending', {
          tags: this.#chance(70) ? ['public', 'editable'] : ['editable'],
          on: { CORRECT: correct },
        }),
      },
    })
  }

  /** What may stand at any step: a way back, to the desk, to the end, a deadline, a mistake. */
  #surround(node: StateNodeConfig): void {
    if (node.type === 'final' || node.type === 'history' || node.states) return
    const add = (type: string, choice: Transition) => {
      node.on = { ...node.on, [type]: choice }
    }
    const isPublic = node.tags?.includes('public')
    const guard = () => this.#may(this.#one(roles), 10)
    if (this.#chance(30) && !isPublic)
      add('RETURN', this.#choice('writing', guard(), this.#chance(65) ? ['startAgain'] : []))
    if (this.#ids.includes('desk') && this.#chance(40) && node.id !== 'desk' && !isPublic)
      add(
        'ASK',
        this.#choice(
          'desk',
          this.#may(this.#one(['owner', ...roles]), 0),
          this.#chance(30) ? ['freeze'] : [],
        ),
      )
    if (this.#chance(12)) add('STOP', this.#choice('ended', guard()))
    if (this.#chance(12) && !isPublic && node.id) {
      const target = this.#chance(50) ? `#${this.#one(this.#ids)}` : undefined
      node.after = { soon: { ...(target && { target }), meta } }
    }
    if (this.#chance(6) && !isPublic)
      add(this.#one([...this.#taken, 'SKIP']), this.#choice(this.#one(this.#ids), guard()))
    if (this.#chance(4))
      node.tags = [...new Set([...(node.tags ?? []), this.#one(['public', 'editable'] as const)])]
  }

  #rules(decisions: string[]): Procedure['rules'] {
    const [event, other] = [this.#one(['SUBMIT', ...decisions]), this.#one(['SUBMIT', ...decisions])]
    if (event === other) return []
    return [{ id: 'own', kind: this.#one(['neverBefore', 'onlyAfter'] as const), event, other }]
  }
}

function* everyStep(node: StateNodeConfig | Chart): Generator<StateNodeConfig> {
  for (const child of Object.values(node.states ?? {})) {
    yield child
    yield* everyStep(child)
  }
}

/** A procedure made by chance, of every other seed in the second language, half of them with its conditions; it may not be sound. */
export const randomProcedure = (seed: number): Procedure => {
  const made = new Maker(diceOf(seed), diceOf(-1 - seed), diceOf(~(seed * 7919))).make()
  if (seed % 2 === 1) return made
  return raised(seed % 4 === 2 ? withConditions(made, diceOf(~(seed * 104_729))) : made) as Procedure
}

const tested = ['2027-01-31', '2027-06-30', '2028-01-31']

/** Some conditions by other tests, some choices with a condition, some twice: once if it holds, once if not. */
function withConditions(procedure: Procedure, dice: Dice): Procedure {
  const one = <Item>(items: readonly Item[]): Item => items[dice(items.length)] as Item
  const field = procedure.form.find(({ name }) => name === 'channels')
  const isAsked = [...everyStep(procedure.chart)].some(({ on = {} }) =>
    Object.values(on)
      .flat()
      .some(({ meta: { needs = [] } }) => needs.some((need) => need.field === 'publishUntil')),
  )
  const days = isAsked ? ['publishUntil', 'due'] : ['due']
  const comparison = (): Comparison => {
    const day = { field: one(days), value: one(tested) }
    const kinds: (() => Comparison)[] = [
      () => ({ ...day, test: 'atLeast' }),
      () => ({ ...day, test: 'atMost' }),
      () => ({ ...day, test: 'equals' }),
      () => ({ field: one(['channels', ...days]), test: 'empty' }),
    ]
    const ofChoice: (() => Comparison)[] = [
      () => ({ field: 'channels', test: 'equals', value: one(options).id }),
      () => ({ field: 'channels', test: 'oneOf', values: [one(options).id] }),
    ]
    return one(field?.type === 'select' ? [...kinds, ...ofChoice] : kinds)()
  }
  const condition = (depth = 1): Condition => {
    const kind = depth > 2 ? 0 : dice(8)
    if (kind === 6) return { type: 'not', params: { of: condition(depth + 1) } }
    if (kind === 7)
      return {
        type: one(['all', 'any'] as const),
        params: { of: [condition(depth + 1), condition(depth + 1)] },
      }
    if (kind === 5) return { type: 'asked', params: { field: 'channels', value: one(options).id } }
    return { type: 'is', params: comparison() }
  }
  for (const node of everyStep(procedure.chart)) {
    for (const [type, given] of Object.entries(node.on ?? {})) {
      const [choice] = [given].flat()
      if (choice?.guard?.type !== 'may' || dice(100) >= 22) continue
      const asked = condition()
      const when = (of: Condition): Transition => ({
        ...choice,
        guard: { type: 'all', params: { of: [structuredClone(choice.guard) as MayGuard, of] } },
      })
      const otherwise = when({ type: 'not', params: { of: structuredClone(asked) } })
      const targets = [...everyStep(procedure.chart)].flatMap(({ id }) =>
        id === undefined ? [] : [`#${id}`],
      )
      node.on = {
        ...node.on,
        [type]:
          dice(3) === 0
            ? when(asked)
            : [when(asked), dice(3) === 0 ? { ...otherwise, target: one(targets) } : otherwise],
      }
    }
    const [automatic, ...others] = [node.always ?? []].flat()
    if (automatic?.guard && dice(2) === 0) node.always = [{ ...automatic, guard: condition() }, ...others]
  }
  const due: FormField = { name: 'due', type: 'date', title, required: dice(2) === 0 }
  return { ...procedure, form: [...procedure.form, due] }
}

export const constructs = [
  ...['shallow history', 'deep history', 'parallel', 'shared event', 'always', 'onDone', 'days', 'date'],
  ...[
    'notBy',
    'nested public',
    'asked value',
    'compared value',
    'compared day',
    'conditional choice',
    'several conditions',
    'startAgain',
    'freeze again',
    'several roles',
    'unit',
    'revision',
    'rule',
  ],
] as const
export type Construct = (typeof constructs)[number]

/** What of the language a procedure uses. */
export function constructsOf({ chart, rules }: Procedure): Set<Construct> {
  const found = new Set<Construct>()
  if (rules.length > 0) found.add('rule')
  const visit = (node: StateNodeConfig | Chart, depth: number) => {
    if (node.type === 'history') found.add(node.history === 'deep' ? 'deep history' : 'shallow history')
    if (node.type === 'parallel') {
      found.add('parallel')
      const types = Object.values(node.states ?? {}).map((track) => [
        ...new Set([...everyStep(track)].flatMap(({ on }) => Object.keys(on ?? {}))),
      ])
      const all = types.flat()
      if (all.some((type, index) => all.indexOf(type) !== index)) found.add('shared event')
    }
    if (node.always) found.add('always')
    if (node.onDone) found.add('onDone')
    if (node.after?.soon) found.add('days')
    if (node.after?.publishUntil) found.add('date')
    if (node.tags?.includes('public') && depth > 1) found.add('nested public')
    const ways = [...Object.entries(node.on ?? {}), ['', node.always ?? []] as const]
    for (const [type, given] of ways)
      for (const { guard, actions, meta: words } of [given].flat()) {
        const { may, condition } = partsOfGuard(guard)
        if (may?.params.notBy) found.add('notBy')
        if (may && Array.isArray(may.params.as)) found.add('several roles')
        if (may?.params.unit) found.add('unit')
        const tests = fieldTestsOf(guard).map(({ test }) => test)
        if (tests.includes('has')) found.add('asked value')
        if (tests.some((test) => test !== 'has')) found.add('compared value')
        if (tests.some((test) => test === 'atLeast' || test === 'atMost')) found.add('compared day')
        if (may && condition) found.add('conditional choice')
        if (condition?.type === 'all' || condition?.type === 'any' || condition?.type === 'not')
          found.add('several conditions')
        const kinds = [actions ?? []].flat().map((action) => action.type)
        if (kinds.includes('startAgain')) found.add('startAgain')
        if (kinds.includes('freeze') && type !== 'SUBMIT') found.add('freeze again')
        if (words.needs?.some(({ field }) => field === 'revision')) found.add('revision')
      }
    for (const child of Object.values(node.states ?? {})) visit(child, depth + 1)
  }
  visit(chart, 0)
  return found
}
