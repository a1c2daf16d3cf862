import { furtherRecipients } from '../../../../../machines/procedure/notice-values.ts'
import { type Deadline, type Guard, reservedFields } from '../../../../../machines/procedure/procedure.ts'
import { mayAt, mayIn } from './guards.ts'
import {
  isObject,
  type Json,
  listOf,
  mapList,
  movedItem,
  objectOf,
  type Path,
  renameKey,
  setAt,
  stringOf,
  valueAt,
} from './json.ts'
import { keyFrom, keyPattern } from './names.ts'
import { mapActions, mapEntry, mapTransitions, stepsOf, transitionsOf } from './walk.ts'

/** The lists of a procedure, and what tells the items of each apart. */
const ids = { roles: 'id', form: 'name', deadlines: 'id', categories: 'id', rules: 'id' } as const
export type List = keyof typeof ids

/** The items of a list, with their numbers; what is no object is passed over. */
export const itemsOf = (json: Json, list: List): { at: Path; id: string; item: Json }[] =>
  listOf(json[list]).flatMap((item, index) =>
    isObject(item) ? [{ at: [list, index], id: stringOf(item[ids[list]]), item }] : [],
  )

/** One more item, at the end, under a name that none of the others has. */
export function addItem(json: Json, list: List, title: { th: string; en: string }, item: Json) {
  const taken = [...itemsOf(json, list).map(({ id }) => id), ...(reserved[list] ?? [])]
  const id = keyFrom(title, taken, singular[list])
  const made = setAt(json, [list], [...listOf(json[list]), { [ids[list]]: id, ...item }])
  return { json: made, id, at: [list, listOf(json[list]).length] as Path }
}

const singular: Record<List, string> = {
  roles: 'role',
  form: 'field',
  deadlines: 'deadline',
  categories: 'category',
  rules: 'rule',
}
/** Names with a meaning of their own. */
const reserved: Partial<Record<List, string[]>> = {
  roles: ['owner', 'officer', 'admin', ...furtherRecipients],
  form: [...reservedFields],
}

/** Moves an item of any list up or down. */
export const moveItem = (json: Json, at: Path, by: number): Json => {
  const list = at.slice(0, -1)
  return setAt(json, list, movedItem(listOf(valueAt(json, list)), Number(at.at(-1)), by))
}

/** Whether an item may have this name: one that fits, that no other has, and that has no meaning of its own. */
export const mayRenameItem = (json: Json, list: List, id: string): boolean =>
  (list === 'categories' ? /^[A-Za-z0-9._-]{1,32}$/ : keyPattern).test(id) &&
  !itemsOf(json, list).some((one) => one.id === id) &&
  !(reserved[list] ?? []).includes(id)

/** Gives an item another name, everywhere that it is named. */
export function renameItem(json: Json, list: List, from: string, to: string): Json {
  if (from === to || !mayRenameItem(json, list, to)) return json
  const renamed = setAt(
    json,
    [list],
    mapList(listOf(json[list]), (item) =>
      isObject(item) && item[ids[list]] === from ? setAt(item, [ids[list]], to) : item,
    ),
  )
  if (list === 'roles') return renameRoleUses(renamed, from, to)
  if (list === 'form') return renameFieldUses(renamed, from, to)
  return list === 'deadlines' ? renameDeadlineUses(renamed, from, to) : renamed
}

const named = (from: string, to: string) => (name: unknown) => (name === from ? to : name)

function renameRoleUses(json: Json, from: string, to: string): Json {
  const name = named(from, to)
  const guards = mapTransitions(json, (transition) => {
    const at = [...mayAt(transition), 'params', 'as']
    const as = valueAt(transition, at)
    return setAt(transition, at, Array.isArray(as) ? mapList(as, name) : name(as))
  })
  const actions = mapActions(guards, (action) => {
    const at = ['params', 'whom']
    return valueAt(action, at) === from ? setAt(action, at, to) : action
  })
  const reminded = mapItems(actions, 'deadlines', (deadline) =>
    mapItems(deadline, 'reminders', (reminder) => mapEntry(reminder, 'whom', name)),
  )
  return mapItems(reminded, 'rules', (rule) => mapEntry(rule, 'by', name))
}

const mapItems = (json: Json, list: string, change: (item: Json) => Json | undefined): Json =>
  mapEntry(json, list, (items) =>
    Array.isArray(items) ? mapList(items, (item) => (isObject(item) ? change(item) : item)) : items,
  )

/** Where a guard has the fields that it looks at: in itself (`params.field`), or in those that it holds (`params.of`). */
const fieldsOfGuard: Record<Guard['type'], 'own' | 'within' | undefined> = {
  may: undefined,
  asked: 'own',
  notAsked: 'own',
  is: 'own',
  all: 'within',
  any: 'within',
  not: 'within',
}
/** Which deadlines (`field`) end with the day in a field. */
const deadlineNamesField: Record<Deadline['kind'], boolean> = { date: true, days: false }

const holds = (table: Record<string, boolean>, name: unknown): boolean =>
  Object.hasOwn(table, stringOf(name)) && table[stringOf(name)] === true

