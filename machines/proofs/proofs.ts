import type { Procedure } from '../procedure/procedure.ts'
import { compile } from '../run/compile.ts'
import { comesDown, periodEnds } from './coming-down.ts'
import { explore } from './explore.ts'
import { readFieldsAreFilled } from './filled.ts'
import { flowModel } from './flow.ts'
import { namesExist } from './names.ts'
import { rolesAreHeld } from './people.ts'
import type { OfficeFacts, Proof } from './proof.ts'
import { correctionsAreTold, publishedIsFrozen, requiredIsDone, shownIsDecided } from './public.ts'
import { choicesAreTaken, deadlinesRest, endsAreReached, restsAlways, stepsAreReached } from './reach.ts'
import { rulesAreKept } from './rules.ts'
import { madePublicAlone, secondPersonDecides } from './second-person.ts'
import { separationOfDuties } from './separation-of-duties.ts'
import { tracksOneAtATime } from './tracks.ts'
import { unproved } from './words.ts'

export type { OfficeFacts, PathStep, Proof } from './proof.ts'
export { type Confirmation, choicesToConfirm } from './second-person.ts'

/**
 * What must hold before a procedure may be activated, property by property, by walking the compiled machine itself with
 * XState's own graph search. `facts` is the office as it stands today. The procedure must have passed `checkProcedure`.
 * Of `tracks` no interleaving is walked, since it makes no difference. Reminders of deadlines are no transitions: they stand
 * outside the chart, so that no path sees them and nothing that is proved of one depends on them; only the groups that they
 * name must exist.
 */
export function prove(
  procedure: Procedure,
  facts: OfficeFacts,
  tracks = tracksOneAtATime(procedure),
): Proof[] {
  const endless = restsAlways(procedure)
  // A machine that never comes to rest cannot be walked.
  if (endless.length > 0) return endless
  const compiled = compile(procedure)
  const graph = explore(flowModel(compiled, tracks))
  const today = [
    ...rolesAreHeld(procedure, facts),
    ...namesExist(procedure, facts),
    ...readFieldsAreFilled(procedure),
  ]
  // What was not walked to its end proves nothing.
  if (graph.cut) return [tooInvolved, ...today]
  const apart = separationOfDuties(compiled, graph, tracks)
  const { alone, cut } = madePublicAlone(compiled, tracks)
  if (apart.cut || cut) return [tooInvolved, ...today]
  return [
    ...stepsAreReached(compiled, graph),
    ...endsAreReached(compiled, graph),
    ...deadlinesRest(compiled, graph),
    ...choicesAreTaken(compiled, graph),
    ...publishedIsFrozen(compiled, graph),
    ...requiredIsDone(compiled, graph),
    ...shownIsDecided(compiled, graph),
    ...secondPersonDecides(compiled, alone),
    ...correctionsAreTold(compiled, graph, alone),
    ...apart.proofs,
    ...comesDown(compiled, graph),
    ...periodEnds(compiled, graph),
    ...rulesAreKept(compiled, graph),
    ...today,
  ]
}

const tooInvolved = unproved(
  'bounded',
  'ยังยืนยันไม่ได้: แผนผังมีเส้นทางมากเกินกว่าจะตรวจได้ครบ จึงยังบอกไม่ได้ว่าถูกต้อง โปรดลดขั้นที่ทำพร้อมกันหรือเงื่อนไข',
  'Not proved: the chart has more paths than can be walked, so nothing can be said of it. Have fewer parallel parts or conditions.',
)
