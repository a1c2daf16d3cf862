import './lib/fonts.css'
import './lib/tokens.css'
import './lib/field.css'
import './app/base.css'
import './app/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { takeFirstAnswers } from './app/first-answers.ts'
import { makeQueryClient } from './app/query-client.ts'
import { loadFirstScreen } from './app/routes.tsx'
import { applyTheme, chosenTheme } from './app/theme.ts'
import { startI18n } from './lib/i18n/i18n.ts'

applyTheme(chosenTheme())
startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
const client = makeQueryClient()
const draw = () =>
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  )
// The page's shape stands there already. What cannot be loaded is loaded again, and explained, by the screen itself.
void Promise.allSettled([takeFirstAnswers(client), loadFirstScreen(location.pathname)]).then(draw)
