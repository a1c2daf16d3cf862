import { copied, stringOf } from '../chart/json.ts'
import { membersOf } from '../chart/transitions.ts'
import { hashOf } from '../hash/canonical.ts'
import { standardPublication } from '../offices/standard/publication.ts'
import { languageOf } from './language.ts'
import { isFurtherRecipient } from './notice-values.ts'
import { type Deadline, eventTypePattern, type Procedure, type Role } from './procedure.ts'
import { marksBeyondFirst, partsOf, raised } from './provenance.ts'
import { addedTo, unnamedClause } from './unnamed-clause.ts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const keyPattern = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/
/** Of a config that runs by itself; here the context comes from the product, and versions have numbers of their own. */
const ofTheRoot = new Set(['context', 'version', 'types', 'schemas', '$schema', 'input', 'output'])

type Found = {
  roles: Map<string, Role>
  deadlines: Map<string, Deadline>
  events: Set<string>
  /** Names as the file had them, each with the one that it has here. */
  renamed: Map<string, string>
}

/** Which version an exported chart is of, as the file says of itself at its root. */
export type NamedVersion = { procedure: string; version: number; hash: string }
/** A chart as a file of the product writes it, with the version that it is of. */
export const namedChart = (chart: object, version: NamedVersion): object => ({
  ...chart,
  meta: { ...('meta' in chart ? (chart.meta as object) : {}), prakat: version },
})
/** Which version a config says it is of; undefined where it says none. */
export function versionNamedIn(config: Json): NamedVersion | undefined {
  const said = isObject(config.meta) ? config.meta.prakat : undefined
  if (!isObject(said)) return undefined
  const { procedure, version, hash } = said
  return typeof procedure === 'string' && typeof version === 'number' && typeof hash === 'string'
    ? { procedure, version, hash }
    : undefined
}

/** What became of a file: the procedure around its chart, and what of it was not taken as it stood. */
export type AroundChart = {
  json: Json
  /** Names of the root that have no meaning here. */
  dropped: string[]
  renamed: { from: string; to: string }[]
  /** Roles and deadlines that the file names and no version had. */
  added: { roles: string[]; deadlines: string[] }
}

/**
 * A procedure around an XState v5 config: the config as its chart, and the standard's other parts. Names that this
 * product cannot take as they are (steps with blanks, `approve` for `APPROVE`, `after: { 86400000 }`) are mapped, the
 * same name always to the same; missing words come from the names; roles and deadlines that are named are added, the
 * latter unset (ไม่กำหนด). What has no meaning here (other guards, actions, `invoke`) is left for `checkProcedure` to name.
 * A chart that this product exported is left as it is. With `present`, the version that the chart succeeds, whatever a
 * config cannot hold (order, form, categories, what is required, rules) is kept from it, whole: what does not fit the chart
 * any more is named by `checkProcedure`, not lost. A chart whose parts say where they come from keeps what they say: what is
 * around it is raised to the language that can. The config must have passed `outOfBounds`.
 */
export function procedureAroundChart(config: Json, present?: Procedure): AroundChart {
  const found: Found = { roles: new Map(), deadlines: new Map(), events: new Set(), renamed: new Map() }
  const chart = nodeOf(rootOf(config), undefined, found)
  const { roles, deadlines, requires, ...rest } = aroundOf(chart, present ?? standardPublication)
  const known = new Set(['owner', ...roles.map(({ id }) => id)])
  const newRoles = [...found.roles.values()].filter(({ id }) => !known.has(id))
  const newDeadlines = [...found.deadlines.values()].filter(({ id }) =>
    deadlines.every((one) => one.id !== id),
  )
  const json = copied({
    ...rest,
    roles: [...roles, ...newRoles],
    deadlines: present
      ? [...deadlines, ...newDeadlines]
      : [...found.deadlines.values()].map(
          (deadline) => deadlines.find(({ id }) => id === deadline.id) ?? deadline,
        ),
    requires: present ? requires : requires.filter((type) => found.events.has(type)),
    chart: isObject(chart) ? { ...(chart.id === undefined && { id: 'imported' }), ...chart } : chart,
  })
  for (const { part, holder, put } of json.language === undefined ? [] : partsOf(json))
    if (!('clause' in part) && !('source' in part))
      put({ clause: addedTo(stringOf(holder?.clause)), source: 'added' })
  return {
    json,
    dropped: Object.keys(config).filter((name) => ofTheRoot.has(name)),
    renamed: [...found.renamed].map(([from, to]) => ({ from, to })),
    added: { roles: newRoles.map(({ id }) => id), deadlines: newDeadlines.map(({ id }) => id) },
  }
}

