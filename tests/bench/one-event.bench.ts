import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { startOffice } from '../support/office.ts'

/**
 * What one CERTIFY enters: files and named functions of the product (V8's precise coverage), and SQL statements, BEGIN,
 * COMMIT and savepoints told apart. `npm run bench:event`; with `--list`, each of them by name.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const list = process.argv.includes('--list')

const statements: string[] = []
countStatements(statements)

const office = await startOffice()
try {
  const officer = await office.as('cmi3.officer')
  const director = await office.as('cmi3.groupDirector')
  // Some requests beforehand, so that what is read once and remembered is: an event of every day, not the first.
  for (let warm = 0; warm < 3; warm += 1) await certify(await propose())
  const id = await propose()

  const inspector = new Session()
  inspector.connect()
  await inspector.post('Profiler.enable')
  await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  await inspector.post('Profiler.takePreciseCoverage')
  statements.length = 0
  await certify(id)
  const { result } = await inspector.post('Profiler.takePreciseCoverage')
  await inspector.post('Profiler.stopPreciseCoverage')

  const entered = result
    .filter(({ url }) => url.startsWith(`file://${root}`) && !/node_modules|\/tests\//.test(url))
    .map(({ url, functions }) => ({
      file: url.slice(`file://${root}`.length),
      functions: functions
        .filter(({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0)
        .map(({ functionName }) => functionName),
    }))
    .filter(({ functions }) => functions.length > 0)
  const isControl = (sql: string) => /^(begin|commit|savepoint|release)/i.test(sql)
  const own = statements.filter((sql) => !isControl(sql))
  const count = entered.reduce((sum, { functions }) => sum + functions.length, 0)
  if (list) {
    for (const { file, functions } of entered) console.log(`${file}: ${functions.join(', ')}`)
    for (const sql of statements) console.log(sql.slice(0, 140))
  }
  console.log(
    `one CERTIFY: ${entered.length} files entered, ${count} named functions, ${own.length} statements (and ${statements.length - own.length} of the transaction)`,
  )

  async function propose(): Promise<string> {
    const content = { title: 'เรื่อง', body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน' }
    const begun = await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content })
    const { id } = begun.body as { id: string }
    await officer('POST', `/api/requests/${id}/events`, { type: 'PROPOSE' }, { 'If-Match': '"1"' })
    return id
  }

  async function certify(id: string): Promise<void> {
    const headers = { 'If-Match': '"2"', 'Idempotency-Key': id }
    const event = { type: 'CERTIFY', checked: ['accurate', 'complete'] }
    const { status } = await director('POST', `/api/requests/${id}/events`, event, headers)
    if (status !== 200) throw new Error(`CERTIFY was answered with ${status}`)
  }
} finally {
  await office.close()
}

/** Lists what every prepared statement runs, whoever prepared it; the pragma that looks for other writers apart. */
function countStatements(into: string[]): void {
  const memory = new Sqlite(':memory:')
  const prototype = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<
    'run' | 'all' | 'get',
    (this: Sqlite.Statement, ...given: unknown[]) => unknown
  >
  for (const name of ['run', 'all', 'get'] as const) {
    const original = prototype[name]
    prototype[name] = function (...given) {
      if (!/^pragma/i.test(this.source)) into.push(this.source)
      return original.apply(this, given)
    }
  }
  memory.close()
}
