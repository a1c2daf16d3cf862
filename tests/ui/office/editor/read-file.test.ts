import { expect, test } from '@jest/globals'
import { readFile } from '../../../../ui/office/drafts/editor/start/read-file.ts'

const file = (text: string) => ({ name: 'chart.json', size: text.length, text: async () => text })

test('a file with a key twice is refused with its place, as one of the two would be lost', async () => {
  const text = '{\n  "states": {\n    "a": {},\n    "a": {"type": "final"}\n  }\n}'
  expect(await readFile(file(text))).toEqual({
    ok: false,
    name: 'chart.json',
    why: 'fileRepeats',
    where: 'states.a (4:5)',
  })
})

test('a file without is read', async () => {
  expect(await readFile(file('{"states": {}}'))).toMatchObject({ ok: true, json: { states: {} } })
})
