import { jestExpect } from '@jest/expect'
import { ModernFakeTimers } from '@jest/fake-timers'
import type { Config } from '@jest/types'

// What test files import from `@jest/globals`, for the process that runs them without Jest itself.
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus'
export const expect = jestExpect

const timers = new ModernFakeTimers({
  config: { fakeTimers: {}, rootDir: process.cwd() } as Config.ProjectConfig,
  global: globalThis,
})

/** As much of `jest` as the tests of machines/, api/ and db/ use. */
export const jest = {
  useFakeTimers: (config?: Config.FakeTimersConfig) => timers.useFakeTimers(config),
  useRealTimers: () => timers.useRealTimers(),
  advanceTimersByTime: (ms: number) => timers.advanceTimersByTime(ms),
  getTimerCount: () => timers.getTimerCount(),
}
