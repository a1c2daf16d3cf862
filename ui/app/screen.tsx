import { type ComponentType, lazy, useState } from 'react'

export type Screen<Props> = ComponentType<Props> & { load: () => Promise<unknown> }

/**
 * A screen whose code is loaded when it is first shown, or before by `load`. One that is loaded is drawn at once: React's
 * `lazy` alone would show the shape of a page first, and keep it for 300 ms.
 */
export function screen<Props extends object>(read: () => Promise<ComponentType<Props>>): Screen<Props> {
  let loaded: ComponentType<Props> | undefined
  const load = async () => {
    loaded = await read()
    return { default: loaded }
  }
  const Later = lazy(load)
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each screen, at module level.
  function Loaded(props: Props) {
    // Kept while it is mounted: another component in its place would lose what is typed.
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? Later)
    return <Shown {...props} />
  }
  return Object.assign(Loaded, { load })
}
