import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Runner } from './runner.ts'

// The test file whose place the samples take, and the source that it is about.
const place = 'tests/machines/chart/picture.test.ts'
const source = 'machines/chart/svg.ts'
const head = "import { beforeAll, expect, test } from '@jest/globals'\n"

let runner: Runner
beforeAll(() => {
  runner = new Runner()
})
afterAll(() => {
  runner.close()
})

/** How a test file that holds this ends. */
async function ending(text: string) {
  runner.write(place, head + text)
  try {
    return await runner.run({ file: place }, 100)
  } finally {
    runner.restore()
  }
}

test('A test that holds passes, also after one in the same process that did not', async () => {
  expect(await ending("test('one', () => expect(1).toBe(2))")).toMatchObject({ passed: false })
  expect(await ending("test('one', () => expect(1).toBe(1))")).toMatchObject({ passed: true })
})

test.each([
  ['an assertion', "test('one', () => expect(1).toBe(2))"],
  ['an assertion that is awaited', "test('one', () => expect(Promise.resolve(1)).resolves.toBe(2))"],
  ['a matcher that never ran', "test('one', () => { expect.assertions(1) })"],
  ['a hook', "beforeAll(() => { throw new Error('no') }); test('one', () => {})"],
  ['a snapshot that is not kept', "test('one', () => expect(1).toMatchSnapshot())"],
  ['a test that fails after one that passes', "test('two', () => {}); test('one', () => { throw 1 })"],
])('What fails by %s is named', async (_, text) => {
  expect(await ending(text)).toMatchObject({ passed: false, failed: 'one' })
})

test('A file that cannot be loaded does not pass', async () => {
  expect(await ending("import './nowhere.ts'; test('one', () => {})")).toMatchObject({ passed: false })
})

test('A test that waits for what never comes is ended', async () => {
  expect(await ending("test('one', () => new Promise(() => {}), 600_000)")).toBeUndefined()
}, 240_000)

test('A source is read anew for each run, and a picture that it draws otherwise is found', async () => {
  expect(await runner.run({ file: place }, 1000)).toMatchObject({ passed: true })
  runner.write(source, "export const chartSvg = () => '<svg/>'")
  expect(await runner.run({ file: place }, 1000)).toMatchObject({
    passed: false,
    failed: 'what is kept of every kind of step and line is drawn again, in th',
  })
  runner.restore()
  expect(await runner.run({ file: place }, 1000)).toMatchObject({ passed: true })
})
