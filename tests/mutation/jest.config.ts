import type { Config } from 'jest'
import every from '../jest.config.ts'

// Without a limit of memory Jest runs test files in the process that it is started in, which stays warm.
const { workerIdleMemoryLimit: _, ...rest } = every
const config: Config = {
  ...rest,
  rootDir: '../..',
  testEnvironment: '<rootDir>/tests/mutation/test-environment.ts',
}
export default config
