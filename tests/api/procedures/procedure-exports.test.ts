import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createMachine } from 'xstate'
import { fromFile as startFromFile } from '../../../api/procedures/draft-start.ts'
import { exported } from '../../../api/procedures/exports.ts'
import { walk } from '../../../machines/chart/graph.ts'
import { chartMermaid } from '../../../machines/chart/mermaid.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { vocabularyOf } from '../../../machines/run/vocabulary.ts'
import { activate, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { withMarks } from '../../support/unmarked.ts'

const official = [...offices.flatMap(({ procedures }) => procedures), standard]
const writtenAs = (procedure: Procedure, format: 'procedure' | 'xstate') =>
  JSON.parse(exported({ procedure, version: 1, layout: null, format }).text)

/** A sound procedure that an administrator might have made of an official one. */
const edited: fc.Arbitrary<Procedure> = fc
  .record({
    base: fc.constantFrom(...official),
    // Whatever people type: Thai, quotes, angle brackets, line ends, emoji; but whole characters.
    texts: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), {
      minLength: 1,
      maxLength: 8,
    }),
    ids: fc.array(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,20}$/), { minLength: 1, maxLength: 4 }),
    days: fc.option(fc.integer({ min: 1, max: 3650 })),
    date: fc.option(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    ),
  })
  .map(({ base, texts, ids, days, date }) => {
    const procedure = structuredClone(base)
    const text = (index: number) => texts[index % texts.length] ?? 'ก'
    for (const [index, { node }] of [...walk(procedure.chart)].entries())
      if (node.meta) {
        node.meta.title = { th: text(index), en: text(index + 1) }
        node.meta.clause = text(index + 2)
        node.description = text(index + 3)
      }
    procedure.order.number = text(4)
    procedure.order.date = date ? date.toISOString().slice(0, 10) : null
    for (const id of new Set(ids))
      if (!procedure.deadlines.some((deadline) => deadline.id === id))
        procedure.deadlines.push({
          id,
          kind: 'days',
          days,
          working: true,
          title: { th: text(5), en: text(6) },
        })
    return withMarks(procedure)
  })

/** The draft with which a file begins, next to the version in force. */
const fromFile = async (
  json: unknown,
  { id, office }: Pick<Procedure, 'id' | 'office'>,
  present?: Procedure,
) => {
  const inForce = present && { procedure: present, version: 1 }
  return (await startFromFile(json, { id, office }, { inForce, named: async () => undefined })).json
}

