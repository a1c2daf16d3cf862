import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// In the directory that every build empties: screens that another command built count as stale once more.
const stamp = join(root, 'dist/ui/.built-from')
/** What the screens are made of: their own files, the engine, and the contract of the API. */
const inputs = ['ui', 'machines', 'api/http', 'package.json', 'package-lock.json', 'tsconfig.json']

function hashOfInputs(): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    const path = join(root, input)
    const names = input.includes('.')
      ? ['']
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
    for (const name of names.sort()) hash.update(`${input}${name}\0`).update(readFileSync(path + name))
  }
  return hash.digest('hex')
}

/** Builds the screens into `dist/ui`, in this process; throws where they cannot be built. */
export async function buildScreens(): Promise<void> {
  const from = hashOfInputs()
  const { build } = await import('vite')
  await build({ configFile: join(root, 'ui/vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, from)
}

/** Builds the screens only where something that they are made of has changed since; writes nothing otherwise. */
export async function buildStaleScreens(): Promise<void> {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hashOfInputs()) await buildScreens()
}
