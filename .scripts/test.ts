import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Outcome = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numRuntimeErrorTestSuites: number
}

const wanted = process.argv.slice(2)
// The journeys walk through the built screens; whoever names other tests need not wait for them.
if (wanted.length === 0 || wanted.some((pattern) => pattern.includes('journeys'))) {
  const options = ['build', '--config', 'ui/vite.config.ts', '--logLevel', 'error']
  const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', ...options], {
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
}

const directory = mkdtempSync(join(tmpdir(), 'prakat-jest-'))
const report = join(directory, 'report.json')
const options = ['--config', 'tests/jest.config.ts', '--json', `--outputFile=${report}`, ...wanted]
// Jest runs ES modules only with this flag of Node.
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
const jest = spawnSync(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', ...options], {
  stdio: ['inherit', 'ignore', 'inherit'],
  env: { ...process.env, NODE_ENV: 'test' },
})
try {
  const outcome = JSON.parse(readFileSync(report, 'utf8')) as Outcome
  const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites
  const skipped = outcome.numPendingTests > 0 ? `, ${outcome.numPendingTests} skipped` : ''
  console.log(`${outcome.numPassedTests} passed, ${failed} failed${skipped}`)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
process.exit(jest.status ?? 1)
