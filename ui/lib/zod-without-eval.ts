import { config } from 'zod/v4/core'

// Zod would try `new Function` for speed; the screens' policy forbids it, and each try is an error in the console.
config({ jitless: true })

// Every import of zod comes here first (see ui/vite.config.ts), so that no schema is made before.
export * from 'zod/v4'
