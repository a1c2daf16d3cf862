import { z } from 'zod'
import type { OfficeRow } from '../../db/offices.ts'
import { facetsOf, type ReadAt } from '../../db/publication-facets.ts'
import { coverages, licences, updateFrequencies, wholeDataset } from '../../machines/law/catalogue.ts'
import { lawSections } from '../../machines/law/sections.ts'
import type { Category } from '../../machines/procedure/procedure.ts'
import { sectionOf, siteOfOffice } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { categoriesOf } from '../public-site/answer.ts'

/**
 * A kind of information that an office publishes, as the record of a dataset: the fourteen fields that the government data
 * catalogue (CKAN with its Thai extension) makes mandatory, by their names there, and where the data is.
 */
export const datasetSchema = z.strictObject({
  name: z.string().describe('The name in addresses'),
  data_type: z.enum(['ข้อมูลระเบียน']).describe('ประเภทชุดข้อมูล'),
  title: z.string().describe('ชื่อชุดข้อมูล'),
  owner_org: z.string().describe('องค์กร'),
  maintainer: z.string().describe('ชื่อผู้ติดต่อ'),
  maintainer_email: z.string().describe("อีเมลผู้ติดต่อ; '' where the office has not given one"),
  tag_string: z.array(z.string()).describe('คำสำคัญ'),
  notes: z.string().describe('รายละเอียด'),
  objective: z.array(z.enum(['กฎหมายที่เกี่ยวข้อง', 'พันธกิจหน่วยงาน'])).describe('วัตถุประสงค์'),
  update_frequency_unit: z.enum(updateFrequencies).describe('หน่วยความถี่ของการปรับปรุงข้อมูล'),
  geo_coverage: z.enum(coverages).describe('ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่'),
  data_source: z.string().describe('แหล่งที่มา'),
  data_format: z.array(z.enum(['CSV', 'JSON', 'HTML', 'XML'])).describe('รูปแบบการเก็บข้อมูล'),
  data_category: z.enum(['ข้อมูลสาธารณะ']).describe('หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ'),
  license_id: z.enum(licences).describe('สัญญาอนุญาต'),
  url: z.url(),
  items: z.int().min(0).describe('How many are published now'),
  resources: z.array(z.strictObject({ format: z.string(), mediaType: z.string(), url: z.url() })),
})
export const datasetListSchema = z.strictObject({ datasets: z.array(datasetSchema) })
export type Dataset = z.output<typeof datasetSchema>

/** The fields that every record must have, in the order of the catalogue's form. */
export const mandatoryFields = [
  ...(['data_type', 'title', 'owner_org', 'maintainer', 'maintainer_email', 'tag_string', 'notes'] as const),
  ...(['objective', 'update_frequency_unit', 'geo_coverage', 'data_source', 'data_format'] as const),
  ...(['data_category', 'license_id'] as const),
] as const

type Asked = { deps: Deps; base: string; at: ReadAt; office: OfficeRow }

/**
 * The datasets of an office: one for each kind of information under which something is published now, or one of all that
 * it publishes where its document lists no kinds.
 */
export async function datasetsOf({ deps, base, at, office }: Asked): Promise<Dataset[]> {
  const counts = new Map<string, number>()
  for (const { category, count } of await facetsOf(deps.reads, at))
    counts.set(category, (counts.get(category) ?? 0) + count)
  const categories = categoriesOf(office)
  if (categories.length === 0) {
    const items = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return items > 0 ? [{ ...recordOf(office, null, base), items }] : []
  }
  return categories.flatMap((category) => {
    const items = counts.get(category.id) ?? 0
    return items > 0 ? [{ ...recordOf(office, category, base), items }] : []
  })
}

