import { HttpClient } from './http-client.ts'
import { create, steps as forward, type Step, take } from './lifecycle.ts'
import { type People, type Person, signIn } from './people.ts'
import type { Running } from './processes.ts'

/**
 * Requests that the product itself walked to every state, from which the bulk writer makes many. Their words and days are
 * such as occur nowhere else, so that they can be found and replaced in whatever the product stored of them.
 */
export const marks = { number: 'n0000000', word: 'แม่แบบแม่แบบ', untilDay: '2047-12-31' }

export type Template = { id: string; name: string; open: boolean; share: number }

const content = (word: string) => ({
  title: `${word} ${marks.number} ของสำนักงานเขตพื้นที่การศึกษา`,
  body: `${word} ${'รายละเอียดของข้อมูลที่ประสงค์จะเผยแพร่ต่อสาธารณะ '.repeat(4)}`,
})

const [propose, certify, handOver, publish, takeDown] = forward.map(({ by, event }) => ({
  by,
  event: 'publishUntil' in event ? { ...event, publishUntil: marks.untilDay } : event,
})) as [Step, Step, Step, Step, Step]
const reasons = { grounds: [], text: 'ขอให้แก้ไขวันที่' }
const giveBack: Step = { by: 'groupDirector', event: { type: 'RETURN', reasons } }
const refuse: Step = {
  by: 'webmaster',
  event: { type: 'REFUSE', reasons: { grounds: ['notTransparent'], text: 'ไม่ระบุแหล่งที่มา' } },
}
const withdraw: Step = { by: 'officer', event: { type: 'WITHDRAW' } }
const toPublic = [propose, certify, handOver, publish]

/** Each kind of request with its share in a thousand; 45 of them are open. */
const kinds: { name: string; share: number; steps: Step[]; open?: true }[] = [
  { name: 'drafting', share: 5, steps: [], open: true },
  { name: 'certification', share: 10, steps: [propose], open: true },
  { name: 'handover', share: 5, steps: [propose, certify], open: true },
  { name: 'screening', share: 15, steps: [propose, certify, handOver], open: true },
  { name: 'returned', share: 5, steps: [propose, giveBack], open: true },
  { name: 'refused', share: 5, steps: [propose, certify, handOver, refuse], open: true },
  { name: 'published', share: 300, steps: toPublic },
  { name: 'published after a return', share: 100, steps: [propose, giveBack, ...toPublic] },
  { name: 'taken down', share: 350, steps: [...toPublic, takeDown] },
  { name: 'withdrawn', share: 205, steps: [propose, withdraw] },
]

/** Walks a request of each kind for each of two groups of the office, through the API of a running product. */
export async function makeTemplates({ port }: Running): Promise<Template[]> {
  const client = new HttpClient(port)
  const webmaster = await signIn(client, 'cmi3.webmaster')
  const made: Template[] = []
  for (const number of ['', '2']) {
    const people: People = {
      officer: await signIn(client, `cmi3.officer${number}`),
      groupDirector: await signIn(client, `cmi3.groupDirector${number}`),
      webmaster,
    }
    for (const { name, share, steps, open = false } of kinds) {
      const id = await create(client, people, content(marks.word))
      let revision = 1
      for (const step of steps) {
        // What was sent back is corrected before it is proposed again.
        if (step === propose && revision > 1)
          revision = await correct(client, people.officer, { id, revision })
        await take(client, people, { id, revision, step })
        revision += 1
      }
      made.push({ id, name, open, share: share / 2 })
    }
  }
  client.close()
  return made
}

async function correct(
  client: HttpClient,
  officer: Person,
  { id, revision }: { id: string; revision: number },
): Promise<number> {
  const headers = { ...officer, 'If-Match': `"${revision}"` }
  const { title, body } = content(marks.word)
  const corrected = { content: { title, body: `${body} ฉบับแก้ไข` } }
  await client.write('PUT', `/api/requests/${id}/content`, corrected, headers)
  return revision + 1
}
