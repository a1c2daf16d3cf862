import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Mutant, mutated } from './mutants.ts'
import { readSource, root } from './runner.ts'

/** What is declared and never read: an untidiness, no fault that keeps a program from being built. */
const untidiness = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205])
const rooms = ['machines', 'api', 'db', 'package.json', 'tsconfig.json']

/**
 * The ids of the faults that the compiler finds in the file where each was made. Every fault stands in a copy of its file,
 * which nothing imports: one run of the compiler tells of all, a thirtieth of a second each, where one by one they take one.
 */
export function foundByCompiler(mutants: readonly Mutant[]): Set<string> {
  const base = mkdtempSync(join(tmpdir(), 'prakat-compiled-'))
  try {
    for (const room of rooms) cpSync(join(root, room), join(base, room), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'))
    const copies = mutants.map((mutant) => `${dirname(mutant.file)}/fault-${mutant.id}.ts`)
    for (const [index, mutant] of mutants.entries())
      writeFileSync(join(base, copies[index] ?? ''), mutated(readSource(mutant.file), mutant))
    const config = join(base, 'tsconfig.faults.json')
    const compilerOptions = { incremental: false, tsBuildInfoFile: null }
    writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: copies }))
    const { stdout, status, error } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false', '-p', config],
      { cwd: base, encoding: 'utf8', maxBuffer: 2 ** 28 },
    )
    // 1 and 2: it found something.
    if (error || status === null || status > 2)
      throw error ?? new Error(`The compiler did not end: ${stdout}`)
    const found = new Set<string>()
    for (const [, id, code] of stdout.matchAll(/fault-([0-9a-f]+)\.ts\(\d+,\d+\): error TS(\d+):/g))
      if (id && !untidiness.has(Number(code))) found.add(id)
    return found
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}
