import { jsxs as whole } from './jsx-runtime.ts'

/** The same while developing; React's own has more to say of keys, which its own runtime says in the tests. */
export const jsxDEV = whole
export { Fragment } from './jsx-runtime.ts'