/** What stands around a chart, in a language that can say what the chart says. */
function aroundOf(chart: unknown, procedure: Procedure): Procedure {
  const saysOrigins = [...partsOf({ chart })].some((part) => marksBeyondFirst(part).length > 0)
  if (!saysOrigins || languageOf(procedure) > 1) return structuredClone(procedure)
  return raised(procedure) as Procedure
}

/** Without what has no meaning here, and without the name of the version, which is about the file and not the chart. */
function rootOf(config: Json): Json {
  // What the root says of itself stays where it stands: a chart of this product comes back as it was.
  const kept = Object.entries(config).flatMap(([name, value]): [string, unknown][] => {
    if (ofTheRoot.has(name)) return []
    if (name !== 'meta' || !isObject(value)) return [[name, value]]
    const { prakat: _, ...others } = value
    return Object.keys(others).length === 0 ? [] : [[name, others]]
  })
  return Object.fromEntries(kept)
}

function nodeOf(given: unknown, name: string | undefined, found: Found): unknown {
  if (!isObject(given)) return given
  const node = mapped(given, {
    id: (id) => (typeof id === 'string' ? keyOf(id) : id),
    initial: (initial) => initialOf(initial),
    target: (target) => (typeof target === 'string' ? targetOf(target) : target),
    states: (states) => renamed(states, noting(keyOf, found), (child, key) => nodeOf(child, key, found)),
    on: (on) => renamed(on, noting(eventOf, found), (list, key) => transitionsOf(list, key, found, 'on')),
    after: (after) =>
      renamed(after, noting(deadlineOf(found), found), (list, key) =>
        transitionsOf(list, key, found, 'after'),
      ),
    always: (list) => transitionsOf(list, 'อัตโนมัติ', found, 'always'),
    onDone: (list) => transitionsOf(list, 'ครบทุกส่วน', found, 'always'),
    entry: actionsOf,
    exit: actionsOf,
    tags: (tags) => (typeof tags === 'string' ? [tags] : tags),
  })
  for (const kind of ['entry', 'exit'] as const) noteRoles(node[kind], found)
  for (const kind of ['always', 'onDone'] as const)
    if (Array.isArray(node[kind]) && node[kind].length === 0) delete node[kind]
  return name === undefined ? node : { ...node, meta: metaOf(node.meta, name) }
}

/** The same entries in the same order, some of them with another value. */
const mapped = (given: Json, by: Record<string, (value: unknown) => unknown>): Json =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Object.hasOwn(by, name) ? by[name]?.(value) : value]),
  )

/** Notes what is called otherwise from now on. */
const noting =
  (rename: (key: string) => string, { renamed }: Found) =>
  (key: string): string => {
    const to = rename(key)
    if (to !== key) renamed.set(key, to)
    return to
  }

/** With other keys, unless two would become one: then both stay as they are, to be refused by name. */
function renamed(
  given: unknown,
  rename: (key: string) => string,
  map: (value: unknown, key: string) => unknown,
): unknown {
  if (!isObject(given)) return given
  const keys = Object.keys(given)
  const count = new Map<string, number>()
  for (const key of keys) count.set(rename(key), (count.get(rename(key)) ?? 0) + 1)
  return Object.fromEntries(
    keys.map((key) => [count.get(rename(key)) === 1 ? rename(key) : key, map(given[key], key)]),
  )
}

function transitionsOf(given: unknown, name: string, found: Found, kind: 'on' | 'after' | 'always'): unknown {
  if (kind === 'on') found.events.add(eventOf(name))
  if (Array.isArray(given)) return given.map((one) => transitionOf(one, name, found))
  return transitionOf(given, name, found)
}

