import type { Config } from 'jest'
import every from '../jest.config.ts'

// Without a limit of memory Jest runs test files in the process that it is started in, which stays warm.
const { workerIdleMemoryLimit: _, ...rest } = every
const config: Config = {
  ...rest,
  rootDir: '../..',
  // What was compiled before is compiled: a new process starts in a fifth of the time.
  cacheDirectory: '<rootDir>/node_modules/.cache/prakat-mutation/jest',
  testEnvironment: '<rootDir>/tests/mutation/test-environment.ts',
}
export default config
