import { hash } from 'node:crypto'
import type { OfficeRow } from '../../db/offices.ts'
import type { Coverage, Licence, UpdateFrequency } from '../../machines/law/catalogue.ts'
import { usualSection } from '../../machines/law/sections.ts'
import type { SiteColours } from '../../machines/offices/site-colours.ts'
import type { Category, Text } from '../../machines/procedure/procedure.ts'

/** What is decided about the public site of an office, as its row keeps it. */
export type SiteSettings = {
  colours: SiteColours | null
  contact: { address: string; telephone: string; email: string }
  menu: { title: Text; url: string }[]
  /** The SHA-256 of its picture. */
  seal: string | null
  /** Under which subsection of the law a kind of information stands where not under its usual one; '': under none. */
  filing: Record<string, string>
  catalogue: CatalogueSettings
}
/** What the data catalogue asks of an office that only the office knows; `frequency` by kind of information. */
export type CatalogueSettings = {
  licence: Licence
  coverage: Coverage
  frequency: Record<string, UpdateFrequency>
}

const unset: SiteSettings = {
  colours: null,
  contact: { address: '', telephone: '', email: '' },
  menu: [],
  seal: null,
  filing: {},
  catalogue: { licence: 'License not specified', coverage: 'จังหวัด', frequency: {} },
}

/** The settings of an office's site; what was never decided is as usual. */
export const siteOfOffice = ({ site }: Pick<OfficeRow, 'site'>): SiteSettings => ({
  ...unset,
  ...(JSON.parse(site) as Partial<SiteSettings>),
})

/** The subsection of the law under which a kind of information stands; undefined where under none. */
export const sectionOf = (
  { filing }: Pick<SiteSettings, 'filing'>,
  { id, title }: Category,
): string | undefined => (Object.hasOwn(filing, id) ? filing[id] : usualSection(title.th)) || undefined

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
