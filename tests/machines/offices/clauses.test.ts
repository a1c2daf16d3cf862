import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { walk } from '../../../machines/chart/graph.ts'
import { allTransitions } from '../../../machines/chart/transitions.ts'
import { documentSchema, uncorrectedText } from '../../../machines/documents/clauses.ts'
import {
  procedureOf,
  type ReadClause,
  readClauses,
  shareInForce,
} from '../../../machines/documents/in-force.ts'
import { features, type Place, type ProcedurePlace } from '../../../machines/documents/place.ts'
import type { Office } from '../../../machines/offices/office.ts'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure, StateNodeConfig, Transition } from '../../../machines/procedure/procedure.ts'

/** White space, and the marks with which the reading set its headings, lists and addresses. */
const letters = (text: string) => text.replaceAll(/[\s*#<>-]+/g, '')

const isOfProcedure = (place: Place): place is ProcedurePlace => place.kind !== 'feature'
const procedureAt = ({ id, procedures }: Office, place: ProcedurePlace): Procedure => {
  const found = procedures.find((one) => one.id === procedureOf(id, place))
  if (!found) throw new Error(`${id} has no procedure ${procedureOf(id, place)}`)
  return found
}
const placesOf = ({ wording }: Office) =>
  wording.clauses.flatMap(({ provisions }) => provisions.flatMap(({ served = [] }) => served))

/** Every step, choice and need that a procedure says is the document's, as places within it. */
function claimedOf({ id, chart }: Procedure): string[] {
  const claimed: string[] = []
  for (const { path, node } of walk(chart))
    if (path.length > 0 && node.meta?.source === 'document') claimed.push(`step ${path.join('.')}`)
  for (const { from, kind, name, transition } of allTransitions(chart)) {
    if (transition.meta.source !== 'document') continue
    const at = `${from.join('.')} ${kind === 'onDone' ? 'done' : name || kind}`
    claimed.push(`choice ${at}`)
    for (const need of transition.meta.needs ?? []) {
      if ('source' in need && need.source === 'added') continue
      const items = 'items' in need ? need.items.map(({ id }) => ` ${id}`) : ['']
      claimed.push(...items.map((item) => `need ${at} ${need.field}${item}`))
    }
  }
  return [...new Set(claimed)].map((one) => `${id} ${one}`)
}
function nameOf(place: Place): string {
  switch (place.kind) {
    case 'step':
      return `step ${place.step}`
    case 'choice':
      return `choice ${place.step} ${place.type}`
    case 'need':
      return `need ${place.step} ${place.type} ${place.field}${place.item === undefined ? '' : ` ${place.item}`}`
    default:
      return place.kind
  }
}

/** A procedure without one of its places. */
function without(procedure: Procedure, place: ProcedurePlace): Procedure {
  const made = structuredClone(procedure)
  const nodeAt = (path: string[]) =>
    path.reduce<StateNodeConfig>((node, name) => node.states?.[name] ?? {}, made.chart as StateNodeConfig)
  const transitions = (at: { step: string; type: string }): Transition[] => {
    const { on = {}, after = {}, always = [], onDone = [] } = nodeAt(at.step.split('.'))
    const given = { ...on, ...after, always, done: onDone }[at.type] ?? []
    return [given].flat()
  }
  switch (place.kind) {
    case 'step': {
      const path = place.step.split('.')
      delete nodeAt(path.slice(0, -1)).states?.[path.at(-1) as string]
      break
    }
    case 'choice': {
      const node = nodeAt(place.step.split('.'))
      delete node.on?.[place.type]
      delete node.after?.[place.type]
      if (place.type === 'always') delete node.always
      break
    }
    case 'need':
      for (const { meta } of transitions(place))
        for (const need of [...(meta.needs ?? [])]) {
          if (need.field !== place.field) continue
          const list = 'items' in need ? need.items : 'grounds' in need ? need.grounds : undefined
          const index = list?.findIndex(({ id }) => id === place.item) ?? -1
          if (place.item === undefined) meta.needs = meta.needs?.filter((one) => one !== need)
          else if (index >= 0) list?.splice(index, 1)
        }
      break
    case 'notice':
      for (const transition of transitions(place))
        transition.actions = [transition.actions ?? []]
          .flat()
          .filter((action) => action.type !== 'notify' || action.params.whom !== place.whom)
      break
    case 'promptly':
      delete nodeAt(place.step.split('.')).meta?.promptly
      break
    case 'field':
      if (place.option === undefined) made.form = made.form.filter(({ name }) => name !== place.field)
      for (const field of made.form) {
        if (field.name !== place.field) continue
        if (field.options) field.options = field.options.filter(({ id }) => id !== place.option)
      }
      break
    case 'deadline':
      made.deadlines = made.deadlines.filter(({ id }) => id !== place.deadline)
      break
    case 'category':
      made.categories = made.categories.filter(({ id }) => id !== place.category)
      break
    case 'role':
      made.roles = made.roles.filter(({ id }) => id !== place.role)
      break
    case 'requirement':
      made.requires = made.requires.filter((event) => event !== place.event)
      break
    default:
      throw new Error(`not removed: ${JSON.stringify(place satisfies never)}`)
  }
  return made
}

describe.each(offices.map((office) => [office.id, office] as const))('The document of %s', (id, office) => {
  test('is sound', () => {
    expect(documentSchema.safeParse(office.wording).error?.issues ?? []).toEqual([])
    expect(office.wording.office).toBe(id)
  })

  test('is what was read from its pages, letter for letter, once its corrections are undone', () => {
    const reading = readFileSync(new URL(`readings/${id}.txt`, import.meta.url), 'utf8')
    expect(letters(uncorrectedText(office.wording))).toBe(letters(reading))
  })

  test('has no clause that lives where nothing is', () => {
    const lost = readClauses(office.wording, office.procedures).flatMap(({ id: clause, provisions }) =>
      provisions.flatMap((one) => one.lost.map((place) => [clause, place])),
    )
    expect(lost).toEqual([])
  })

  test('loses a clause with any one of the places where it lives', () => {
    const places = placesOf(office).filter(isOfProcedure)
    expect(places.length).toBeGreaterThan(20)
    for (const place of places) {
      const procedure = procedureAt(office, place)
      const changed = office.procedures.map((one) => (one === procedure ? without(procedure, place) : one))
      const lost = readClauses(office.wording, changed).filter(({ provisions }) =>
        provisions.some((one) => one.state === 'lost'),
      )
      expect([place, lost.length > 0]).toEqual([place, true])
    }
  })

  test('names everything that its procedures say is the document’s', () => {
    const named = new Set(
      placesOf(office)
        .filter(isOfProcedure)
        .map((place) => `${procedureOf(id, place)} ${nameOf(place)}`),
    )
    const claimed = office.procedures.flatMap(claimedOf)
    expect(claimed.length).toBeGreaterThan(10)
    expect(claimed.filter((one) => !named.has(one))).toEqual([])
  })
})

describe('The clauses in force', () => {
  const share = (id: string) => {
    const office = offices.find((one) => one.id === id) as Office
    return shareInForce(readClauses(office.wording, office.procedures))
  }
  test.each([
    ['cmi3', { rules: 6, inForce: 4, partly: 2 }],
    ['cmi4', { rules: 12, inForce: 11, partly: 1 }],
    ['ksn2', { rules: 23, inForce: 11, partly: 3 }],
    ['ptt1', { rules: 20, inForce: 15, partly: 5 }],
    ['yst2', { rules: 42, inForce: 36, partly: 4 }],
  ])('of %s are counted', (id, expected) => {
    expect([id, share(id)]).toEqual([id, expected])
  })

  test('say of each that is not served what is missing, in both languages', () => {
    const words = (clauses: ReadClause[]) =>
      clauses.flatMap(({ provisions }) => provisions.flatMap(({ notYet }) => (notYet ? [notYet] : [])))
    for (const { wording, procedures } of offices)
      for (const { th, en } of words(readClauses(wording, procedures)))
        expect([th, /[ก-๙]/.test(th), /[ก-๙]/.test(en)]).toEqual([th, true, false])
  })

  test('live in features that have an address', () => {
    const routes = readFileSync(new URL('../../../ui/app/routes.tsx', import.meta.url), 'utf8')
    for (const address of Object.values(features).filter((one) => !one.startsWith('/o/')))
      expect(routes).toContain(`path="${address}"`)
    const publicRoutes = readFileSync(
      new URL('../../../api/public-site/endpoints.ts', import.meta.url),
      'utf8',
    )
    for (const address of Object.values(features).filter((one) => one.startsWith('/o/')))
      expect(publicRoutes).toContain(address.replace('/o/{office}', '/:office'))
  })
})
