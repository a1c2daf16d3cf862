import { join } from 'node:path'
import { API } from 'typescript/unstable/sync'
import { type Mutant, mutated } from './mutants.ts'
import { readSource, root } from './runner.ts'

/** What is declared and never read: an untidiness, no fault that keeps a program from being built. */
const untidiness = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205])

/** The compiler, kept warm: whether it finds the fault in the file where it was made. */
export class Compiler {
  readonly #config = join(root, 'tsconfig.json')
  readonly #changed = new Map<string, string>()
  readonly #api = new API({ cwd: root, fs: { readFile: (file) => this.#changed.get(file) } })
  #snapshot = this.#api.updateSnapshot({ openProjects: [this.#config] })

  finds(mutant: Mutant): boolean {
    const file = join(root, mutant.file)
    const before = [...this.#changed.keys()]
    this.#changed.clear()
    this.#changed.set(file, mutated(readSource(mutant.file), mutant))
    const next = this.#api.updateSnapshot({ fileChanges: { changed: [...new Set([...before, file])] } })
    this.#snapshot.dispose()
    this.#snapshot = next
    const program = next.getProject(this.#config)?.program
    if (!program) throw new Error(`The compiler has no project ${this.#config}`)
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return problems.some(({ code }) => !untidiness.has(code))
  }

  close(): void {
    this.#api.close()
  }
}
