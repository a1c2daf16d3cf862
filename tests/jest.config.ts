import type { Config } from 'jest'

const config: Config = {
  rootDir: '..',
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/tests/support/time-limits.ts'],
  // Jest leaves a core to itself, which of two would be half of the machine.
  maxWorkers: '100%',
  // With any limit, Jest runs each file in a process of its own kind and never in this one: a test that hangs can be ended.
  workerIdleMemoryLimit: '2GB',
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/support/no-styles.ts' },
}
// Jest reads the default export of its configuration file.
export default config
