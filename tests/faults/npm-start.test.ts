import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { takeLock } from '../../db/lock.ts'
import {
  environment,
  haveScreensBuilt,
  root,
  type ServerProcess,
  startProcess,
} from '../support/server-process.ts'

let data: string
const running: ServerProcess[] = []
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'prakat-npm-start-'))
  haveScreensBuilt()
})
afterAll(() => {
  for (const { child } of running) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

const npmStart = async () => {
  const server = await startProcess('npm', ['start'], { data })
  running.push(server)
  return server
}

describe('npm start', () => {
  const givenBack = async (url: string) => {
    await expect(fetch(`${url}/readyz`)).rejects.toThrow()
    const release = takeLock(join(data, 'prakat.lock'))
    expect(release).toBeDefined()
    release?.()
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends the server before it ends itself when npm is sent %s, with port and directory given back',
    async (signal) => {
      const { child, url, ended } = await npmStart()
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      child.kill(signal)
      expect(await ended).toBe(0)
      await givenBack(url)
    },
  )

  test.each(['SIGHUP', 'SIGKILL'] as const)(
    'leaves no server behind when npm dies of %s, which it does not pass on',
    async (signal) => {
      const { child, url, ended, silent } = await npmStart()
      child.kill(signal)
      expect(await ended).toBe(signal)
      await silent
      await givenBack(url)
    },
  )

  test('builds no screens where nothing has changed since they were built', async () => {
    const built = () => statSync(join(root, 'dist/ui/index.html')).mtimeMs
    const before = built()
    const { child, ended } = await npmStart()
    child.kill('SIGTERM')
    await ended
    expect(built()).toBe(before)
  })
})

describe('what npm runs', () => {
  const run = (script: string) => {
    const file = join(data, `${Math.random()}.mjs`)
    writeFileSync(file, script)
    return spawn('node', ['.scripts/with-node24.mjs', file], {
      cwd: root,
      env: environment({}),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  }

  test('ends with the exit code of what it has run', async () => {
    expect(await once(run('process.exit(7)'), 'exit')).toEqual([7, null])
  })

  test('ends as ended by a signal where that is how its child ended', async () => {
    const child = run("process.kill(process.pid, 'SIGKILL')")
    expect(await once(child, 'exit')).toEqual([128 + 9, null])
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'passes %s on and waits for what follows',
    async (signal) => {
      const child = run(
        `process.on('${signal}', () => setTimeout(() => process.exit(5), 300)); setInterval(() => {}, 1000); console.log('up')`,
      )
      await once(child.stdout, 'data')
      child.kill(signal)
      expect(await once(child, 'exit')).toEqual([5, null])
    },
  )
})