function transitionOf(given: unknown, name: string, found: Found): unknown {
  if (typeof given === 'string') return transitionOf({ target: given }, name, found)
  if (!isObject(given)) return given
  const { guard } = given
  for (const { guard: one } of membersOf(guard, []))
    if (one.type === 'may' && isObject(one.params))
      for (const role of [one.params.as].flat()) noteRole(role, one.params.within, found)
  noteRoles(given.actions, found)
  const transition = mapped(given, { target: (target) => soleTarget(target), actions: actionsOf })
  return { ...transition, meta: metaOf(transition.meta, name) }
}

/** XState takes an action without parameters by its name alone. */
function actionsOf(given: unknown): unknown {
  if (typeof given === 'string') return { type: given }
  return Array.isArray(given) ? given.map((one) => (typeof one === 'string' ? { type: one } : one)) : given
}

const soleTarget = (target: unknown): unknown => {
  const [only, ...others] = [target].flat()
  return typeof only === 'string' && others.length === 0 ? targetOf(only) : target
}

function initialOf(initial: unknown): unknown {
  if (isObject(initial) && Object.keys(initial).length === 1 && typeof initial.target === 'string')
    return keyOf(initial.target)
  return typeof initial === 'string' ? keyOf(initial) : initial
}

/** A target is a path of names, with `#` before an id or `.` before a child. */
const targetOf = (target: string): string => {
  const [, mark = '', path = ''] = /^([#.]?)(.*)$/s.exec(target) ?? []
  return mark + path.split('.').map(keyOf).join('.')
}

/** Blanks and signs become `-`; a name of which nothing is left that a key may hold is named by its hash. */
export function keyOf(name: string): string {
  if (keyPattern.test(name)) return name
  const plain = name
    .trim()
    .replaceAll(/[^a-zA-Z0-9_]+/g, '-')
    .replaceAll(/^[^a-zA-Z]+|-$/g, '')
  // Letters of other scripts would be lost, and with them what tells two names apart.
  const lost = /[^\p{ASCII}]/u.test(name)
  return keyPattern.test(plain) && !lost ? plain : `step-${hashOf(name).slice(0, 10)}`
}

/** `approve it` becomes `APPROVE_IT`; the engine's own events and the wildcard stay as they are, to be refused. */
export function eventOf(type: string): string {
  if (eventTypePattern.test(type) || /^(xstate|done|error)\b|\*/.test(type)) return type
  const plain = type
    .trim()
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toUpperCase()
    .replaceAll(/^[^A-Z]+|_$/g, '')
  const lost = /[^\p{ASCII}]/u.test(type)
  return eventTypePattern.test(plain) && !lost ? plain : `EVENT_${hashOf(type).slice(0, 10).toUpperCase()}`
}

const dayMs = 86_400_000

/** A delay in whole days becomes a deadline of so many calendar days; any other number stays, to be refused. */
const deadlineOf =
  (found: Found) =>
  (name: string): string => {
    const days = /^\d+$/.test(name) ? Number(name) / dayMs : undefined
    if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 3650)) return name
    const id = days === undefined ? keyOf(name) : `days${days}`
    const title =
      days === undefined ? { th: name, en: name } : { th: `${days} วัน`, en: `${days} calendar days` }
    found.deadlines.set(id, { id, kind: 'days', days: days ?? null, working: false, title })
    return id
  }

function noteRoles(actions: unknown, found: Found): void {
  for (const action of [actions].flat())
    if (isObject(action) && action.type === 'notify' && isObject(action.params))
      noteRole(action.params.whom, action.params.within, found)
}

function noteRole(id: unknown, within: unknown, found: Found): void {
  if (typeof id !== 'string' || !keyPattern.test(id) || found.roles.has(id) || isFurtherRecipient(id)) return
  found.roles.set(id, { id, title: { th: id, en: id }, within: within === 'group' ? 'group' : 'office' })
}

/** What the config says, and for the rest the name as the words: never a clause that no document has. */
function metaOf(given: unknown, name: string): unknown {
  if (given !== undefined && !isObject(given)) return given
  const words = name.slice(0, 200) || '-'
  return { title: { th: words, en: words }, clause: unnamedClause, source: 'added', ...given }
}
