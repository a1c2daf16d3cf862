import { Component, type ReactNode } from 'react'
import { Button } from '../lib/button.tsx'
import { Page } from '../lib/page.tsx'
import { useAppWords } from './words.ts'

function BrokenPage() {
  const words = useAppWords()
  return (
    <Page title={words('brokenTitle')} lead={words('broken')}>
      <div>
        <Button kind="primary" onPress={() => location.reload()}>
          {words('reload')}
        </Button>
      </div>
    </Page>
  )
}

/** Catches what a screen throws, also when a part of the product is newer on the server than in this tab. */
export class ErrorBoundary extends Component<{ place?: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  // Another screen may well work. Not done by a `key`: that would also throw away what is being typed.
  override componentDidUpdate(before: { place?: string }) {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false })
  }

  override render() {
    return this.state.failed ? <BrokenPage /> : this.props.children
  }
}
