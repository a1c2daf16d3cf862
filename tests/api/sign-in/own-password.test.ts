import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type TestAgent from 'supertest/lib/agent.js'
import { demoPassword, openStaff, type Staff } from '../../support/staff.ts'

const next = 'รหัสผ่านใหม่ของฉัน'
let staff: Staff
let officer: TestAgent
beforeEach(async () => {
  staff = await openStaff()
  officer = await staff.signIn('cmi3.officer')
})
afterEach(() => staff.close())

const change = (agent: TestAgent, body: object) => agent.post('/api/session/password').send(body)

test('whoever knows the present password sets a new one; the old one is good for nothing then', async () => {
  const answer = await change(officer, { current: demoPassword, next }).expect(204)
  expect(answer.text).toBe('')
  await officer.get('/api/session').expect(200)
  await staff.signIn('cmi3.officer', next)
  await expect(staff.signIn('cmi3.officer')).rejects.toThrow('401')
  // A demo person with a password of their own is no longer offered for one click.
  const { body } = await officer.get('/api/welcome').expect(200)
  expect(body.demo.people.map(({ username }: { username: string }) => username)).not.toContain('cmi3.officer')
})

test('the person’s other sessions end, and nobody else’s', async () => {
  const elsewhere = await staff.signIn('cmi3.officer')
  const colleague = await staff.signIn('cmi3.officer2')
  await change(officer, { current: demoPassword, next }).expect(204)
  await elsewhere.get('/api/session').expect(401)
  await colleague.get('/api/session').expect(200)
})

test('a wrong present password changes nothing, and says so at its field', async () => {
  const { body } = await change(officer, { current: 'not this one', next }).expect(403)
  expect(body).toMatchObject({ code: 'not_permitted', errors: [{ path: 'current' }] })
  expect(body.message.th).toContain('รหัสผ่านปัจจุบันไม่ถูกต้อง')
  await staff.signIn('cmi3.officer')
})

test('guesses count together with the device’s at signing in, and a wait holds for both', async () => {
  for (let guess = 0; guess < 6; guess += 1)
    await change(officer, { current: `guess ${guess}`, next }).expect(403)
  const { body, headers } = await change(officer, { current: demoPassword, next }).expect(429)
  expect(body.code).toBe('too_many_requests')
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  const signIn = { username: 'cmi3.officer', password: demoPassword }
  await officer.post('/api/session').send(signIn).expect(429)
  staff.time.now += 2_000
  await change(officer, { current: demoPassword, next }).expect(204)
})

test.each([
  ['too short a new password', { current: demoPassword, next: 'only eleven' }],
  ['the present one again', { current: demoPassword, next: demoPassword }],
  ['no present one', { next }],
  ['a field that is not known', { current: demoPassword, next, person: 'cmi3.admin' }],
])('refuses %s', async (_, body) => {
  await change(officer, body).expect(400)
  await staff.signIn('cmi3.officer')
})

test('nobody changes a password without being signed in', async () => {
  const { default: request } = await import('supertest')
  await request(staff.app).post('/api/session/password').send({ current: demoPassword, next }).expect(401)
  await staff.signIn('cmi3.officer')
})

test('the office’s log keeps that it changed, by whom, and nothing of the password', async () => {
  await change(officer, { current: demoPassword, next }).expect(204)
  const { body } = await (await staff.signIn('cmi3.admin')).get('/api/offices/cmi3/log').expect(200)
  const told = JSON.stringify(body)
  expect(body.events[0]).toMatchObject({ type: 'person.changed', actor: { id: 'cmi3.officer' } })
  for (const secret of [demoPassword, next, 'argon2']) expect(told).not.toContain(secret)
})
