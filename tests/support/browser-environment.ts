import { TestEnvironment } from 'jest-environment-jsdom'

/** A browser's document, with what browsers have and jsdom lacks taken from Node. */
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    const {
      AbortController,
      AbortSignal,
      fetch,
      Headers,
      Request,
      Response,
      structuredClone,
      TextDecoder,
      TextEncoder,
    } = globalThis
    Object.assign(this.global, {
      AbortController,
      AbortSignal,
      fetch,
      Headers,
      Request,
      Response,
      structuredClone,
      TextDecoder,
      TextEncoder,
      CSS: { escape: (name: string) => name.replaceAll(/[^\w-]/g, '\\$&'), supports: () => false },
      // React and Testing Library then say when an update was not waited for.
      IS_REACT_ACT_ENVIRONMENT: true,
    })
  }
}
