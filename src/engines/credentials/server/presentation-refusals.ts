import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { protocol } from '#engines/credentials/shared'

type Refusals = ErrorOf<(typeof protocol)['present']>

const again: Text = ['请重新打开页面，再出示一次。', 'Open the page anew and show the credential again.']
const atCounter: Text = ['请带身份证到窗口换发。', 'Have it reissued at the counter, with your identity card.']
const because = (zh: string, en: string, [doZh, doEn]: Text): Text => [`${zh}${doZh}`, `${en} ${doEn}`]

/** What the owner reads when a wallet's answer is not accepted. */
export const presentationRefusals: Readonly<Record<Refusals, Text>> = {
  request_not_found: because('此次出示已结束。', 'This request is over.', again),
  request_expired: because('出示超时。', 'It took too long.', again),
  nonce_replayed: because('此次出示已用过。', 'This request was answered already.', again),
  state_wrong: because('出示与请求不符。', 'The answer is of another request.', again),
  presentation_unreadable: because('出示内容无法读取。', 'What was shown cannot be read.', again),
  algorithm_refused: because('签名方式不被接受。', 'The kind of signature is not accepted.', atCounter),
  issuer_unknown: because('凭证不是本街道签发的。', 'The credential is not of this subdistrict.', atCounter),
  signature_wrong: because('凭证签名不符。', 'The signature of the credential is wrong.', atCounter),
  credential_wrong_type: because('凭证种类不符。', 'The credential is of another kind.', again),
  credential_not_yet_valid: because('凭证尚未生效。', 'The credential is not valid yet.', atCounter),
  credential_expired: because('凭证已过期。', 'The credential has expired.', atCounter),
  credential_revoked: because('凭证已吊销。', 'The credential is revoked.', atCounter),
  disclosure_tampered: because('凭证内容被改动。', 'The content of the credential was changed.', atCounter),
  claims_missing: because('未出示所需内容。', 'What is needed was not shown.', again),
  claims_not_asked: because('出示了未要求的内容，已拒收。', 'More was shown than asked, and was not taken.', again),
  key_binding_missing: because('缺少持证人签名。', 'The holder’s signature is missing.', again),
  key_binding_wrong: because('持证人签名不符。', 'The holder’s signature does not fit.', again),
  key_binding_stale: because('手机时间不准或出示太久。', 'The phone’s clock is wrong, or it took too long.', again),
  holder_key_wrong: because('不是领取凭证的手机。', 'This is not the wallet to which it was issued.', atCounter),
  audience_wrong: because(
    '出示的对象不是本网站，谨防冒充。',
    'It was made out to another site. Beware of imitations.',
    again,
  ),
  nonce_wrong: because('出示与请求不符。', 'The answer is of another request.', again),
  voting_key_unproven: because('投票密钥证明不成立。', 'The proof of the voting key does not hold.', again),
  voting_key_taken: because('该投票密钥已登记过。', 'This voting key is registered already.', [
    '请在钱包中新建密钥。',
    'Make a new one in the wallet.',
  ]),
  delegation_unreadable: because(
    '委托书无法读取或不是本人签名。',
    'The delegation cannot be read, or is not signed by you.',
    again,
  ),
  delegation_expired: because('委托已过期。', 'The delegation has expired.', ['请重新委托。', 'Make a new one.']),
  delegation_over_scope: because('委托超出本人凭证的小区或期限。', 'The delegation goes beyond your credential.', [
    '请缩小范围。',
    'Make it narrower.',
  ]),
  delegation_known: because('这份委托已登记。', 'This delegation is registered already.', [
    '无需再办。',
    'Nothing is left to do.',
  ]),
  delegate_unknown: because('受托人没有有效凭证。', 'The delegate has no valid credential.', [
    '请受托人先到窗口领取。',
    'They have to fetch one at the counter first.',
  ]),
  delegate_is_owner: because('不能委托给本人。', 'You cannot delegate to yourself.', [
    '请另选受托人。',
    'Choose someone else.',
  ]),
}
