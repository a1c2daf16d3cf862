import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { call } from '../lib/api.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useSession } from '../lib/session.tsx'
import { applyTheme, chosenTheme, type Theme } from './theme.ts'
import { useAppWords } from './words.ts'
import '../lib/select-input.css'
import './account-menu.css'

const themes: Theme[] = ['system', 'light', 'dark']

/** Who is signed in, the colours of the screen, one's password, and the way out. */
export function AccountMenu() {
  const words = useAppWords()
  const { person } = useSession()
  const [open, setOpen] = useState(false)
  const [theme, setTheme] = useState(chosenTheme)
  const signOut = useMutation({
    mutationFn: () => call('DELETE /api/session'),
    // A fresh page, so that nothing of this person's stays in it for the next.
    onSuccess: () => location.assign('/sign-in'),
  })
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button kind="quiet">
        <span className="header-person">{person.name}</span>
        <span className="header-account-short">{words('accountShort')}</span>
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover
        className="select-popover"
        placement="bottom end"
        aria-label={words('account', { name: person.name })}
      >
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
          <ButtonLink to="/account/password" kind="quiet" onClick={() => setOpen(false)}>
            {words('changePassword')}
          </ButtonLink>
          {signOut.isError ? <ProblemMessage error={signOut.error} title={words('signOutFailed')} /> : null}
          <Button onPress={() => signOut.mutate()} isPending={signOut.isPending}>
            {words('signOut')}
          </Button>
        </div>
      </Popover>
    </DialogTrigger>
  )
}
