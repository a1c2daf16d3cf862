import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { engine } from '../../api/process/engine.ts'

type Package = {
  dependencies: Record<string, string>
  scripts: Record<string, string>
  allowScripts: Record<string, boolean>
}
const { dependencies, scripts, allowScripts } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as Package

test('the product runs on the Node 24 that it depends on, whatever Node the machine has', () => {
  expect(dependencies.node).toMatch(/^\^24\./)
  expect(process.versions.node).toMatch(/^24\./)
  // Node 24 reads the types away by itself.
  expect(process.features.typescript).toBe('strip')
  // The package brings its binary by an install script, so that script must be allowed to run.
  expect(allowScripts.node).toBe(true)
  for (const name of ['dev', 'test', 'verify', 'build'])
    expect(scripts[name]).toMatch(/^node \.scripts\/with-node24\.mjs /)
  // The shell gives its place to it, or a signal to npm would end there. Windows knows neither exec nor signals.
  const server = 'node .scripts/with-node24.mjs api/process/server.ts --build'
  expect(scripts.start).toBe(`exec ${server} || ${server}`)
})

test('the storage runs on that Node, from the binary that its package brings', () => {
  expect(allowScripts['better-sqlite3']).toBe(false)
  const memory = new Sqlite(':memory:')
  expect(memory.prepare('SELECT 1 + 1').pluck().get()).toBe(2)
  memory.close()
})

test('the engine is one exact version, the one that is written beside every snapshot', () => {
  expect(dependencies.xstate).toMatch(/^5\.\d+\.\d+$/)
  expect(engine).toBe(`xstate@${dependencies.xstate}`)
})

test.each([
  [[], undefined, 'production'],
  [['--build'], undefined, 'production'],
  [['--dev'], undefined, 'undefined'],
  [[], 'test', 'test'],
])('the server started with %j and NODE_ENV %s runs with %s', (args, given, expected) => {
  const file = new URL('../../api/process/production.ts', import.meta.url)
  const { NODE_ENV: _, ...env } = process.env
  const script = `await import(${JSON.stringify(file.href)}); console.log(process.env.NODE_ENV)`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
    env: { ...env, ...(given && { NODE_ENV: given }) },
    encoding: 'utf8',
  })
  expect(stdout.trim()).toBe(expected)
  // Nothing that may read it stands before it.
  expect(readFileSync(new URL('../../api/process/server.ts', import.meta.url), 'utf8')).toMatch(
    /^import '\.\/production\.ts'\n/,
  )
})
