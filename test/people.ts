import { StaffId, UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'
import type { Actor } from '#platform/operations'
import { caseRoles } from '#engines/cases/shared'

export type Staff = Extract<Actor, { kind: 'staff' }>

/** An id that tells which it is: the world of the tests is the same in every run. */
export function countedId(count: number, kind = 0): string {
  return `00000000-${kind.toString(16).padStart(4, '0')}-7000-8000-${count.toString(16).padStart(12, '0')}`
}

const unit = (count: number) => UnitId.parse(countedId(count, 0xa))

/** Units that every test knows. The safety office has nobody in it. */
export const sanitation = unit(1)
export const enforcement = unit(2)
export const property = unit(3)
export const safety = unit(4)

let people = 0

/** A member of staff, with the rights that the roles give. */
export function aPerson(
  name: string,
  roles: readonly string[],
  said: { unit?: UnitId; scope?: Scope; id?: string } = {},
): Staff {
  const id = StaffId.parse(said.id ?? countedId(++people, 0xb))
  const verbs = caseRoles.filter((role) => roles.includes(role.id)).flatMap((role) => role.may)
  const can = new Set(verbs.map((verb) => `cases.${verb}`))
  const { unit: own = null, scope = { kind: 'street' } } = said
  return { kind: 'staff', id, accountId: id, name, unit: own, scope, roles, can }
}

/** The people whom every test knows. */
export const wang = aPerson('王海燕', ['duty'])
export const zhou = aPerson('周建国', ['duty'])
export const li = aPerson('李志强', ['handler'], { unit: sanitation })
export const sun = aPerson('孙丽', ['handler'], { unit: sanitation })
export const chen = aPerson('陈伟', ['handler'], { unit: enforcement })
export const gu = aPerson('顾明', ['handler'], { unit: property })
export const zhao = aPerson('赵敏', ['inspector'])
export const qian = aPerson('钱勇', ['checker'])
export const wu = aPerson('吴芳', ['visitor'])
export const zheng = aPerson('郑刚', ['supervisor'])
export const feng = aPerson('冯静', ['supervisor'])
export const everyone: readonly Staff[] = [wang, zhou, li, sun, chen, gu, zhao, qian, wu, zheng, feng]
