import { hash } from 'node:crypto'
import type { OfficeRow } from '../../db/offices.ts'
import type { SiteColours } from '../../machines/offices/site-colours.ts'
import type { Text } from '../../machines/procedure/procedure.ts'

/** What is decided about the public site of an office, as its row keeps it. */
export type SiteSettings = {
  colours: SiteColours | null
  contact: { address: string; telephone: string; email: string }
  menu: { title: Text; url: string }[]
  /** The SHA-256 of its picture. */
  seal: string | null
}

const unset: SiteSettings = {
  colours: null,
  contact: { address: '', telephone: '', email: '' },
  menu: [],
  seal: null,
}

/** The settings of an office's site; what was never decided is as usual. */
export const siteOfOffice = ({ site }: Pick<OfficeRow, 'site'>): SiteSettings => ({
  ...unset,
  ...(JSON.parse(site) as Partial<SiteSettings>),
})

/** The address of the seal, which changes with its picture. */
export const sealAddress = (office: string, sha256: string): string =>
  `/o/${office}/seal.png?v=${sha256.slice(0, 12)}`

/** The style sheet of an office's own colours. */
export const coloursSheet = ({ light, dark }: SiteColours): string =>
  `:root{--accent:${light};--focus:${light}}@media screen and (prefers-color-scheme:dark){:root{--accent:${dark};--focus:${dark}}}`

/** Its address, which changes with the colours. */
export const coloursAddress = (office: string, colours: SiteColours): string =>
  `/o/${office}/colours.css?v=${versionOf(coloursSheet(colours))}`

export const versionOf = (text: string): string => hash('sha256', text).slice(0, 12)
