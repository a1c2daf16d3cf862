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

type Edge = { from: string; to: string }
const pattern =
  /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
const edgesOf = (file: string): Edge[] =>
  [...read(file).matchAll(pattern)].map(([, stated, dynamic]) => {
    const named = stated ?? dynamic ?? ''
    return { from: file, to: named.startsWith('.') ? posix.join(posix.dirname(file), named) : named }
  })
const edges = code.flatMap(edgesOf)
const inside = (room: string) => edges.filter(({ from }) => from.startsWith(`${room}/`))
const written = (found: Edge[]) => found.map(({ from, to }) => `${from} -> ${to}`)

const rooms = ['machines', 'api', 'ui', 'db', 'tests', '.scripts']
const isOurs = (to: string) => rooms.some((room) => to.startsWith(`${room}/`))
const contract = /^api\/([a-z]+-)?contract\.ts$/

test('the imports are read at all', () => {
  expect(edges.length).toBeGreaterThan(500)
  expect(written(edges)).toEqual(
    expect.arrayContaining([
      'api/take-event.ts -> machines/step.ts',
      'machines/compile.ts -> machines/canonical.ts',
    ]),
  )
  // Dynamic imports and those without names count too.
  const sample =
    "import a from 'x'\nimport 'y'\nexport * from 'z'\nconst b = await import('w')\nimport {\n c,\n} from 'v'"
  expect([...sample.matchAll(pattern)].map(([, stated, dynamic]) => stated ?? dynamic)).toEqual([
    'x',
    'y',
    'z',
    'w',
    'v',
  ])
})

