import { execFile } from 'node:child_process'
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
export async function foundByCompiler(mutants: readonly Mutant[]): Promise<Set<string>> {
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
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(
        process.execPath,
        [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false', '-p', config],
        { cwd: base, maxBuffer: 2 ** 28 },
        // 1 and 2: it found something.
        (error, out) => (error && error.code !== 1 && error.code !== 2 ? reject(error) : resolve(out)),
      )
    })
    const found = new Set<string>()
    for (const [, id, code] of stdout.matchAll(/fault-([0-9a-f]+)\.ts\(\d+,\d+\): error TS(\d+):/g))
      if (id && !untidiness.has(Number(code))) found.add(id)
    return found
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}