/** `category` null: of everything. */
function recordOf(office: OfficeRow, category: Category | null, base: string): Omit<Dataset, 'items'> {
  const settings = siteOfOffice(office)
  const { licence, coverage, frequency } = settings.catalogue
  const section = category && lawSections.find(({ id }) => id === sectionOf(settings, category))
  const query = category ? `?category=${encodeURIComponent(category.id)}` : ''
  const id = category?.id ?? wholeDataset
  const page = `${base}/o/${office.id}`
  const title = `${category?.title.th ?? 'ข้อมูลข่าวสารที่เผยแพร่'} ${office.abbreviationTh}`
  const kind = category ? `ในประเภท ${category.number} ${category.title.th} ` : ''
  return {
    name: `${office.id}-${id}`,
    data_type: 'ข้อมูลระเบียน',
    title,
    owner_org: office.nameTh,
    maintainer: office.nameTh,
    maintainer_email: settings.contact.email,
    tag_string: [office.abbreviationTh, 'ข้อมูลข่าวสารของราชการ', ...(section ? [section.number] : [])],
    notes: `รายการข้อมูลข่าวสารที่${office.nameTh}เผยแพร่อยู่${kind}แต่ละรายการมีชื่อเรื่อง หน่วยเจ้าของเรื่อง วันที่เผยแพร่ วันสิ้นสุดการเผยแพร่ และที่อยู่ของรายการ${
      section ? ` จัดไว้ตาม${section.number} แห่งพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐` : ''
    }`,
    objective: [section ? 'กฎหมายที่เกี่ยวข้อง' : 'พันธกิจหน่วยงาน'],
    update_frequency_unit: frequency[id] ?? 'ไม่ทราบ',
    geo_coverage: coverage,
    data_source: office.nameTh,
    data_format: ['CSV', 'JSON', 'HTML', 'XML'],
    data_category: 'ข้อมูลสาธารณะ',
    license_id: licence,
    url: `${page}${query}`,
    resources: [
      { format: 'CSV', mediaType: 'text/csv', url: `${page}/items.csv${query}` },
      {
        format: 'JSON',
        mediaType: 'application/json',
        url: `${base}/api/v1/offices/${office.id}/items${query}`,
      },
      { format: 'HTML', mediaType: 'text/html', url: `${page}${query}` },
      { format: 'XML', mediaType: 'application/atom+xml', url: `${page}/feed.xml${query}` },
    ],
  }
}

/** The licences of the list that are one licence, by their addresses; the others name none. */
const licenceAddresses: Partial<Record<Dataset['license_id'], string>> = {
  'Creative Commons Attributions': 'https://creativecommons.org/licenses/by/4.0/',
  'Creative Commons Attribution Share-Alike': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'GNU Free Documentation License': 'https://www.gnu.org/licenses/fdl-1.3.html',
}
/** Of the vocabulary of frequencies of the Publications Office of the EU, which DCAT-AP takes. */
const frequencies: Partial<Record<Dataset['update_frequency_unit'], string>> = {
  ปี: 'ANNUAL',
  ครึ่งปี: 'ANNUAL_2',
  ไตรมาส: 'QUARTERLY',
  เดือน: 'MONTHLY',
  สัปดาห์: 'WEEKLY',
  วัน: 'DAILY',
  ชั่วโมง: 'HOURLY',
  ตามเวลาจริง: 'UPDATE_CONT',
  ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล: 'NEVER',
  ไม่ทราบ: 'UNKNOWN',
  อื่นๆ: 'OTHER',
}
const frequencyBase = 'http://publications.europa.eu/resource/authority/frequency/'

/** The same as a catalogue of DCAT 3, in JSON-LD. `changedAt` in ms since 1970. */
export function dcatOf(office: OfficeRow, base: string, datasets: Dataset[], changedAt: number) {
  const thai = (text: string) => ({ '@value': text, '@language': 'th' })
  const page = `${base}/o/${office.id}`
  const publisher = {
    '@id': `${page}#office`,
    '@type': 'foaf:Agent',
    'foaf:name': [thai(office.nameTh), { '@value': office.nameEn, '@language': 'en' }],
  }
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${page}/datasets`,
    '@type': 'dcat:Catalog',
    'dct:title': thai(`ชุดข้อมูลของ${office.nameTh}`),
    'dct:description': thai(`ข้อมูลข่าวสารที่${office.nameTh}เผยแพร่ แยกเป็นชุดตามประเภทข้อมูล`),
    'dct:publisher': publisher,
    'dct:language': { '@id': 'http://id.loc.gov/vocabulary/iso639-1/th' },
    'dct:modified': { '@value': new Date(changedAt).toISOString(), '@type': 'xsd:dateTime' },
    'dcat:dataset': datasets.map((one) => {
      const licence = licenceAddresses[one.license_id]
      const frequency = frequencies[one.update_frequency_unit]
      return {
        '@id': `${page}/datasets#${one.name}`,
        '@type': 'dcat:Dataset',
        'dct:identifier': one.name,
        'dct:title': thai(one.title),
        'dct:description': thai(one.notes),
        'dct:publisher': { '@id': `${page}#office` },
        'dcat:keyword': one.tag_string.map(thai),
        'dcat:landingPage': { '@id': one.url },
        'dcat:contactPoint': {
          '@type': 'vcard:Organization',
          'vcard:fn': one.maintainer,
          ...(one.maintainer_email && { 'vcard:hasEmail': { '@id': `mailto:${one.maintainer_email}` } }),
        },
        ...(frequency && { 'dct:accrualPeriodicity': { '@id': `${frequencyBase}${frequency}` } }),
        'dcat:distribution': one.resources.map(({ format, mediaType, url }) => ({
          '@type': 'dcat:Distribution',
          'dct:title': thai(`${one.title} (${format})`),
          'dcat:accessURL': { '@id': url },
          'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}` },
          ...(licence && { 'dct:license': { '@id': licence } }),
        })),
      }
    }),
  }
}
