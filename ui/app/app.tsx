import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { BrowserRouter } from 'react-router'
import { languageOf } from '../lib/i18n/i18n.ts'
import { takeEarlyAnswers } from './early.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { makeQueryClient } from './query-client.ts'
import { AppRoutes } from './routes.tsx'

/** The whole of the signed-in product and its sign-in page. */
export function App() {
  const { i18n } = useTranslation()
  const [client] = useState(() => takeEarlyAnswers(makeQueryClient()))
  return (
    <QueryClientProvider client={client}>
      <I18nProvider locale={languageOf(i18n) === 'th' ? 'th-TH' : 'en-GB'}>
        <BrowserRouter>
          <ErrorBoundary>
            <AppRoutes />
          </ErrorBoundary>
        </BrowserRouter>
      </I18nProvider>
    </QueryClientProvider>
  )
}
