import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { Gate } from './gate.tsx'
import { Layout } from './layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'

const SignInPage = lazy(() => import('../sign-in/sign-in-page.tsx').then((m) => ({ default: m.SignInPage })))
const InboxPage = lazy(() => import('../inbox/inbox-page.tsx').then((m) => ({ default: m.InboxPage })))
const EditorPage = lazy(() =>
  import('../requests/edit/editor-page.tsx').then((m) => ({ default: m.EditorPage })),
)
const RequestPage = lazy(() =>
  import('../requests/request-page.tsx').then((m) => ({ default: m.RequestPage })),
)
const InspectorPage = lazy(() =>
  import('../requests/inspector/inspector-page.tsx').then((m) => ({ default: m.InspectorPage })),
)
const OfficePage = lazy(() => import('../office/office-page.tsx').then((m) => ({ default: m.OfficePage })))
const ProcedurePage = lazy(() =>
  import('../office/procedures/procedure-page.tsx').then((m) => ({ default: m.ProcedurePage })),
)
const Figures = lazy(() =>
  import('../office/procedures/figures/figures.tsx').then((m) => ({ default: m.Figures })),
)
const DraftRehearsalPage = lazy(() =>
  import('../office/rehearsal/draft-rehearsal-page.tsx').then((m) => ({ default: m.DraftRehearsalPage })),
)
const ProcedureRehearsalPage = lazy(() =>
  import('../office/rehearsal/procedure-rehearsal-page.tsx').then((m) => ({
    default: m.ProcedureRehearsalPage,
  })),
)
const ProofsPage = lazy(() =>
  import('../office/drafts/proofs/proofs-page.tsx').then((m) => ({ default: m.ProofsPage })),
)
const ActivationPage = lazy(() =>
  import('../office/drafts/activation/activation-page.tsx').then((m) => ({ default: m.ActivationPage })),
)
const VersionsPage = lazy(() =>
  import('../office/procedures/versions/versions-page.tsx').then((m) => ({ default: m.VersionsPage })),
)
const MovesPage = lazy(() =>
  import('../office/procedures/moves/moves-page.tsx').then((m) => ({ default: m.MovesPage })),
)
const DraftsPage = lazy(() =>
  import('../office/procedures/procedures-page.tsx').then((m) => ({ default: m.DraftsPage })),
)
const ProcedureEditorPage = lazy(() =>
  import('../office/drafts/editor/editor-page.tsx').then((m) => ({ default: m.ProcedureEditorPage })),
)
const SettingsPage = lazy(() =>
  import('../office/settings/settings-page.tsx').then((m) => ({ default: m.SettingsPage })),
)
const PasswordPage = lazy(() =>
  import('../account/password-page.tsx').then((m) => ({ default: m.PasswordPage })),
)
const PeoplePage = lazy(() => import('../people/people-page.tsx').then((m) => ({ default: m.PeoplePage })))

/** Which screen stands at which address. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Gate open />}>
        <Route path="/sign-in" element={<SignInPage />} />
      </Route>
      <Route element={<Gate />}>
        <Route element={<Layout />}>
          <Route path="/" element={<InboxPage view="inbox" />} />
          <Route path="/mine" element={<InboxPage view="mine" />} />
          {/* One element for both addresses: the first save changes the address under the typing hand. */}
          <Route element={<EditorPage />}>
            <Route path="/new" element={null} />
            <Route path="/requests/:id/edit" element={null} />
          </Route>
          <Route path="/requests/:id" element={<RequestPage />} />
          <Route path="/requests/:id/inspector" element={<InspectorPage />} />
          <Route path="/office" element={<OfficePage />} />
          <Route path="/office/procedures" element={<DraftsPage />} />
          <Route
            path="/office/procedures/:id"
            element={<ProcedurePage figures={(procedure) => <Figures procedure={procedure} />} />}
          />
          <Route path="/office/procedures/:id/rehearsal" element={<ProcedureRehearsalPage />} />
          <Route path="/office/procedures/:id/versions" element={<VersionsPage />} />
          <Route path="/office/procedures/:id/versions/:version/moves" element={<MovesPage />} />
          <Route path="/office/drafts/:id" element={<ProcedureEditorPage />} />
          <Route path="/office/drafts/:id/proofs" element={<ProofsPage />} />
          <Route path="/office/drafts/:id/activation" element={<ActivationPage />} />
          <Route path="/office/drafts/:id/rehearsal" element={<DraftRehearsalPage />} />
          <Route path="/office/settings" element={<SettingsPage />} />
          <Route path="/people" element={<PeoplePage />} />
          <Route path="/account/password" element={<PasswordPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  )
}
