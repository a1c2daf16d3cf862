/** `system` follows the machine's own setting. */
export type Theme = 'system' | 'light' | 'dark'
const storageKey = 'prakat.theme'

/** The theme that was chosen on this machine. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Shows the screens in a theme and remembers it on this machine. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(storageKey)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(storageKey, theme)
    document.documentElement.dataset.theme = theme
  }
}
