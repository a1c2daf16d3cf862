import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => `node_modules/.bin/${name}`

/** Everything that CI runs, in the order in which it fails fastest. */
const steps: [name: string, command: string, args: string[]][] = [
  ['lint', bin('biome'), ['ci', '--colors=off', '.']],
  ['expressions', process.execPath, ['.scripts/expressions.ts']],
  ['types', bin('tsc'), ['--noEmit']],
  ['build', process.execPath, ['.scripts/build.ts']],
  ['tests', process.execPath, ['.scripts/test.ts']],
]

for (const [name, command, args] of steps) {
  console.log(`── ${name}`)
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(`── ${name} failed`)
    process.exit(status ?? 1)
  }
}
