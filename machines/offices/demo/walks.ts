/** One thing that one of the demo people does: `who` follows the office in the username, `data` is the event's. */
export type Happening = { who: string; type: string; data?: Record<string, unknown> }
export type WalkOptions = {
  /** The owner, and the director of the owner's group. */
  owner: string
  groupDirector: string
  officeDirector: string
  /** The last day of publication (YYYY-MM-DD); cmi3's chart asks for one. */
  until?: string | undefined
  contact: string
}

const tick = (...checked: string[]) => ({ checked })
const period = (until: string | undefined) => (until ? { publishUntil: until } : {})

/** Each office's way from the first step to publication, event by event, as its own chart has it. */
export const walks: Record<string, (options: WalkOptions) => Happening[]> = {
  cmi3: ({ owner, groupDirector, until }) => [
    { who: owner, type: 'PROPOSE' },
    { who: groupDirector, type: 'CERTIFY', data: tick('accurate', 'complete') },
    { who: owner, type: 'HAND_OVER', data: period(until) },
    { who: 'webmaster', type: 'PUBLISH', data: tick('accurate', 'complete', 'current') },
  ],
  cmi4: ({ owner, officeDirector, until }) => [
    { who: owner, type: 'PROPOSE', data: tick('accurate') },
    { who: officeDirector, type: 'CONSENT' },
    {
      who: 'webmaster',
      type: 'PUBLISH',
      data: {
        ...tick('accurate', 'complete', 'personalData', 'officialInformation', 'computerLaw'),
        ...period(until),
      },
    },
  ],
  ksn2: ({ owner, officeDirector, until, contact }) => [
    { who: owner, type: 'PROPOSE', data: tick('accurate', 'complete', 'current') },
    { who: officeDirector, type: 'CONSENT' },
    { who: owner, type: 'SEND', data: { contact } },
    { who: 'webmaster', type: 'FORWARD', data: tick('accurate', 'complete', 'current', 'sourceNamed') },
    { who: 'webHead', type: 'ALLOW', data: tick('section7', 'section9', 'computerCrimeAct') },
    { who: 'webmaster', type: 'PUBLISH', data: period(until) },
  ],
  ptt1: ({ owner, officeDirector, until }) => [
    { who: owner, type: 'HAND_IN', data: tick('accurate', 'complete') },
    { who: 'webmaster', type: 'PROPOSE' },
    { who: officeDirector, type: 'CONSENT' },
    {
      who: 'webmaster',
      type: 'PUBLISH',
      data: { ...tick('accurate', 'complete', 'computerCrimeAct'), ...period(until) },
    },
  ],
  yst2: ({ owner, groupDirector, officeDirector, until }) => [
    { who: owner, type: 'PROPOSE' },
    { who: groupDirector, type: 'ENDORSE' },
    { who: officeDirector, type: 'PERMIT' },
    { who: 'webmaster', type: 'PUBLISH', data: period(until) },
  ],
}
