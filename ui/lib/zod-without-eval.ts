import { config } from 'zod/v4/core'

// Zod would try `new Function` for speed; the screens' policy forbids it, and each try is an error in the console.
// To be imported before any schema is made.
config({ jitless: true })
