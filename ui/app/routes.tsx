import { Route, Routes } from 'react-router'
import { Gate } from './gate.tsx'
import { Layout } from './layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { screen } from './screen.tsx'

const SignInPage = screen(() => import('../sign-in/sign-in-page.tsx').then((m) => m.SignInPage))
const InboxPage = screen(() => import('../inbox/inbox-page.tsx').then((m) => m.InboxPage))
const EditorPage = screen(() => import('../requests/edit/editor-page.tsx').then((m) => m.EditorPage))
const RequestPage = screen(() => import('../requests/request-page.tsx').then((m) => m.RequestPage))
const InspectorPage = screen(() =>
  import('../requests/inspector/inspector-page.tsx').then((m) => m.InspectorPage),
)
const PreviewPage = screen(() => import('../requests/preview/preview-page.tsx').then((m) => m.PreviewPage))
const OfficePage = screen(() => import('../office/office-page.tsx').then((m) => m.OfficePage))
const ProcedurePage = screen(() =>
  import('../office/procedures/procedure-page.tsx').then((m) => m.ProcedurePage),
)
const Figures = screen(() => import('../office/procedures/figures/figures.tsx').then((m) => m.Figures))
const DraftRehearsalPage = screen(() =>
  import('../office/rehearsal/draft-rehearsal-page.tsx').then((m) => m.DraftRehearsalPage),
)
const ProcedureRehearsalPage = screen(() =>
  import('../office/rehearsal/procedure-rehearsal-page.tsx').then((m) => m.ProcedureRehearsalPage),
)
const ProofsPage = screen(() => import('../office/drafts/proofs/proofs-page.tsx').then((m) => m.ProofsPage))
const ActivationPage = screen(() =>
  import('../office/drafts/activation/activation-page.tsx').then((m) => m.ActivationPage),
)
const VersionsPage = screen(() =>
  import('../office/procedures/versions/versions-page.tsx').then((m) => m.VersionsPage),
)
const DocumentPage = screen(() =>
  import('../office/procedures/document/document-page.tsx').then((m) => m.DocumentPage),
)
const MovesPage = screen(() => import('../office/procedures/moves/moves-page.tsx').then((m) => m.MovesPage))
const DraftsPage = screen(() => import('../office/procedures/procedures-page.tsx').then((m) => m.DraftsPage))
const ProcedureEditorPage = screen(() =>
  import('../office/drafts/editor/editor-page.tsx').then((m) => m.ProcedureEditorPage),
)
const SettingsPage = screen(() => import('../office/settings/settings-page.tsx').then((m) => m.SettingsPage))
const ReportPage = screen(() => import('../office/report/report-page.tsx').then((m) => m.ReportPage))
const SupervisionPage = screen(() =>
  import('../supervision/supervision-page.tsx').then((m) => m.SupervisionPage),
)
const OitPage = screen(() => import('../office/oit/oit-page.tsx').then((m) => m.OitPage))
const IntegrationsPage = screen(() =>
  import('../office/integrations/integrations-page.tsx').then((m) => m.IntegrationsPage),
)
const PasswordPage = screen(() => import('../account/password-page.tsx').then((m) => m.PasswordPage))
const OwnMailPage = screen(() => import('../account/mail-page.tsx').then((m) => m.OwnMailPage))
const MailPage = screen(() => import('../office/mail/mail-page.tsx').then((m) => m.MailPage))
const PeoplePage = screen(() => import('../people/people-page.tsx').then((m) => m.PeoplePage))

/** Loads the code of the screen at an address, where people open one first, before anything is drawn. */
export async function loadFirstScreen(path: string): Promise<void> {
  if (path === '/' || path === '/mine' || path === '/drafts') await InboxPage.load()
  else if (/^\/requests\/[^/]+$/.test(path)) await RequestPage.load()
}

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
          <Route path="/drafts" element={<InboxPage view="drafts" />} />
          {/* One element for both addresses: the first save changes the address under the typing hand. */}
          <Route element={<EditorPage />}>
            <Route path="/new" element={null} />
            <Route path="/requests/:id/edit" element={null} />
          </Route>
          <Route path="/requests/:id" element={<RequestPage />} />
          <Route path="/requests/:id/preview" element={<PreviewPage />} />
          <Route path="/requests/:id/inspector" element={<InspectorPage />} />
          <Route path="/supervision" element={<SupervisionPage />} />
          <Route path="/office" element={<OfficePage />} />
          <Route path="/office/report" element={<ReportPage />} />
          <Route path="/office/oit" element={<OitPage />} />
          <Route path="/office/procedures" element={<DraftsPage />} />
          <Route
            path="/office/procedures/:id"
            element={<ProcedurePage figures={(procedure) => <Figures procedure={procedure} />} />}
          />
          <Route path="/office/procedures/:id/rehearsal" element={<ProcedureRehearsalPage />} />
          <Route path="/office/procedures/:id/document" element={<DocumentPage />} />
          <Route path="/office/procedures/:id/versions" element={<VersionsPage />} />
          <Route path="/office/procedures/:id/versions/:version/moves" element={<MovesPage />} />
          <Route path="/office/drafts/:id" element={<ProcedureEditorPage />} />
          <Route path="/office/drafts/:id/proofs" element={<ProofsPage />} />
          <Route path="/office/drafts/:id/activation" element={<ActivationPage />} />
          <Route path="/office/drafts/:id/rehearsal" element={<DraftRehearsalPage />} />
          <Route path="/office/settings" element={<SettingsPage />} />
          <Route path="/office/integrations" element={<IntegrationsPage />} />
          <Route path="/people" element={<PeoplePage />} />
          <Route path="/office/mail" element={<MailPage />} />
          <Route path="/account/password" element={<PasswordPage />} />
          <Route path="/account/mail" element={<OwnMailPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  )
}