describe('a file that is imported again', () => {
  test.each(official)(
    '(our JSON of $id) is the same procedure, to the byte and the hash',
    async (procedure) => {
      const json = writtenAs(procedure, 'procedure')
      const again = await fromFile(json, procedure)
      expect(again).toEqual(procedure)
      expect(hashOf(again)).toBe(hashOf(procedure))
      expect((await fromFile(writtenAs(procedure, 'xstate'), procedure)).chart).toEqual(procedure.chart)
    },
  )

  test('is the same whatever an administrator has made of it', async () => {
    await fc.assert(
      fc.asyncProperty(edited, async (procedure) => {
        expect(checkProcedure(procedure)).toMatchObject({ ok: true })
        const json = writtenAs(procedure, 'procedure')
        expect(await fromFile(json, procedure)).toEqual(procedure)
        expect(hashOf(await fromFile(json, procedure))).toBe(hashOf(procedure))
        const chart = writtenAs(procedure, 'xstate')
        expect((await fromFile(chart, procedure)).chart).toEqual(procedure.chart)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the chart as XState v5 config', () => {
  test.each(official)(
    '($id) imported again loses nothing of the version that it succeeds',
    async (procedure) => {
      const { id, office } = procedure
      const again = await fromFile(writtenAs(procedure, 'xstate'), { id, office }, procedure)
      expect(again).toEqual(procedure)
      expect(hashOf(again)).toBe(hashOf(procedure))
    },
  )

  test('a decision that the chart has no more stays required, and is named as missing', async () => {
    const [procedure] = official as [Procedure]
    const present = { ...procedure, requires: [...procedure.requires, 'GONE'] }
    const { id, office } = procedure
    const again = await fromFile(writtenAs(procedure, 'xstate'), { id, office }, present)
    const checked = checkProcedure(again)
    const places = checked.ok ? [] : checked.problems.map(({ place }) => place)
    expect(places).toEqual([`requires.${procedure.requires.length}`])
  })

  test.each(official)(
    '($id) is the chart and nothing else, and makes a machine by itself',
    async (procedure) => {
      const config = writtenAs(procedure, 'xstate')
      const { meta, ...chart } = config
      const { meta: own, ...written } = procedure.chart
      expect(chart).toEqual(written)
      const prakat = { procedure: procedure.id, version: 1, hash: hashOf(procedure) }
      expect(meta).toEqual({ ...own, prakat })
      const machine = vocabularyOf(procedure).createMachine(config)
      const steps = (node: { states: object }): number =>
        Object.values(node.states).reduce((sum, child) => sum + 1 + steps(child), 0)
      expect(steps(machine.root)).toBe([...walk(procedure.chart)].length - 1)
      // Stately's tools know nothing of this product's vocabulary and open it all the same.
      expect(Object.keys(createMachine(config).states)).toEqual(Object.keys(procedure.chart.states))
    },
  )
})

describe('the chart as Mermaid', () => {
  test.each(official)('($id) has every step and every choice by its words', ({ chart }) => {
    const text = chartMermaid(chart, 'th')
    const steps = [...walk(chart)].filter(({ path }) => path.length > 0)
    expect(text.match(/^\s*state "/gm)).toHaveLength(steps.length)
    for (const { node } of steps) expect(text).toContain(`state "${node.meta?.title.th}" as s`)
  })

  test('holds nothing of a title but its words: no line, no quote, no direction', () => {
    const chart = structuredClone(standard.chart)
    const states = chart.states as Record<string, { meta: { title: { th: string } } }>
    const title = 'a"\n} --> [*] %% <script>; #35; `x` : ก๐'
    if (states.drafting) states.drafting.meta.title.th = title
    const lines = chartMermaid(chart, 'th').split('\n')
    expect(lines).toHaveLength(chartMermaid(standard.chart, 'th').split('\n').length)
    const [line = ''] = lines.filter((one) => one.includes('drafting') && one.includes('state "'))
    const [, shown = ''] = /^ {2}state "([^"]*)" as s1_drafting$/.exec(line) ?? []
    // Mermaid shows an entity as the sign that it stands for.
    const read = shown.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(read).toBe(title.replaceAll('\n', ' '))
  })
})

describe('over HTTP', () => {
  let office: Office
  let officer: Client
  beforeAll(async () => {
    office = await startOffice()
    officer = await office.as('cmi4.officer')
  })
  afterAll(() => office.close())
  const fileOf = (format: string, version = 1, id = 'cmi3.publication') =>
    officer('GET', `/api/procedures/${id}/versions/${version}/export?format=${format}`)

  test.each([
    ['procedure', 'application/json', 'cmi3.publication-v1.procedure.json'],
    ['xstate', 'application/json', 'cmi3.publication-v1.xstate.json'],
    ['mermaid', 'text/vnd.mermaid', 'cmi3.publication-v1.mmd'],
    ['svg', 'image/svg+xml', 'cmi3.publication-v1.svg'],
  ])('%s is a file of its type with a name of its own', async (format, type, name) => {
    const { status, headers } = await fileOf(format)
    expect([status, headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
  })

  test('a draft begun from an exported file is that version again', async () => {
    const admin = await office.as('cmi3.admin')
    const { body: json } = await fileOf('procedure')
    const { body: draft } = await admin('POST', '/api/offices/cmi3/drafts', {
      ...{ name: 'publication', from: { kind: 'file', json } },
    })
    expect([draft.json, draft.problems]).toEqual([json, []])
    const { body: view } = await officer('GET', '/api/procedures/cmi3.publication/versions/1')
    expect(hashOf(draft.json)).toBe(view.hash)
    await admin('DELETE', `/api/drafts/${draft.id}`)
  })

  test('the picture is one that stands alone, and titles in it are text', async () => {
    const admin = await office.as('cmi3.admin')
    const made = await draftOf(admin, 'cmi3', 'hostile', { kind: 'standard' }, (json) => {
      json.title.th = '</title><script>alert(1)</script>'
      json.chart.states.drafting.meta.title.th = '<img src=x onerror=alert(1)>'
      json.chart.states.drafting.meta.clause = '"><script>'
      // XML cannot hold this, not even escaped.
      json.chart.states.certification.meta.clause = 'ข้อ\b ๑\uffff'
    })
    expect((await activate(admin, made)).status).toBe(201)
    const { body: svg, headers } = await fileOf('svg', 1, 'cmi3.hostile')
    expect(svg).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/,
    )
    expect(svg).not.toMatch(/<script|<img|<foreignObject|href=|onerror="/)
    expect(svg).toContain('&lt;img')
    expect(svg).toContain('ข้อ ๑<')
    expect(svg).toContain('ผู้อำนวยการกลุ่ม')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('what there is not is not found, and an unknown format is refused', async () => {
    expect((await fileOf('procedure', 9)).status).toBe(404)
    expect((await fileOf('svg', 1, 'cmi3.nothing')).status).toBe(404)
    expect((await fileOf('pdf')).status).toBe(400)
    expect((await office.anyone('GET', '/api/procedures/cmi3.publication/versions')).status).toBe(401)
    expect((await officer('GET', '/api/procedures/cmi3.nothing/versions')).status).toBe(404)
  })
})