describe('each room imports only what it may', () => {
  const may: [room: string, what: string, allowed: (to: string, from: string) => boolean][] = [
    [
      'machines',
      'itself, xstate, zod and @noble/hashes',
      (to) => /^(machines\/|(xstate|zod)(\/|$)|@noble\/hashes\/)/.test(to),
    ],
    ['db', 'itself, kysely and the drivers', (to) => /^(db\/|kysely(\/|$)|better-sqlite3$|pg$)/.test(to)],
    [
      'api',
      'itself, machines, db, the server-rendered pages and packages',
      (to) =>
        isOurs(to)
          ? /^(api|machines|db)\/|^ui\/public\//.test(to)
          : !/^(react|@xstate\/react|i18next)/.test(to),
    ],
    [
      'ui',
      'itself, the contract, machines and packages of the browser',
      (to, from) =>
        isOurs(to)
          ? /^(ui|machines)\//.test(to) || contract.test(to)
          : from === 'ui/vite.config.ts' ||
            !/^(node:|express|kysely|better-sqlite3|pino|helmet|@node-rs\/)/.test(to),
    ],
  ]
  test.each(may)('%s: %s', (room, _, allowed) => {
    expect(inside(room).length).toBeGreaterThan(0)
    expect(written(inside(room).filter(({ from, to }) => !allowed(to, from)))).toEqual([])
  })

  test('machines and db meet in api alone', () => {
    expect(written(inside('machines').filter(({ to }) => to.startsWith('db/')))).toEqual([])
    expect(written(inside('db').filter(({ to }) => to.startsWith('machines/')))).toEqual([])
  })

  test('what the contract imports may stand in a browser', () => {
    const found = edges.filter(({ from }) => contract.test(from))
    expect(written(found.filter(({ to }) => !/^(zod$|machines\/)/.test(to) && !contract.test(to)))).toEqual(
      [],
    )
  })

  test('the product imports neither tests nor scripts', () => {
    const product = edges.filter(({ from }) => !/^(tests|\.scripts)\//.test(from))
    expect(written(product.filter(({ to }) => /^(tests|\.scripts)\//.test(to)))).toEqual([])
  })

  test('files of this project are named with their endings', () => {
    const ours = edges.filter(({ from, to }) => isOurs(to) && from !== 'tests/rules/imports.test.ts')
    expect(written(ours.filter(({ to }) => !/\.(tsx?|mjs|css|json)(\?\w+)?$/.test(to)))).toEqual([])
  })
})

describe('the screens', () => {
  const featureOf = (file: string) => /^ui\/([^/]+)\//.exec(file)?.[1]
  /** Decided one by one: a feature that shows a part of another. */
  const lent = ['ui/request -> ui/new-request/content-editor.tsx']
  const between = inside('ui').filter(({ from, to }) => {
    const [own, other] = [featureOf(from), featureOf(to)]
    return own !== undefined && to.startsWith('ui/') && own !== other && other !== 'lib'
  })

  test('import no feature but their own: what two need is in lib', () => {
    const crossing = between.filter(
      ({ from, to }) => featureOf(from) !== 'app' && !lent.includes(`ui/${featureOf(from)} -> ${to}`),
    )
    expect(written(crossing)).toEqual([])
  })

  test('are put together in app, which nothing imports but the entry', () => {
    const toApp = inside('ui').filter(({ from, to }) => to.startsWith('ui/app/') && featureOf(from) !== 'app')
    expect([...new Set(toApp.map(({ from }) => from))]).toEqual(['ui/main.tsx'])
    expect(
      written(between.filter(({ from, to }) => featureOf(from) === 'app' && to.startsWith('ui/public/'))),
    ).toEqual([])
  })

  test('of the public are rendered on the server, and have nothing of the staff’s but charts and whole words', () => {
    const found = inside('ui/public').filter(
      ({ to }) =>
        !/^(ui\/public|ui\/lib\/chart|machines)\/|^react(-dom\/server)?$|^ui\/lib\/keep-words\.ts$/.test(
          to,
        ) && !contract.test(to),
    )
    expect(written(found)).toEqual([])
  })
})

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
    .filter((file) => file.startsWith('machines/'))
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

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
}

describe('a file', () => {
  const most = 250
  /** Longer than one can take in at once, each for a reason. */
  const longer: Record<string, string> = {
    'api/contract.ts': 'what the API says and hears, on one page; OpenAPI is made of it',
    'ui/public/public.css': 'the whole look of the public site: one request, no build',
    'ui/lib/chart/chart-picture.tsx': 'the picture of a chart and the keys that move in it',
    'ui/lib/chart/chart.css': 'the look of that picture in every state, both themes and in print',
    'ui/new-request/draft-saver.ts':
      'one machine: what is typed, what is stored, and what happens when they part',
    'ui/request/request-page.css': 'the look of the longest page',
    'ui/procedure/draft-keeper.ts':
      'one machine: the draft, its history, what is stored, and two who write at once',
    'ui/procedure/picture/layout.ts':
      'from the JSON of a draft that may be unsound to what the picture shows',
    'ui/procedure/words-th.ts': 'every word of the editor in one language, beside the other',
    'ui/procedure/words-en.ts': 'every word of the editor in one language, beside the other',
  }
  const measured = files.filter((file) => /\.(tsx?|mjs|css)$/.test(file) && !file.startsWith('tests/'))

  test('has at most 250 lines, unless it is an office’s chart or says why', () => {
    const long = measured.filter(
      (file) =>
        !/^machines\/offices\/[a-z0-9]+\/publication\.ts$/.test(file) &&
        !(file in longer) &&
        read(file).trimEnd().split('\n').length > most,
    )
    expect(long).toEqual([])
  })

  test('has no default export, but where a tool reads one', () => {
    const given = code.filter((file) => /^export default\b/m.test(read(file)))
    expect(given.filter((file) => !/\.config\.ts$/.test(file))).toEqual([])
  })

  test('is named in kebab-case', () => {
    const named = files.filter((file) => /^(machines|api|ui|db|tests)\//.test(file))
    expect(named.filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(posix.basename(file)))).toEqual([])
  })

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
  const allowed = new Set([...known, 'biome.json', 'README.md', 'LICENSE', 'CHANGELOG.md'])
  expect([...top].filter((name) => !allowed.has(name))).toEqual([])
})
