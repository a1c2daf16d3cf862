import { useSyncExternalStore } from 'react'

export type Language = 'th' | 'en'
const storageKey = 'prakat.language'

let language: Language = 'th'
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language of the screens; whoever reads it is drawn anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => language)

/** Starts with the language that was chosen on this machine before, or Thai. */
export function startI18n(): void {
  set(localStorage.getItem(storageKey) === 'en' ? 'en' : 'th')
}

/** Switches the screens to a language and remembers it on this machine. */
export function changeLanguage(chosen: Language): void {
  localStorage.setItem(storageKey, chosen)
  set(chosen)
}

function set(chosen: Language): void {
  language = chosen
  document.documentElement.lang = chosen
  for (const listener of listeners) listener()
}
