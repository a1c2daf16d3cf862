import type { IntegrationRow } from '../../db/integrations.ts'
import type { deliveries, securities } from '../http/mail-contract.ts'

export type Delivery = (typeof deliveries)[number]

/** How an office sends e-mail, beside whether it does and its password. Times are HH:MM in Bangkok. */
export type MailSettings = {
  host: string
  port: number
  /** TLS from the first byte, STARTTLS that must succeed, or none. */
  security: (typeof securities)[number]
  username: string
  fromName: string
  fromAddress: string
  digestAt: string
  quietFrom: string
  quietUntil: string
  workingDaysOnly: boolean
  /** How people reach this product, where PRAKAT_URL does not say it. */
  link: string
}

export const mailSettingsOf = ({ settings }: Pick<IntegrationRow, 'settings'>): MailSettings =>
  JSON.parse(settings) as MailSettings

export const addressOfServer = ({ host, port }: Pick<MailSettings, 'host' | 'port'>): string =>
  `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`
