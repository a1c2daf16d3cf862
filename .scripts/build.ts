import { buildScreens } from './screens.ts'

buildScreens()
