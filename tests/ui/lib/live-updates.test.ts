import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { focusManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { markStale } from '../../../ui/lib/live.ts'
import { LiveUpdates, type Stale } from '../../../ui/lib/live-updates.ts'
import { historyQuery, keys, notificationsQuery, requestQuery, unreadQuery } from '../../../ui/lib/queries.ts'

/** The work that waits, with the time at which it is due; time passes when the test says so. */
function ground(chance = 0.5) {
  let now = 0
  const waiting = new Set<{ due: number; work: () => void }>()
  return {
    random: () => chance,
    delay: (ms: number, work: () => void) => {
      const timer = { due: now + ms, work }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    waiting,
    pass: (ms: number) => {
      for (const end = now + ms; now < end; ) {
        now += 1
        for (const timer of [...waiting]) if (timer.due <= now && waiting.delete(timer)) timer.work()
      }
    },
  }
}

describe('the news of the stream', () => {
  const listen = (chance?: number) => {
    const stale: Stale[] = []
    const time = ground(chance)
    return { stale, ...time, updates: new LiveUpdates((one) => stale.push(one), time) }
  }
  const change = { request: 'r', revision: 4 }

  test('make a request stale at once, and the office’s lists a little later, once for all that is heard till then', () => {
    const { stale, updates, pass } = listen()
    updates.hear('change', change)
    expect(stale.splice(0)).toEqual([{ what: 'request', id: 'r', revision: 4 }])
    for (let more = 0; more < 5; more += 1) updates.hear('change', { request: `${more}`, revision: 1 })
    stale.splice(0)
    pass(999)
    expect(stale).toEqual([])
    pass(1)
    expect(stale).toEqual([{ what: 'office' }])
  })

  test('reach the pages of an office at different moments', () => {
    const [early, late] = [listen(0), listen(0.9)]
    for (const { updates } of [early, late]) updates.hear('change', change)
    early.pass(1)
    late.pass(1799)
    expect([early, late].map(({ stale }) => stale.length)).toEqual([2, 1])
    late.pass(1)
    expect(late.stale).toHaveLength(2)
  })

  test('load the office’s lists once in six seconds at most, however much happens, and never leave the last out', () => {
    const { stale, updates, pass, waiting } = listen()
    for (let second = 0; second < 60; second += 1) {
      updates.hear('change', change)
      pass(1000)
    }
    const loads = () => stale.filter(({ what }) => what === 'office').length
    expect(loads()).toBeGreaterThan(7)
    expect(loads()).toBeLessThan(11)
    pass(20_000)
    stale.splice(0)
    // What comes in the pause is loaded after it; nothing waits when all is loaded.
    updates.hear('change', change)
    pass(1500)
    updates.hear('change', change)
    pass(7000)
    expect(loads()).toBe(2)
    pass(7000)
    expect(waiting.size).toBe(0)
  })

  test('say which of one’s own lists changed, and how much is unread', () => {
    const { stale, updates, pass } = listen()
    updates.hear('personal', { inbox: true, mine: false, unread: 3 })
    expect(stale.splice(0)).toEqual([{ what: 'unread', count: 3 }])
    pass(300)
    expect(stale.splice(0)).toEqual([{ what: 'inbox' }])
    updates.hear('personal', { inbox: false, mine: true })
    pass(300)
    expect(stale).toEqual([{ what: 'mine' }])
  })

  test('make everything stale once where some of them were missed', () => {
    const { stale, updates, pass } = listen()
    updates.hear('refresh', {})
    updates.hear('refresh', {})
    expect(stale).toEqual([])
    pass(3000)
    expect(stale).toEqual([{ what: 'everything' }])
  })

  test('are of no account once the page is gone', () => {
    const { stale, updates, pass } = listen()
    updates.hear('change', change)
    updates.stop()
    stale.splice(0)
    pass(10_000)
    expect(stale).toEqual([])
  })
})

describe('what is stale', () => {
  let client: QueryClient
  let loaded: string[]
  let leave: (() => void)[]
  beforeEach(() => {
    client = new QueryClient()
    loaded = []
    leave = []
    focusManager.setFocused(true)
  })
  afterEach(() => {
    for (const one of leave) one()
    client.clear()
    focusManager.setFocused(undefined)
  })
  /** Shows a query as a screen does, with what it has loaded before. */
  const show = (queryKey: readonly unknown[], data: unknown) => {
    client.setQueryData(queryKey, data)
    const queryFn = async () => {
      loaded.push(JSON.stringify(queryKey))
      return data
    }
    const observer = new QueryObserver(client, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY })
    leave.push(observer.subscribe(() => {}))
  }
  const view = (id: string) => requestQuery(id).queryKey
  const history = (id: string) => historyQuery(id).queryKey
  const inbox = [...keys.requests, { view: 'inbox' }]
  const office = [...keys.requests, { view: 'office', status: 'open' }]

  test('a request that another page shows loads nothing here', () => {
    show(view('mine'), { revision: 3 })
    show(inbox, { pages: [] })
    markStale(client, { what: 'request', id: 'other', revision: 9 })
    expect(loaded).toEqual([])
  })

  test('the shown request loads again, but not what an own action’s answer has brought', () => {
    show(view('r'), { revision: 3 })
    show(history('r'), { events: [] })
    markStale(client, { what: 'request', id: 'r', revision: 3 })
    expect(loaded).toEqual([])
    markStale(client, { what: 'request', id: 'r', revision: 4 })
    expect(loaded.map((key) => JSON.parse(key))).toEqual([view('r'), history('r')])
  })

  test('a history older than the request that is shown loads, the request itself not', () => {
    client.setQueryData(history('r'), { events: [] } as never, { updatedAt: 1 })
    const queryFn = async () => {
      loaded.push('history')
      return { events: [] }
    }
    const observer = new QueryObserver(client, {
      ...historyQuery('r'),
      queryFn,
      staleTime: Number.POSITIVE_INFINITY,
    })
    leave.push(observer.subscribe(() => {}))
    show(view('r'), { revision: 4 })
    markStale(client, { what: 'request', id: 'r', revision: 4 })
    expect(loaded).toEqual(['history'])
  })

  test('of the lists only the one that is meant loads', () => {
    show(inbox, { pages: [] })
    show(office, { pages: [] })
    show([...keys.steps, 'cmi3'], {})
    markStale(client, { what: 'inbox' })
    expect(loaded.splice(0).map((key) => JSON.parse(key))).toEqual([inbox])
    markStale(client, { what: 'office' })
    expect(loaded.map((key) => JSON.parse(key))).toEqual([office, [...keys.steps, 'cmi3']])
  })

  test('the number of unread notices is taken from the news; the notices load only where they are open', () => {
    show(unreadQuery.queryKey, { unread: 0 })
    client.setQueryData(notificationsQuery.queryKey, { notifications: [], unread: 0 })
    markStale(client, { what: 'unread', count: 2 })
    expect(client.getQueryData(unreadQuery.queryKey)).toEqual({ unread: 2 })
    expect(loaded).toEqual([])
    expect(client.getQueryState(notificationsQuery.queryKey)?.isInvalidated).toBe(true)
  })

  test('a hidden tab loads nothing until it is shown', async () => {
    client.mount()
    leave.push(() => client.unmount())
    show(view('r'), { revision: 3 })
    show(inbox, { pages: [] })
    focusManager.setFocused(false)
    markStale(client, { what: 'request', id: 'r', revision: 4 })
    markStale(client, { what: 'everything' })
    expect(loaded).toEqual([])
    focusManager.setFocused(true)
    await new Promise((resolve) => setImmediate(resolve))
    expect(loaded.map((key) => JSON.parse(key))).toEqual([view('r'), inbox])
  })
})
