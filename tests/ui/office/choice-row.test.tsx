/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { createActor } from 'xstate'
import { standard } from '../../../machines/offices/offices.ts'
import { compile } from '../../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../../machines/run/step.ts'
import { choicesFor } from '../../../ui/office/rehearsal/acting.ts'
import { ChoiceRow } from '../../../ui/office/rehearsal/choice-row.tsx'
import { Driver } from '../../../ui/office/rehearsal/driver.ts'
import { ownersLetter, usualPerson } from '../../../ui/office/rehearsal/rehearsed.ts'
import { cleanScreens, FakeApi, named, show } from '../../support/screen.tsx'

cleanScreens()

test('What is missing of a rehearsed choice is unfolded, and stays so while it is written', async () => {
  const compiled = compile(standard)
  const driver = new Driver(compiled, [])
  const actor = createActor(compiled.machine, driver.options)
  driver.attach(actor)
  actor.start()
  driver.take({ type: 'SUBMIT', role: 'owner', person: ownersLetter, data: {} })
  const acting = { role: 'groupDirector', person: usualPerson(['groupDirector'], 'groupDirector') }
  const offered = choicesFor(compiled, actor.getSnapshot() as ChartSnapshot, acting)
  const choice = offered.find(({ type }) => type === 'RETURN')
  if (!choice?.allowed) throw new Error('nobody may return it')
  const taken: unknown[] = []
  const { user } = show(
    <ul>
      <ChoiceRow
        procedure={standard}
        roles={['owner', 'groupDirector']}
        choice={choice}
        acting={acting}
        now={driver.now}
        isPrimary
        onTake={(data) => taken.push(data)}
        onActAs={() => {}}
        onKeepRefused={undefined}
      />
    </ul>,
    new FakeApi(),
  )
  const details = () => document.querySelector('details')
  expect(details()?.open).toBe(false)
  const reasons = document.querySelector('textarea') as HTMLElement
  await user.clear(reasons)
  await user.click(screen.getByRole('button', named('ส่งกลับ')))
  expect(taken).toEqual([])
  await waitFor(() => expect(details()?.open).toBe(true))
  await user.type(reasons, 'ไม่ครบ')
  expect(details()?.open).toBe(true)
  await user.click(screen.getByRole('button', named('ส่งกลับ')))
  expect(taken).toMatchObject([{ reasons: { text: 'ไม่ครบ' } }])
})
