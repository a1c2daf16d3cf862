import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import { ksn2Publication } from '../../../machines/offices/ksn2/publication.ts'
import { ptt1Publication } from '../../../machines/offices/ptt1/publication.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import { yst2Photos } from '../../../machines/offices/yst2/photos.ts'
import { yst2Publication } from '../../../machines/offices/yst2/publication.ts'
import { yst2Rules } from '../../../machines/offices/yst2/rules.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { begin, type ChartSnapshot, step, type Taken } from '../../../machines/run/step.ts'
import type { Actor } from '../../../machines/run/vocabulary.ts'

/**
 * What each office's document prescribes, written by hand and apart from the charts: [step, event, who may,
 * step it leads to, source, what the event must carry]. Of several people who may, the first walks the path.
 */
export type Row = [
  step: string,
  event: string,
  who: string,
  target: string,
  source: 'document' | 'added',
  needs?: string,
]
export type OfficeChart = {
  name: string
  procedure: Procedure
  rows: Row[]
  /** What an event carries beyond nothing. */
  data?: Record<string, Record<string, unknown>>
  public: string[]
  editable: string[]
  ends: string[]
  /** [the choice, the earlier decision]: not both by one person. */
  excludedPersons: [event: string, earlier: string][]
}

/** Whoever has a post in the owner's group, where the document speaks of the unit. */
const unit = 'owner groupDirector groupOfficer'
const withdrawals = (...steps: string[]): Row[] =>
  steps.map((from) => [from, 'WITHDRAW', 'owner', 'withdrawn', 'added'])

