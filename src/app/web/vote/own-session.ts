import type { Text } from '#kernel/text'
import {
  prepareShowing,
  showCredential,
  type OwnPurpose,
  type Showing,
  type StoredCredential,
  type VotingGroup,
} from '#engines/credentials/shared'
import { wallet } from './held.ts'

const key = (street: string) => `mofang.vote.session.${street}`
/** So that it does not end between two taps. */
const spare = 60_000

interface KeptSession {
  readonly session: string
  readonly until: string
}

/** The session in which a credential was shown in this tab, if it still lasts. */
export function ownSession(street: string): string | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(street)) ?? 'null') as KeptSession | null
    return kept && Date.parse(kept.until) > Date.now() + spare ? kept.session : null
  } catch {
    return null
  }
}

export function forgetSession(street: string): void {
  sessionStorage.removeItem(key(street))
}

export const askTroubles = {
  offline: ['网络不通，什么也没有出示。请稍后再试。', 'No network; nothing was shown. Try again in a moment.'],
  verifier_unknown: [
    '对方不是签发凭证的街道，已拒绝出示。请从街道的网址重新打开。',
    'Whoever asked is not the issuer, so nothing was shown. Open this page from the subdistrict’s own address.',
  ],
  question_over: ['这次出示已结束，请重新打开。', 'This request is over. Open the page again.'],
  nothing_fits: [
    '这张凭证不含所需内容，请到房管办窗口换发。',
    'This credential does not hold what is asked. Have it reissued at the counter.',
  ],
} as const satisfies Record<string, Text>

export type Asked = { readonly showing: Showing } | { readonly trouble: Text }

/** Has the street ask, so that a person reads what would be shown before anything is. */
export async function askedToShow(
  credential: StoredCredential,
  purpose: OwnPurpose,
  group?: VotingGroup,
): Promise<Asked> {
  const asked = await prepareShowing(await wallet(), credential, purpose, {
    origin: location.origin,
    ...(group && { group }),
  })
  return asked.ok ? { showing: asked.value } : { trouble: askTroubles[asked.error] }
}

/** Shows what was agreed to and keeps the session that comes of it; otherwise says why not. */
export async function openSession(showing: Showing): Promise<{ session: string } | { trouble: Text }> {
  const shown = await showCredential(await wallet(), showing)
  if (!shown.ok) {
    const { code, message } = shown.error
    return { trouble: code === 'offline' ? askTroubles.offline : [message, message] }
  }
  const kept: KeptSession = { session: String(shown.value['session']), until: String(shown.value['until']) }
  sessionStorage.setItem(key(showing.credential.street), JSON.stringify(kept))
  return { session: kept.session }
}
