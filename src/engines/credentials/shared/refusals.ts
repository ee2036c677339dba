import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { credentials } from './operations.ts'

type Refusals = ErrorOf<(typeof credentials)[keyof typeof credentials]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const credentialRefusals: Readonly<Record<Refusals, Text>> = {
  area_missing: [
    '房屋登记缺少建筑面积，请先在底仓补齐再签发。',
    'The area of a home is missing in the registers. Fill it in there, then issue.',
  ],
  birth_missing: [
    '底仓没有此人的出生日期，请先补齐再签发。',
    'The registers hold no date of birth. Fill it in there, then issue.',
  ],
  check_not_found: ['没有这次核验，或不是您发起的。请重新发起。', 'There is no such question of yours. Ask anew.'],
  compound_needed: ['请选择小区。', 'Choose a compound.'],
  credential_not_found: ['没有这张凭证，请刷新。', 'There is no such credential. Reload.'],
  credential_revoked: ['这张凭证已吊销。', 'The credential is revoked already.'],
  cursor_invalid: ['翻页位置已失效，请从头查看。', 'The page position is no longer valid. Start from the first page.'],
  delegation_not_found: ['没有这项委托，或已撤回。', 'There is no such delegation, or it is withdrawn.'],
  holder_not_found: [
    '底仓中没有此人或单位，请先登记。',
    'The registers hold no such person or body. Register them first.',
  ],
  nothing_to_attest: [
    '底仓中此人在该小区没有产权或居住记录，请先更正底仓。',
    'The registers say nothing of this holder in this compound. Correct them first.',
  ],
  offer_not_found: ['没有这个领取码，请刷新。', 'There is no such offer. Reload.'],
  offer_used: ['凭证已被领取；如有误请吊销。', 'The credential was fetched already. Revoke it if it is wrong.'],
  session_not_found: ['出示已过期，请重新出示凭证。', 'What you showed is out of date. Show the credential again.'],
}
