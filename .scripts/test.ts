import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStaleScreens } from './screens.ts'

type Assertion = { fullName: string; status: string; duration?: number | null }
type Suite = {
  name: string
  message: string
  startTime: number
  endTime: number
  assertionResults: Assertion[]
}
type Outcome = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numRuntimeErrorTestSuites: number
  testResults: Suite[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const given = process.argv.slice(2)
const slowest = given.includes('--slowest')
const wanted = given.filter((option) => option !== '--slowest')
const directory = mkdtempSync(join(tmpdir(), 'prakat-jest-'))
const report = join(directory, 'report.json')
const templates = join(directory, 'templates')
mkdirSync(templates)

// Jest runs ES modules only with this flag of Node.
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
const jest = (options: string[], stdio: ('inherit' | 'ignore' | 'pipe')[]) =>
  spawnSync(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', ...options], {
    cwd: root,
    stdio,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test', PRAKAT_TEST_TEMPLATES: templates },
  })
const config = ['--config', 'tests/jest.config.ts']

try {
  // The journeys walk through the built screens; whoever names other tests need not wait for them.
  const listed = jest([...config, '--listTests', ...wanted], ['ignore', 'pipe', 'inherit'])
  if (/[\\/]tests[\\/]journeys[\\/]/.test(listed.stdout)) await buildStaleScreens()
  const run = jest(
    [...config, '--json', `--outputFile=${report}`, ...wanted],
    ['inherit', 'ignore', 'inherit'],
  )
  if (existsSync(report)) {
    const outcome = JSON.parse(readFileSync(report, 'utf8')) as Outcome
    if (slowest) tellSlowest(outcome.testResults)
    const again = runAgain(outcome.testResults)
    outcome.numPassedTests += again.passed
    const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites - again.before + again.failed
    const skipped = outcome.numPendingTests > 0 ? `, ${outcome.numPendingTests} skipped` : ''
    console.log(`${outcome.numPassedTests} passed, ${failed} failed${skipped}`)
    process.exitCode = failed === 0 && (run.status === 0 || again.before > 0) ? 0 : 1
  } else {
    // Jest itself was ended, by a signal or by the watchdog of a test that hung in this very process.
    console.log('0 passed, 1 failed')
    process.exitCode = run.status || 1
  }
} finally {
  rmSync(directory, { recursive: true, force: true })
}

/**
 * What is run once more, and said: a file in which Node's experimental ES modules in `vm` crashed before its first test
 * (SIGSEGV; a watchdog's SIGKILL is a verdict and stays one), and a journey through a real browser that failed while
 * everything else ran beside it. Its second run is its verdict; the first is printed.
 *
 * `before` counts the failures of the first run that the second one judges anew.
 */
function runAgain(suites: Suite[]): { before: number; passed: number; failed: number } {
  const isCrashed = ({ message, assertionResults }: Suite) =>
    assertionResults.length === 0 && /signal=SIGSEGV/.test(message)
  const failuresOf = ({ assertionResults }: Suite) =>
    assertionResults.filter(({ status }) => status === 'failed').length
  const again = suites.filter(
    (suite) => isCrashed(suite) || (/[\\/]tests[\\/]journeys[\\/]/.test(suite.name) && failuresOf(suite) > 0),
  )
  if (again.length === 0) return { before: 0, passed: 0, failed: 0 }
  const names = again.map(({ name }) => name)
  console.log(`Runs once more: ${names.map((name) => relative(root, name)).join(', ')}`)
  const before = again.reduce((sum, suite) => sum + (isCrashed(suite) ? 1 : failuresOf(suite)), 0)
  const passedBefore = again
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed').length
  const second = join(directory, 'again.json')
  jest(
    [...config, '--json', `--outputFile=${second}`, '--runTestsByPath', ...names],
    ['inherit', 'ignore', 'inherit'],
  )
  if (!existsSync(second)) return { before, passed: -passedBefore, failed: before }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(second, 'utf8'),
  ) as Outcome
  return {
    before,
    passed: numPassedTests - passedBefore,
    failed: numFailedTests + numRuntimeErrorTestSuites,
  }
}

/** The files and the tests that took longest, in seconds of this machine as it was loaded. */
function tellSlowest(suites: Suite[]): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(1).padStart(7)
  const files = suites.map(({ name, startTime, endTime }) => ({
    name: relative(root, name),
    ms: endTime - startTime,
  }))
  const tests = suites.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${relative(root, name)} › ${fullName}`,
      ms: duration ?? 0,
    })),
  )
  for (const [title, list] of [
    ['files', files],
    ['tests', tests],
  ] as const) {
    console.log(`slowest ${title} (s)`)
    for (const { name, ms } of [...list].sort((one, other) => other.ms - one.ms).slice(0, 20))
      console.log(`${seconds(ms)}  ${name}`)
  }
  console.log(`all files ${seconds(files.reduce((sum, { ms }) => sum + ms, 0))} s`)
}
