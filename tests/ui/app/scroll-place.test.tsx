/** @jest-environment ./tests/support/browser-environment.ts */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { act, screen } from '@testing-library/react'
import { Link, useLocation } from 'react-router'
import { useScrollPlace } from '../../../ui/app/use-scroll-place.ts'
import { RequestList } from '../../../ui/lib/request-list.tsx'
import { cleanScreens, FakeApi, named, show, text } from '../../support/screen.tsx'

cleanScreens()
let places: number[]
/** As high as the page is; a browser does not scroll below it. */
let height: number
let grow: () => void
const before = { scrollTo: window.scrollTo, ResizeObserver: globalThis.ResizeObserver }
beforeEach(() => {
  places = []
  height = 3000
  window.scrollTo = ((_: number, top: number) => {
    places.push(top)
    Object.defineProperty(window, 'scrollY', { value: top, configurable: true })
  }) as typeof window.scrollTo
  Object.defineProperty(document.documentElement, 'scrollHeight', { get: () => height, configurable: true })
  globalThis.ResizeObserver = class {
    constructor(heard: () => void) {
      grow = heard
    }
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof ResizeObserver
})
afterEach(() => {
  Object.assign(window, { scrollTo: before.scrollTo })
  globalThis.ResizeObserver = before.ResizeObserver
})

function Screen() {
  const { pathname } = useLocation()
  useScrollPlace(() => true)
  return pathname === '/' ? <Link to="/requests/r1">เรื่องที่ 40</Link> : <p>เรื่อง</p>
}
const scrollTo = (top: number) => {
  Object.defineProperty(window, 'scrollY', { value: top, configurable: true })
  window.dispatchEvent(new Event('scroll'))
}

test('what is opened begins at its top, and Back returns to the place in the list', async () => {
  const { user, router } = show(<Screen />, new FakeApi())
  scrollTo(1800)
  await user.click(screen.getByRole('link'))
  expect(places.at(-1)).toBe(0)
  await act(() => router.navigate(-1))
  expect(places.at(-1)).toBe(1800)
})

test('a list that has to load first is returned to as soon as it is long enough', async () => {
  const { user, router } = show(<Screen />, new FakeApi())
  scrollTo(1800)
  await user.click(screen.getByRole('link'))
  height = 900
  await act(() => router.navigate(-1))
  expect(places.at(-1)).toBeLessThan(1800)
  height = 3000
  grow()
  expect(places.at(-1)).toBe(1800)
})

function Lists() {
  const { pathname } = useLocation()
  return pathname === '/' ? <RequestList filter={{ view: 'inbox' }} empty={null} /> : <p>เรื่อง</p>
}

test('coming back to a list gives the focus to the line that was opened', async () => {
  const api = new FakeApi()
  const item = (id: string) => ({
    ...{
      id,
      procedure: 'p',
      version: 1,
      office: 'cmi3',
      group: 'g',
      groupName: text('กลุ่ม'),
      title: `เรื่อง ${id}`,
    },
    ...{ owner: { id: 'p2', name: 'มานะ' }, state: 's', steps: [], status: 'open' as const, revision: 1 },
    ...{ createdAt: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z', publishUntil: null, asked: [] },
    ...{ waitsFor: [], lastEvent: null, late: null, due: null, updatedAt: '2026-01-01T00:00:00Z' },
  })
  api.answer('GET /api/requests', {
    items: [item('a'), item('b')],
    nextCursor: null,
    total: 2,
    totalIsLeast: false,
  })
  const { user, router } = show(<Lists />, api)
  await user.click(await screen.findByRole('link', named('เรื่อง b')))
  expect(router.state.location.pathname).toBe('/requests/b')
  await act(() => router.navigate(-1))
  expect(document.activeElement).toBe(screen.getByRole('link', named('เรื่อง b')))
})
