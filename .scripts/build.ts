import { buildScreens, buildStaleScreens } from './screens.ts'

if (process.argv.includes('--stale')) await buildStaleScreens()
else await buildScreens()
