import './lib/fonts.css'
import './lib/tokens.css'
import './app/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { applyTheme, chosenTheme } from './app/theme.ts'
import { startI18n } from './lib/i18n/i18n.ts'

applyTheme(chosenTheme())
startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
