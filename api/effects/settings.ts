import type { IntegrationRow } from '../../db/integrations.ts'

/** What an integration knows beside its address; a part that its kind does not have is absent. */
export type IntegrationSettings = {
  /** Scheme and host of this product's public site, as others reach it. */
  site: string
  /** WordPress: by whom it publishes. */
  username?: string
  /** WordPress and Joomla: the number of their category for an office's own, by its id; '' for all others. */
  categories?: Record<string, number>
}

export const settingsOf = ({ settings }: Pick<IntegrationRow, 'settings'>): IntegrationSettings =>
  JSON.parse(settings) as IntegrationSettings

/** What of a publication it is told of. */
export const eventsOf = ({ events }: Pick<IntegrationRow, 'events'>): ('published' | 'changed' | 'ended')[] =>
  events.split(',').filter((one) => one !== '') as ('published' | 'changed' | 'ended')[]
