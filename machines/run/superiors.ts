/** A post that somebody holds or acts in. */
type Held = { person: string; role: string; groupId: string | null }

/** The posts that lead: a group, and the office. */
export const headOfGroup = 'groupDirector'
export const headOfOffice = 'officeDirector'

/**
 * The superior (ผู้บังคับบัญชา) of a person, acting holders included: the heads of the groups in which the person has a post;
 * of a head, and of whoever has a post in no group, the head of the office.
 */
export function superiorsOf(person: string, holders: readonly Held[]): string[] {
  const groups = holders.filter((held) => held.person === person).map(({ groupId }) => groupId)
  const leading = (role: string, isTheirs: (held: Held) => boolean) => [
    ...new Set(
      holders
        .filter((held) => held.role === role && held.person !== person && isTheirs(held))
        .map((held) => held.person),
    ),
  ]
  const leadsOne = holders.some((held) => held.person === person && held.role === headOfGroup)
  const ofGroups = leadsOne
    ? []
    : leading(headOfGroup, ({ groupId }) => groupId !== null && groups.includes(groupId))
  return ofGroups.length > 0 ? ofGroups : leading(headOfOffice, () => true)
}

/** Whose work somebody with these posts of an office leads: all of it, some groups' (by id), or nobody's (null). */
export function ledBy(held: readonly Pick<Held, 'role' | 'groupId'>[]): 'office' | string[] | null {
  if (held.some(({ role }) => role === headOfOffice)) return 'office'
  const groups = held.flatMap(({ role, groupId }) =>
    role === headOfGroup && groupId !== null ? [groupId] : [],
  )
  return groups.length > 0 ? [...new Set(groups)] : null
}
