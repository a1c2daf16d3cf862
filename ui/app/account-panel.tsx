import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { call } from '../lib/api.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useSession } from '../lib/session.tsx'
import type { PanelProps } from './header-menu.tsx'
import { HeaderPanel } from './header-panel.tsx'
import { applyTheme, chosenTheme, type Theme } from './theme.ts'
import { useAppWords } from './words.ts'
import './account-panel.css'

const themes: Theme[] = ['system', 'light', 'dark']

/** Who is signed in, the colours of the screen, one's password, and the way out. */
export function AccountPanel(props: PanelProps) {
  const words = useAppWords()
  const { person } = useSession()
  const [theme, setTheme] = useState(chosenTheme)
  const signOut = useMutation({
    mutationFn: () => call('DELETE /api/session'),
    // A fresh page, so that nothing of this person's stays in it for the next.
    onSuccess: () => location.assign('/sign-in'),
  })
  return (
    <HeaderPanel {...props} label={words('account', { name: person.name })}>
      <div className="menu-panel">
        <div>
          <p>
            <strong>{person.name}</strong>
          </p>
          <p className="menu-muted">{person.position}</p>
          <p className="menu-muted">{person.username}</p>
        </div>
        <RadioGroup
          className="theme-choice"
          value={theme}
          onChange={(chosen) => {
            applyTheme(chosen as Theme)
            setTheme(chosen as Theme)
          }}
          orientation="horizontal"
        >
          <Label>{words('theme')}</Label>
          <div className="theme-options">
            {themes.map((each) => (
              <Radio key={each} value={each} className="theme-option">
                {words(`theme_${each}`)}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <ButtonLink to="/account/password" kind="quiet" onClick={props.onClose}>
          {words('changePassword')}
        </ButtonLink>
        <ButtonLink to="/account/mail" kind="quiet" onClick={props.onClose}>
          {words('mail')}
        </ButtonLink>
        {signOut.isError ? <ProblemMessage error={signOut.error} title={words('signOutFailed')} /> : null}
        <Button onPress={() => signOut.mutate()} isPending={signOut.isPending}>
          {words('signOut')}
        </Button>
      </div>
    </HeaderPanel>
  )
}
