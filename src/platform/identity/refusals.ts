import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { policy } from './policy.ts'
import type { identity, sessionErrors } from './operations.ts'

export type IdentityError = ErrorOf<(typeof identity)[keyof typeof identity]> | (typeof sessionErrors)[number]

const lockMinutes = policy.lockFor / 60_000

export const identityRefusals: Readonly<Record<IdentityError, Text>> = {
  wrong_credentials: ['用户名或密码不正确。', 'The user name or the password is not right.'],
  account_locked: [
    `连续 ${policy.failuresToLock} 次登录失败，已锁定 ${lockMinutes} 分钟；请稍后再试，或联系系统管理员解锁。`,
    `Locked for ${lockMinutes} minutes after ${policy.failuresToLock} failed attempts. Try later, or ask the system administrator.`,
  ],
  password_wrong: ['原密码不正确。', 'The current password is not right.'],
  password_weak: [
    `密码至少 ${policy.passwordLength} 位，并含大写字母、小写字母、数字、符号中的 ${policy.passwordClasses} 类。`,
    `A password needs ${policy.passwordLength} characters and ${policy.passwordClasses} of: capitals, small letters, digits, signs.`,
  ],
  password_reused: [
    `不能使用最近 ${policy.passwordHistory} 次用过的密码。`,
    `The last ${policy.passwordHistory} passwords cannot be used again.`,
  ],
  password_change_required: ['请先修改密码，再办理其他事项。', 'Change your password first.'],
  username_taken: ['该用户名已被使用，请换一个。', 'This user name is taken. Choose another.'],
  staff_not_found: ['没有这名人员。', 'There is no such member of staff.'],
  role_unknown: ['没有这个角色，请重新选择。', 'There is no such role. Choose another.'],
  roles_conflict: [
    '系统、安全、审计管理员须由不同人员担任，且不得兼任业务角色。',
    'The system, security and audit administrators must be different people without any other role.',
  ],
  own_account: [
    '不能对本人的账号办理此事，请由另一名管理员办理。',
    'You cannot do this to your own account. Ask another administrator.',
  ],
}
