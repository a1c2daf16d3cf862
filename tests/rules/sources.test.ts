import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const files = trackedFiles()
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const code = files.filter((file) => /\.(tsx?|mjs|js)$/.test(file))

/** What the project consists of: what git has, or, in an unpacked archive, all that lies here. */
function trackedFiles(): string[] {
  if (existsSync(join(root, '.git')))
    return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((file) => file !== '' && existsSync(join(root, file)))
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(node_modules|dist|data|coverage)\//.test(file))
}

describe('machines', () => {
  const impure: [what: string, found: RegExp][] = [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bperformance\b\s*\./],
    ['chance', /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/],
    ['the process or the machine', /\bprocess\.|['"]node:|\brequire\(|\bimport\.meta\b/],
    ['the network or storage', /\bfetch\(|\bXMLHttpRequest\b|\blocalStorage\b|\bindexedDB\b/],
    ['timers', /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/],
    ['the console', /\bconsole\./],
    ['globals', /\bglobalThis\b|\bwindow\.|\bdocument\./],
  ]
  const sources = code
    // `#sha256` of package.json: Node's own hash where there is Node, the pure one elsewhere.
    .filter((file) => file.startsWith('machines/') && file !== 'machines/hash/sha256-node.ts')
    .map((file) => ({ file, text: withoutComments(read(file)) }))

  test.each(impure)('know nothing of %s', (_, found) => {
    expect(sources.length).toBeGreaterThan(15)
    expect(sources.filter(({ text }) => found.test(text)).map(({ file }) => file)).toEqual([])
  })

  test.each([
    ['const now = Date.now()', 0],
    ['new Date()', 0],
    ['new Date( )', 0],
    ['Math.random()', 1],
    ["import { readFileSync } from 'node:fs'", 2],
    ['process.env.X', 2],
    ['setTimeout(f)', 4],
  ])('would be caught with: %s', (source, index) => {
    expect(impure[index]?.[1].test(source)).toBe(true)
    expect(impure[0]?.[1].test('new Date(at).getTime()')).toBe(false)
  })
})

describe('a query', () => {
  // A statement of Kysely's or of the driver's: how it is begun, SQL as text, or what either is built with.
  const queries =
    /\.(selectFrom|selectNoFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|executeQuery|prepare|pragma)\(|\bsql[`<.]|import (?!type\b)[^;\n]*'(kysely|better-sqlite3)'/

  test('stands in db/ and nowhere else of the product', () => {
    const product = code.filter((file) => /^(api|machines|ui)\//.test(file))
    expect(product.length).toBeGreaterThan(500)
    expect(product.filter((file) => queries.test(withoutComments(read(file))))).toEqual([])
  })

  test.each([
    ["trx.selectFrom('person')", true],
    ["  .deleteFrom('timer')", true],
    ['orderBy(sql`person.rowid`)', true],
    ['sql<number>`rowid`', true],
    ["import { sql } from 'kysely'", true],
    ["import { type Insertable, sql } from 'kysely'", true],
    ["import Database from 'better-sqlite3'", true],
    ["import type { Transaction } from 'kysely'", false],
    ['await db.transaction().execute(async (trx) => {', false],
  ])('is told in %s: %s', (source, is) => {
    expect(queries.test(source)).toBe(is)
  })
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
}

test('no literal is spread into a literal only to make lines shorter', () => {
  const spread = /\.\.\.\{(?! *\})|^\s*\.\.\.\[[a-z][^\]]*\],$/m
  const product = code.filter((file) => /^(api|db|machines|ui)\//.test(file) && !/\/migrations\//.test(file))
  expect(product.filter((file) => spread.test(withoutComments(read(file))))).toEqual([])
  expect(spread.test('  ...{ id, office },')).toBe(true)
  expect(spread.test('  ...(found && { found }), ...[one].flat(),')).toBe(false)
})

describe('a file', () => {
  test('names no place of the machine on which it was written', () => {
    // In pieces, so that this file does not name them either.
    const places = new RegExp(['/wo' + 'rk/', '/fa' + 'rm/', '\\.\\./sha' + 'red'].join('|'))
    const texts = files.filter((file) =>
      /\.(tsx?|mjs|js|json|css|html|md|txt|ya?ml|svg|sh)$|(^|\/)[^.]+$/.test(file),
    )
    expect(texts.filter((file) => places.test(read(file)))).toEqual([])
    expect(places.test('see /wo' + 'rk/x')).toBe(true)
  })
})

test('the top level is what the design says', () => {
  const top = new Set(files.map((file) => file.split('/')[0] ?? '').filter((name) => !name.startsWith('.')))
  const known = [
    'machines',
    'api',
    'ui',
    'db',
    'tests',
    'docs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]
  const allowed = new Set([
    ...known,
    'biome.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'Dockerfile',
    'compose.yaml',
  ])
  expect([...top].filter((name) => !allowed.has(name))).toEqual([])
})

test('docs/architecture.md says why a file is past 400 lines, and names none that is not', () => {
  const long = files
    .filter((file) => /^(api|db|machines|ui|\.scripts)\/.*\.(tsx?|mjs|css)$/.test(file))
    .filter((file) => !file.startsWith('machines/offices/') && read(file).trimEnd().split('\n').length > 400)
  const [, table = ''] = read('docs/architecture.md').split('| file | why it is long |')
  const [rows = ''] = table.split('\n\n')
  expect([...rows.matchAll(/`([^`]+)`/g)].map(([, file]) => file).sort()).toEqual(long.sort())
})

test('docs/architecture.md names every folder of machines/ and api/', () => {
  const folders = new Set(code.flatMap((file) => /^(?:machines|api)\/([^/]+)\//.exec(file)?.slice(1) ?? []))
  const [, tree = ''] = read('docs/architecture.md').split('```')
  expect(folders.size).toBeGreaterThan(20)
  expect([...folders].filter((folder) => !new RegExp(`\\s${folder}/`).test(tree))).toEqual([])
})

test('officials are addressed as ท่าน by every screen, notice, refusal and chart', () => {
  // Words that begin alike: quality, virtue, qualification, a noble prefix, and others.
  const addressed = /คุณ(?!ภาพ|ธรรม|สมบัติ|ลักษณะ|วุฒิ|ค่า|หญิง)/u
  const found = code
    .filter((file) => /^(ui|api|machines)\//.test(file))
    .filter((file) => addressed.test(read(file)))
  expect(found).toEqual([])
  expect(addressed.test('เรื่องของคุณ')).toBe(true)
  expect(addressed.test('คุณภาพและคุณสมบัติ')).toBe(false)
})

test('no Thai sentence has a dash, which Thai does not write: a blank parts sentences', () => {
  // What is measured of the typeface is no sentence.
  const dash = /[\u0e00-\u0e7f][^\n]* — |— [^\n]*[\u0e00-\u0e7f]/u
  const found = code
    .filter((file) => /^(ui|api|machines|db)\//.test(file) && !file.endsWith('layout/sarabun.ts'))
    .filter((file) => dash.test(withoutComments(read(file))))
  expect(found).toEqual([])
  expect(dash.test('ยังไม่ได้บันทึก \u2014 ลองใหม่')).toBe(true)
  expect(dash.test('ยังไม่ได้บันทึก ลองใหม่')).toBe(false)
  // Nor is one put between Thai texts where a screen joins them.
  const joins = code.filter((file) => /^ui\/.*\.tsx$/.test(file))
  expect(joins.length).toBeGreaterThan(100)
  expect(joins.filter((file) => withoutComments(read(file)).includes(' \u2014 '))).toEqual([])
})
