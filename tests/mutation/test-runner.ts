import { runCLI } from '@jest/core'

/** What the parent asks for: the first of these test files that fails, and, with `coverage`, the lines that they reach. */
export type Asked = { tests: string[]; coverage?: { directory: string; from: string[] } }
export type Answered = { failed: string | null; ms: number[] }

/** A process that runs test files again and again; its parent ends it where one does not end. */
process.on('message', async ({ tests, coverage }: Asked) => {
  const ms: number[] = []
  let failed: string | null = null
  for (const test of tests) {
    const begun = performance.now()
    const { results } = await runCLI(
      {
        ...{ $0: '', _: [test], config: 'tests/mutation/jest.config.ts', runTestsByPath: true },
        ...{
          runInBand: true,
          silent: true,
          reporters: ['<rootDir>/tests/mutation/silent.cjs'],
          bail: coverage ? 0 : 1,
        },
        ...{ watchman: false, coverage: coverage !== undefined, coverageReporters: ['json'] },
        ...(coverage && { coverageDirectory: coverage.directory, collectCoverageFrom: coverage.from }),
      } as unknown as Parameters<typeof runCLI>[0],
      [process.cwd()],
    )
    ms.push(performance.now() - begun)
    if (!results.success) {
      failed = test
      break
    }
  }
  process.send?.({ failed, ms } satisfies Answered)
})
