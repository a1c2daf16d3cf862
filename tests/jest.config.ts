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
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/support/no-styles.ts' },
  // A journey through a browser takes half a minute here; a slower machine may take its time.
  testTimeout: 240_000,
}
// Jest reads the default export of its configuration file.
export default config