const correctable: Row[] = [
  ['published.live', 'REPORT_ERROR', 'owner webmaster', 'published.correcting', 'added', 'error!'],
  ['published.correcting', 'CORRECT', 'owner webmaster', 'published.live', 'document', 'revision'],
  ['published.live', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
  ['published.correcting', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
]

const cmi4: OfficeChart = {
  name: 'cmi4',
  procedure: cmi4Publication,
  rows: [
    [
      'preparing',
      'PROPOSE',
      'owner',
      'awaitingConsent',
      'document',
      'checked(accurate,personalData,officialInformation,computerLaw,officialSecrets)',
    ],
    [
      'awaitingConsent',
      'CONSENT',
      'officeDirector',
      'proofreading',
      'document',
      'checked(personalData,officialInformation,computerLaw,officialSecrets)',
    ],
    ['awaitingConsent', 'RETURN', 'officeDirector', 'preparing', 'added', 'reasons'],
    ['awaitingConsent', 'RECALL', 'owner', 'preparing', 'added'],
    [
      'proofreading',
      'PUBLISH',
      'webmaster',
      'published.live',
      'document',
      'checked(accurate,complete,personalData,officialInformation,computerLaw,officialSecrets) publishUntil?',
    ],
    ['proofreading', 'RETURN', 'webmaster', 'preparing', 'added', 'reasons'],
    ...correctable,
    ...withdrawals('preparing', 'awaitingConsent', 'proofreading'),
  ],
  public: ['published.live', 'published.correcting'],
  editable: ['preparing', 'published.correcting'],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [['CONSENT', 'PROPOSE']],
}

const ptt1: OfficeChart = {
  name: 'ptt1',
  procedure: ptt1Publication,
  rows: [
    ['preparing', 'HAND_IN', 'owner', 'proposing', 'added', 'checked(accurate,complete)'],
    ['proposing', 'PROPOSE', 'webmaster', 'awaitingConsent', 'document'],
    ['proposing', 'RETURN', 'webmaster', 'preparing', 'added', 'reasons'],
    ['proposing', 'RECALL', 'owner', 'preparing', 'added'],
    ['awaitingConsent', 'CONSENT', 'officeDirector', 'proofreading', 'document'],
    ['awaitingConsent', 'RETURN', 'officeDirector', 'preparing', 'added', 'reasons'],
    [
      'proofreading',
      'PUBLISH',
      'webmaster',
      'published.live',
      'document',
      'checked(accurate,complete,computerCrimeAct) publishUntil?',
    ],
    ['proofreading', 'RETURN', 'webmaster', 'preparing', 'added', 'reasons'],
    ...correctable,
    ...withdrawals('preparing', 'proposing', 'awaitingConsent', 'proofreading'),
  ],
  public: ['published.live', 'published.correcting'],
  editable: ['preparing', 'published.correcting'],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [
    ['CONSENT', 'HAND_IN'],
    ['CONSENT', 'PROPOSE'],
  ],
}

const cmi3: OfficeChart = {
  name: 'cmi3',
  procedure: cmi3Publication,
  rows: [
    ['drafting', 'PROPOSE', 'owner', 'certification', 'document'],
    ['certification', 'CERTIFY', 'groupDirector', 'handover', 'document', 'checked(accurate,complete)'],
    ['certification', 'RETURN', 'groupDirector', 'drafting', 'added', 'reasons'],
    ['certification', 'RECALL', 'owner', 'drafting', 'added'],
    ['handover', 'HAND_OVER', 'owner', 'screening', 'document', 'publishUntil!'],
    ['screening', 'PUBLISH', 'webmaster', 'published', 'document', 'checked(accurate,complete,current)'],
    [
      'screening',
      'REFUSE',
      'webmaster',
      'drafting',
      'document',
      'reasons(notConstructive,notTransparent,againstMorals,inaccurate,incomplete,outdated,other)',
    ],
    ['published', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    ...withdrawals('drafting', 'certification', 'handover', 'screening'),
  ],
  data: { HAND_OVER: { publishUntil: '2027-03-31' } },
  public: ['published'],
  editable: ['drafting'],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [
    ['CERTIFY', 'PROPOSE'],
    ['PUBLISH', 'CERTIFY'],
    ['REFUSE', 'CERTIFY'],
  ],
}

const ksn2: OfficeChart = {
  name: 'ksn2',
  procedure: ksn2Publication,
  rows: [
    ['preparing', 'PROPOSE', 'owner', 'awaitingConsent', 'document', 'checked(accurate,complete,current)'],
    ['awaitingConsent', 'CONSENT', 'officeDirector', 'handover', 'document'],
    ['awaitingConsent', 'RETURN', 'officeDirector', 'preparing', 'added', 'reasons'],
    ['awaitingConsent', 'RECALL', 'owner', 'preparing', 'added'],
    ['handover', 'SEND', unit, 'consideration', 'document', 'source! links? contact! remark?'],
    [
      'consideration',
      'FORWARD',
      'webmaster',
      'decision',
      'document',
      'checked(accurate,complete,current,sourceNamed)',
    ],
    ['consideration', 'RETURN', 'webmaster', 'preparing', 'added', 'reasons'],
    ['decision', 'ALLOW', 'webHead', 'posting', 'document', 'checked(section7,section9,computerCrimeAct)'],
    ['decision', 'DISALLOW', 'webHead', 'informing', 'document', 'reasons'],
    ['posting', 'PUBLISH', 'webmaster', 'published', 'document', 'category! publishUntil?'],
    ['informing', 'INFORM', 'webmaster', 'preparing', 'added'],
    ['published', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    ['published', 'REPORT_ERROR', unit, 'updating', 'added', 'error!'],
    ['updating', 'CORRECT', unit, 'published', 'document', 'revision'],
    ['updating', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    ...withdrawals(
      'preparing',
      'awaitingConsent',
      'handover',
      'consideration',
      'decision',
      'posting',
      'informing',
    ),
  ],
  public: ['published', 'updating'],
  editable: ['preparing', 'updating'],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [
    ['CONSENT', 'PROPOSE'],
    ['ALLOW', 'PROPOSE'],
    ['DISALLOW', 'PROPOSE'],
  ],
}

const shown = ['pending', 'posted', 'notAsked']

/** ยโสธร ๒ permits first; what follows depends on the channels that the owner asked for. */
const yst2 = (name: string, channels: string[], first: string, rest: Row[]): OfficeChart => ({
  name: `yst2 (${name})`,
  procedure: yst2Publication,
  rows: [
    ['drafting', 'PROPOSE', 'owner', 'groupReview', 'document', 'checked(lawful) channels!'],
    ['groupReview', 'ENDORSE', 'groupDirector', 'directorReview', 'document'],
    ['groupReview', 'RETURN', 'groupDirector', 'drafting', 'added', 'reasons'],
    ['groupReview', 'RECALL', 'owner', 'drafting', 'added'],
    ['directorReview', 'PERMIT', 'officeDirector', first, 'document'],
    ['directorReview', 'RETURN', 'officeDirector', 'drafting', 'added', 'reasons'],
    ...rest,
    ...withdrawals('drafting', 'groupReview', 'directorReview'),
  ],
  data: { PROPOSE: { channels } },
  public: shown.flatMap((others) => [
    `website.live + others.${others}`,
    `website.correcting + others.${others}`,
  ]),
  editable: ['drafting', ...shown.map((others) => `website.correcting + others.${others}`)],
  ends: ['takenDown', 'withdrawn', 'posted'],
  excludedPersons: [
    ['ENDORSE', 'PROPOSE'],
    ['PERMIT', 'PROPOSE'],
    ['PERMIT', 'ENDORSE'],
  ],
})
const takesDown = (others: string): Row[] => {
  const [live, correcting] = [`website.live + others.${others}`, `website.correcting + others.${others}`]
  return [
    [live, 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    [live, 'REPORT_ERROR', 'webmaster owner', correcting, 'added', 'error!'],
    [correcting, 'CORRECT', 'webmaster owner', live, 'document', 'revision'],
    [correcting, 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
  ]
}
const publishes = (others: string): Row => [
  `website.pending + others.${others}`,
  'PUBLISH',
  'webmaster owner',
  `website.live + others.${others}`,
  'document',
  'publishUntil?',
]
const posts = (website: string): Row => [
  `website.${website} + others.pending`,
  'POST',
  'publicRelations',
  `website.${website} + others.posted`,
  'document',
  'evidence!',
]
export const yst2Website = yst2('website only', ['website'], 'website.pending + others.notAsked', [
  publishes('notAsked'),
  ...takesDown('notAsked'),
  ...withdrawals('website.pending + others.notAsked'),
])
export const yst2Others = yst2('other channels only', ['board'], 'website.notAsked + others.pendingAlone', [
  ['website.notAsked + others.pendingAlone', 'POST', 'publicRelations', 'posted', 'document', 'evidence!'],
  ...withdrawals('website.notAsked + others.pendingAlone'),
])
export const yst2Both = yst2(
  'website and others',
  ['website', 'journal'],
  'website.pending + others.pending',
  [
    publishes('pending'),
    publishes('posted'),
    posts('pending'),
    posts('live'),
    posts('correcting'),
    ...takesDown('pending'),
    ...takesDown('posted'),
    ...withdrawals('website.pending + others.pending', 'website.pending + others.posted'),
  ],
)

/** ๓.๒ and ๓.๓ end alike: on the website, kept up to date there, and evaluated beside it. */
const evaluated = (publishing: string): Row[] => {
  const at = (website: string, evaluation: string) => `website.${website} + evaluation.${evaluation}`
  const [live, correcting] = [at('live', 'pending'), at('correcting', 'pending')]
  return [
    [publishing, 'PUBLISH', `webmaster ${unit}`, live, 'document', 'publishUntil?'],
    [live, 'EVALUATE', 'owner', at('live', 'evaluated'), 'document', results],
    [correcting, 'EVALUATE', 'owner', at('correcting', 'evaluated'), 'document', results],
    ...['pending', 'evaluated'].flatMap((evaluation): Row[] => {
      const [shown, changing] = [at('live', evaluation), at('correcting', evaluation)]
      return [
        [shown, 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
        [shown, 'REPORT_ERROR', 'webmaster owner', changing, 'added', 'error!'],
        [changing, 'CORRECT', 'webmaster owner', shown, 'document', 'revision'],
        [changing, 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
      ]
    }),
  ]
}
const results = 'reach! understanding? benefit? problem? suggestion?'
const evaluations = ['pending', 'evaluated']
const whilePublic = (website: string) => evaluations.map((one) => `website.${website} + evaluation.${one}`)

export const yst2PhotosChart: OfficeChart = {
  name: 'yst2 (photos)',
  procedure: yst2Photos,
  rows: [
    ['planning', 'PLAN', 'owner', 'shooting', 'document', 'eventDate! place! photographer! shots!'],
    ['shooting', 'SELECT', 'owner', 'captioning', 'document', 'checked(consent)'],
    ['captioning', 'DESCRIBE', 'owner', 'loading', 'document', 'checked(described)'],
    ...evaluated('loading'),
    ...withdrawals('planning', 'shooting', 'captioning', 'loading'),
  ],
  public: [...whilePublic('live'), ...whilePublic('correcting')],
  editable: ['planning', 'shooting', 'captioning', ...whilePublic('correcting')],
  ends: ['takenDown', 'withdrawn'],
  // The document has nobody permit pictures, so nobody is kept apart.
  excludedPersons: [],
}

export const yst2RulesChart: OfficeChart = {
  name: 'yst2 (rules)',
  procedure: yst2Rules,
  rows: [
    ['planning', 'PLAN', 'owner', 'sourcing', 'document', 'objective! readers?'],
    ['sourcing', 'PROCURE', 'owner', 'gathering', 'document', 'sources!'],
    ['gathering', 'PROPOSE', 'owner', 'superiorReview', 'document'],
    ['superiorReview', 'REVISE', 'groupDirector', 'gathering', 'document', 'reasons'],
    ['superiorReview', 'PROCEED', 'groupDirector', 'publishing', 'document'],
    ['superiorReview', 'RECALL', 'owner', 'gathering', 'added'],
    ...evaluated('publishing'),
    ...withdrawals('planning', 'sourcing', 'gathering', 'superiorReview', 'publishing'),
  ],
  public: [...whilePublic('live'), ...whilePublic('correcting')],
  editable: ['planning', 'sourcing', 'gathering', ...whilePublic('correcting')],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [['PROCEED', 'PROPOSE']],
}

export const standardChart: OfficeChart = {
  name: 'standard',
  procedure: standardPublication,
  rows: [
    ['drafting', 'SUBMIT', 'owner', 'certification', 'added', 'publishUntil!'],
    ['certification', 'CERTIFY', 'groupDirector', 'approval', 'added'],
    ['certification', 'RETURN', 'groupDirector', 'drafting', 'added', 'reasons'],
    ['certification', 'RECALL', 'owner', 'drafting', 'added'],
    ['approval', 'APPROVE', 'officeDirector', 'webReview', 'added'],
    ['approval', 'RETURN', 'officeDirector', 'drafting', 'added', 'reasons'],
    ['webReview', 'PUBLISH', 'webmaster', 'published.live', 'added'],
    ['webReview', 'RETURN', 'webmaster', 'drafting', 'added', 'reasons'],
    ['published.live', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    ['published.live', 'REQUEST_EXTENSION', 'owner', 'published.extension', 'added'],
    ['published.extension', 'TAKE_DOWN', 'webmaster', 'takenDown', 'added', 'reasons'],
    ['published.extension', 'EXTEND', 'officeDirector', 'published.live', 'added', 'publishUntil!'],
    ['published.extension', 'KEEP_PERIOD', 'officeDirector', 'published.live', 'added', 'reasons'],
    ...withdrawals('drafting', 'certification', 'approval', 'webReview'),
  ],
  data: { SUBMIT: { publishUntil: '2027-03-31' }, EXTEND: { publishUntil: '2027-09-30' } },
  public: ['published.live', 'published.extension'],
  editable: ['drafting'],
  ends: ['takenDown', 'withdrawn'],
  excludedPersons: [
    ['CERTIFY', 'SUBMIT'],
    ['APPROVE', 'SUBMIT'],
    ['APPROVE', 'CERTIFY'],
    ['EXTEND', 'REQUEST_EXTENSION'],
  ],
}

export const charts: OfficeChart[] = [
  cmi3,
  cmi4,
  ksn2,
  ptt1,
  yst2Website,
  yst2Others,
  yst2Both,
  yst2PhotosChart,
  yst2RulesChart,
  standardChart,
]

const acting = (person: string, role: string, office = 'here', group: string | null = null): Actor => ({
  person,
  appointments: [{ id: `${person}-1`, office, group, role, capacity: 'holder', orderNumber: null }],
})

const officeRoles = ['officeDirector', 'webmaster', 'webHead', 'publicRelations', 'committee', 'admin']

/** One person for each role of the office, and the strangers who must never get through. */
export const cast: Record<string, Actor | null> = {
  owner: { person: 'owner', appointments: [] },
  groupDirector: acting('groupDirector', 'groupDirector', 'here', 'ict'),
  groupOfficer: acting('groupOfficer', 'officer', 'here', 'ict'),
  ...Object.fromEntries(officeRoles.map((role) => [role, acting(role, role)])),
  'director of another group': acting('otherDirector', 'groupDirector', 'here', 'law'),
  'group director of another office': acting('foreignDirector', 'groupDirector', 'elsewhere', 'ict'),
  ...Object.fromEntries(
    officeRoles.map((role) => [`${role} of another office`, acting(`foreign ${role}`, role, 'elsewhere')]),
  ),
  'a colleague without a role': { person: 'colleague', appointments: [] },
  'nobody at all': null,
}

export const morning = Date.parse('2026-11-20T02:00:00Z')

/** A step with several steps at once goes without saying. */
const isParallel = (inner: unknown) => typeof inner === 'object' && Object.keys(inner as object).length > 1

/** The present steps in the words of the tables: `published.live`, or `website.live + others.posted`. */
export function stepsOf(snapshot: ChartSnapshot): string {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Object.entries(value as object).flatMap(([name, inner]) =>
          leaves(inner).map((leaf) => (isParallel(inner) ? leaf : `${name}.${leaf}`)),
        )
  return leaves(snapshot.value).join(' + ')
}

/** The machine of a chart; `compile` would hash the procedure again for each of some ten thousand events. */
const compiled = new Map(charts.map((chart) => [chart, compile(chart.procedure)]))
export const machineOf = (chart: OfficeChart): Compiled => compiled.get(chart) ?? compile(chart.procedure)

export const start = (chart: OfficeChart): Taken =>
  begin(machineOf(chart), {
    ...{ office: 'here', group: 'ict', owner: 'owner' },
    ...{ at: morning, holidays: new Set() },
  })

type Sent = {
  type: string
  actor: Actor | null
  data?: Record<string, unknown>
  at?: number
  revision?: number
}

/** Sends one event; what it carries is the table's unless given. */
export const send = (chart: OfficeChart, from: Taken, sent: Sent, fromTimer = false) =>
  step(
    machineOf(chart),
    from.snapshot,
    {
      type: sent.type,
      actor: sent.actor,
      at: sent.at ?? morning,
      revision: sent.revision ?? 1,
      data: sent.data ?? chart.data?.[sent.type] ?? {},
      holidays: new Set(),
    },
    { fromTimer },
  )

/** Takes one event, or says that the chart refused it. */
export function take(chart: OfficeChart, from: Taken, sent: Sent, fromTimer = false): Taken {
  const taken = send(chart, from, sent, fromTimer)
  if (!taken.ok)
    throw new Error(
      `${chart.name} refused ${sent.type} at ${stepsOf(from.snapshot)}: ${JSON.stringify(taken)}`,
    )
  return taken
}

/** The rows that lead from the first step to `goal`, by the table alone. */
export function routeTo(chart: OfficeChart, goal: string, through?: string): Row[] {
  const routes: { at: string; rows: Row[] }[] = [{ at: chart.rows[0]?.[0] ?? '', rows: [] }]
  const seen = new Set<string>()
  for (let route = routes.shift(); route; route = routes.shift()) {
    const { at, rows } = route
    const passed = !through || rows.some(([, event]) => event === through)
    if (at === goal && passed) return rows
    if (seen.has(`${at} ${passed}`)) continue
    seen.add(`${at} ${passed}`)
    for (const row of chart.rows) if (row[0] === at) routes.push({ at: row[3], rows: [...rows, row] })
  }
  throw new Error(`${chart.name}: no route to ${goal}`)
}

/** Walks the chart to a step as the table says, each event by the first person who may. */
export const arriveAt = (chart: OfficeChart, goal: string, through?: string): Taken =>
  routeTo(chart, goal, through).reduce(
    (at, [, type, who]) => take(chart, at, { type, actor: cast[firstOf(who)] ?? null }),
    start(chart),
  )

export const firstOf = (who: string): string => who.split(' ')[0] ?? ''