/** Every field that a guard looks at, with its place below the guard. */
export function fieldsInGuard(guard: unknown, at: Path = []): { at: Path; field: string }[] {
  const { type, params } = objectOf(guard)
  const { field, of } = objectOf(params)
  const kind = Object.hasOwn(fieldsOfGuard, stringOf(type)) ? fieldsOfGuard[type as Guard['type']] : undefined
  if (kind === 'own') return [{ at: [...at, 'params', 'field'], field: stringOf(field) }]
  if (kind !== 'within') return []
  return Array.isArray(of)
    ? of.flatMap((one, index) => fieldsInGuard(one, [...at, 'params', 'of', index]))
    : fieldsInGuard(of, [...at, 'params', 'of'])
}

const looksAt = (guard: unknown, name: string) => fieldsInGuard(guard).some(({ field }) => field === name)

function renameFieldUses(json: Json, from: string, to: string): Json {
  const name = named(from, to)
  const uses = mapTransitions(json, (transition) => {
    const needs = valueAt(transition, ['meta', 'needs'])
    const renamed = Array.isArray(needs)
      ? setAt(
          transition,
          ['meta', 'needs'],
          mapList(needs, (need) => (isObject(need) ? mapEntry(need, 'field', name) : need)),
        )
      : transition
    return fieldsInGuard(renamed.guard, ['guard'])
      .filter(({ field }) => field === from)
      .reduce<Json>((made, { at }) => setAt(made, at, to), renamed)
  })
  return mapItems(uses, 'deadlines', (deadline) => mapEntry(deadline, 'field', name))
}

function renameDeadlineUses(json: Json, from: string, to: string): Json {
  const places: Path[] = [['chart'], ...[...stepsOf(json)].map(({ at }) => at)]
  return places.reduce<Json>((made, at) => renameKey(made, [...at, 'after'], from, to), json)
}

/** Where an item of a list is named: transitions, deadlines, rules. */
export function usesOf(json: Json, list: List, id: string): Path[] {
  const transitions = transitionsOf(json)
  const inTransitions = (test: (transition: Json, name: string, kind: string) => boolean): Path[] =>
    transitions.flatMap(({ at, transition, name, kind }) => (test(transition, name, kind) ? [at] : []))
  const items = (name: List, test: (item: Json) => boolean): Path[] =>
    itemsOf(json, name).flatMap(({ at, item }) => (test(item) ? [at] : []))
  switch (list) {
    case 'roles':
      return [
        ...inTransitions(
          (transition) =>
            [objectOf(mayIn(transition).params).as].flat().includes(id) ||
            [transition.actions].flat().some((action) => valueAt(action, ['params', 'whom']) === id),
        ),
        ...[...stepsOf(json)].flatMap(({ at, node }) =>
          [node.entry, node.exit].flat().some((action) => valueAt(action, ['params', 'whom']) === id)
            ? [at]
            : [],
        ),
        ...items('deadlines', ({ reminders }) =>
          listOf(reminders).some((reminder) => objectOf(reminder).whom === id),
        ),
        ...items('rules', (rule) => rule.by === id),
      ]
    case 'form':
      return [
        ...inTransitions(
          (transition) =>
            listOf(valueAt(transition, ['meta', 'needs'])).some(
              (need) => isObject(need) && need.field === id && !Object.hasOwn(need, 'type'),
            ) || looksAt(transition.guard, id),
        ),
        ...items(
          'deadlines',
          (deadline) => holds(deadlineNamesField, deadline.kind) && deadline.field === id,
        ),
      ]
    case 'deadlines':
      return inTransitions((_, name, kind) => kind === 'after' && name === id)
    default:
      return []
  }
}

/** Removes an item of any list by its place; what names it is left as it is. */
export const removeItem = (json: Json, at: Path): Json => setAt(json, at, undefined)

/** Removes a deadline and what happens when it passes, at every step. */
export function removeDeadline(json: Json, at: Path): Json {
  const id = stringOf(objectOf(valueAt(json, at)).id)
  const left = mapTransitions(json, (transition, { kind, name }) =>
    kind === 'after' && name === id ? undefined : transition,
  )
  return removeItem(left, at)
}

/** Removes a field, and takes it away from what choices ask for. Guards and deadlines that name it must go before. */
export function removeField(json: Json, at: Path): Json {
  const name = objectOf(valueAt(json, at)).name
  const left = mapTransitions(json, (transition) => {
    const needs = valueAt(transition, ['meta', 'needs'])
    if (!Array.isArray(needs)) return transition
    const kept = mapList(needs, (need) =>
      isObject(need) && need.field === name && !Object.hasOwn(need, 'type') ? undefined : need,
    )
    return setAt(transition, ['meta', 'needs'], kept.length > 0 ? kept : undefined)
  })
  return removeItem(left, at)
}

/** Whether a field may be removed: it is not the title, and no guard and no deadline looks at it. */
export const mayRemoveField = (json: Json, name: string): boolean =>
  name !== 'title' &&
  !usesOf(json, 'form', name).some(
    (at) => at[0] === 'deadlines' || looksAt(objectOf(valueAt(json, at)).guard, name),
  )
