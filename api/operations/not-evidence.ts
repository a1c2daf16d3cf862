/** Of a table: why none of its columns is evidence, or which are not, each with its reason. */
type Reasons = string | Readonly<Record<string, string>>

const projected = 'made again from the events; what it counts is counted anew by verify'
const underWay = 'work under way, gone when it is done'

/**
 * What `npm run verify` does not vouch for, and why. Whatever column stands here in no way is evidence: a change of it is
 * found (tests/api/operations/columns.test.ts tries every one).
 */
export const notEvidence: Readonly<Record<string, Reasons>> = {
  office: { publicRevision: 'a counter for caches: that it grows is all that matters' },
  officeNotice:
    'a message to a person, forgotten some time after it was read; what it tells of stands in the log',
  notification: {
    id: 'a name by chance',
    readAt: 'whether its reader has seen it, theirs to say',
    messageTh: 'words about an event',
    messageEn: 'words about an event',
    step: 'when its work is done',
    at: 'a message is forgotten some time after it was read; the event that it tells of is the evidence',
    person: 'whom a message was for: who may act stands in the chart and in the appointments',
  },
  newNotice: underWay,
  lateNotice:
    'when superiors are to be told that a step is late, or that they were; the events tell of the step',
  session: 'who is signed in; by its id alone, a keyed hash, nobody signs in',
  signInAttempt: 'a counter that slows guesses down',
  setting: "the server's own state: the clock it saw, one-time codes as hashes, what was seeded",
  procedureVersion: { layout: 'the picture, drawn again from the chart that the hash names' },
  content: {
    json: 'of a draft: what is being written; frozen, its hash stands in the events',
    by: 'who typed last; who submitted it, and so answers for it, stands in the event',
    at: 'of a draft: when it was typed last',
  },
  request: {
    revision: 'tells a client whether what it saw is still there; never less than the events',
    findings:
      'what the check of its day found, to be answered; an answer stands in the event that carries it',
    engine: 'which edition of the engine wrote the snapshot, which is replayed',
    since: 'for the list, how long it has waited; the events tell',
  },
  publication: { id: 'an address by chance, which the public has; who changes it breaks links, no record' },
  publicationDay: 'how often an item was read, counted without anybody being told apart',
  feedback: 'what a reader wrote, whom nobody knows; nothing is decided by it',
  idempotency: 'by which a repeated call is answered once more, forgotten after some days',
  draft: 'a procedure as it is being written; the version that it becomes is named by its hash',
  integration: { credential: 'sealed by a key outside the database: altered, it opens nothing' },
  withheldVersion: { reason: 'words of an official, which an erasure takes' },
  move: {
    total: 'progress; every moved request has its own event',
    moved: 'progress; every moved request has its own event',
    failed: 'progress, with titles that an erasure takes',
  },
  searchOffice: projected,
  searchDocument: { id: projected },
  staleDocument: 'which documents an index of search is behind',
  requestSearch: projected,
  publicationSearch: projected,
  newFigure: { id: 'a number' },
  underived: underWay,
  searchedOtherwise: underWay,
  file: {
    type: 'what the bytes, named by their hash, are',
    charset: 'what the bytes are',
    width: 'what the bytes are',
    height: 'what the bytes are',
    at: 'when the bytes first came',
    scan: 'what the scanner says, asked again',
    scannedAt: 'when it was asked',
    threat: 'what it said',
  },
  requestFile: 'which files a request may name; what a content or an event names stands in its hash',
  upload: underWay,
  publishedFile: 'which files were public; the frozen contents that were name them by their hashes',
  fileReading: 'read out of the bytes, again when need be',
  message:
    'what officials ask and answer beside the events; nothing is decided by it, and an erasure takes it',
  oitItem:
    'how an office reads the list of its assessor, for its own board; each change stands in its log, and nothing is decided by it',
  oitExplanation:
    'words to hand in to an assessor, changed until they are; who changed them stands in the log',
  oitServed:
    'which items of an assessor an official ticked; each change stands in the log, and what is public follows from the events',
  effectNotice: 'of which notices a message by e-mail that waits is to tell',
  effect: 'what is due to other systems, forgotten after 180 days',
  effectAttempt: 'one attempt at it',
  remoteItem: 'where another system says that an item stands',
  placement: 'what a person says of another website, at which the server looks by itself',
  placementCheck: 'what was found there on a day',
}
