import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { BrowserRouter } from 'react-router'
import { useLanguage } from '../lib/i18n/i18n.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { AppRoutes } from './routes.tsx'

/** The whole of the signed-in product and its sign-in page. */
export function App({ client }: { client: QueryClient }) {
  const language = useLanguage()
  return (
    <QueryClientProvider client={client}>
      <I18nProvider locale={language === 'th' ? 'th-TH' : 'en-GB'}>
        <BrowserRouter>
          <ErrorBoundary>
            <AppRoutes />
          </ErrorBoundary>
        </BrowserRouter>
      </I18nProvider>
    </QueryClientProvider>
  )
}
