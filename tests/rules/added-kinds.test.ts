import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const rooms = ['machines', 'api', 'ui', 'db']

/** What is added to the language, after which line of which file, under a name that nothing else has. */
const additions: [file: string, after: string, added: string][] = [
  [
    'machines/procedure/procedure.ts',
    "export const guardSchema = z.discriminatedUnion('type', [",
    "z.strictObject({ type: z.literal('aWeekday'), params: z.strictObject({ day: z.int() }) }),",
  ],
  [
    'machines/procedure/procedure.ts',
    'export type Condition =',
    "| { type: 'aWeekday'; params: { day: number } }",
  ],
  [
    'machines/procedure/procedure.ts',
    "export const actionSchema = z.discriminatedUnion('type', [",
    "z.strictObject({ type: z.literal('anArchive') }),",
  ],
  [
    'machines/procedure/procedure.ts',
    'const specialNeeds = {',
    "aWitness: z.strictObject({ field: z.literal('aWitness') }),",
  ],
  [
    'machines/procedure/procedure.ts',
    "export const deadlineSchema = z.discriminatedUnion('kind', [",
    "z.strictObject({ id: key, kind: z.literal('aMonth'), title: textSchema }),",
  ],
  [
    'machines/procedure/procedure.ts',
    'export const fieldTypes = {',
    "anAmount: { options: 'none', several: false },",
  ],
  [
    'api/http/contract.ts',
    "needViewSchema = z.discriminatedUnion('kind', [",
    "z.strictObject({ kind: z.literal('aShownWitness'), field: z.literal('aShownWitness') }),",
  ],
]

describe('the compiler names every place that has to handle', () => {
  let errors: string[] = []

  beforeAll(() => {
    const copy = mkdtempSync(join(tmpdir(), 'prakat-kinds-'))
    try {
      for (const room of rooms) cpSync(join(root, room), join(copy, room), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
      const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
        compilerOptions: object
      }
      writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: rooms }))
      for (const [file, after, added] of additions) {
        const text = readFileSync(join(copy, file), 'utf8')
        expect(text.split(after)).toHaveLength(2)
        writeFileSync(join(copy, file), text.replace(after, `${after}\n${added}`))
      }
      const compiler = join(root, 'node_modules/typescript/bin/tsc')
      const { stdout } = spawnSync(
        process.execPath,
        [compiler, '--noEmit', '--pretty', 'false', '-p', copy],
        {
          cwd: copy,
          encoding: 'utf8',
        },
      )
      // The lines below an error are indented: they say more of it.
      errors = stdout.split(/\n(?! )/).filter(Boolean)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }, 240_000)

  /** The files with an error that speaks of an added kind. */
  const filesThatLack = (kind: string) => {
    const files = errors.filter((error) => error.includes(`"${kind}"`) || error.includes(`'${kind}'`))
    return [...new Set(files.map((error) => error.slice(0, error.indexOf('('))))]
  }

  test('another guard', () => {
    expect(filesThatLack('aWeekday')).toEqual(
      expect.arrayContaining([
        'machines/procedure/check-guards.ts',
        'machines/procedure/condition-words.ts',
        'machines/procedure/condition.ts',
        'machines/run/vocabulary.ts',
        'ui/office/drafts/editor/edits/parts.ts',
        'ui/office/drafts/editor/forms/condition-form.tsx',
      ]),
    )
  })

  test('another action', () => {
    expect(filesThatLack('anArchive')).toEqual(
      expect.arrayContaining([
        'machines/procedure/action-words.ts',
        'machines/procedure/procedure.ts',
        'machines/run/vocabulary.ts',
        'ui/office/drafts/editor/forms/happens-form.tsx',
      ]),
    )
  })

  test('another kind of need', () => {
    expect(filesThatLack('aWitness')).toEqual(
      expect.arrayContaining([
        'api/public-site/procedure-words.ts',
        'api/requests/payload.ts',
        'api/requests/request-view.ts',
        'machines/diff/needs.ts',
        'machines/move/strictness.ts',
        'machines/procedure/procedure.ts',
        'machines/proofs/data.ts',
        'machines/run/choices.ts',
        'ui/chart/chart-choices.ts',
        'ui/office/drafts/editor/forms/needs-form.tsx',
        'ui/office/rehearsal/need-fields.tsx',
        'ui/office/rehearsal/sample-needs.ts',
      ]),
    )
  })

  test('another kind of need in the answers of the API', () => {
    expect(filesThatLack('aShownWitness')).toEqual(
      expect.arrayContaining(['ui/requests/choice-draft.ts', 'ui/requests/choice-fields.tsx']),
    )
  })

  test('another kind of deadline', () => {
    expect(filesThatLack('aMonth')).toEqual(
      expect.arrayContaining([
        'machines/diff/words.ts',
        'machines/procedure/procedure.ts',
        'machines/run/vocabulary.ts',
        'ui/office/drafts/editor/dialogs/new-deadline-fields.tsx',
        'ui/office/drafts/editor/edits/parts.ts',
        'ui/office/drafts/editor/parts/deadlines-part.tsx',
        'ui/office/procedures/procedure-parts.tsx',
      ]),
    )
  })

  test('another type of field', () => {
    expect(filesThatLack('anAmount')).toEqual(
      expect.arrayContaining([
        'machines/procedure/comparison.ts',
        'machines/procedure/field-value.ts',
        'ui/lib/form-fields.tsx',
        'ui/office/rehearsal/sample-needs.ts',
        'ui/requests/field-value.tsx',
      ]),
    )
  })
})
