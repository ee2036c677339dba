import type { Text } from '#kernel/text'
import {
  acceptShares,
  groupNamed,
  polynomialOf,
  startTrustee,
  type CeremonyView,
  type GroupName,
  type ThresholdStepRefusal,
  type VoteGroup,
} from '#engines/ballots/shared'
import type { TrusteeKey } from './key-store.ts'

export const groupNames: Readonly<Record<VoteGroup, GroupName>> = {
  ed25519: 'Ed25519',
  'belenios-2048': 'BELENIOS-2048',
}

export const stepFaults: Readonly<Record<ThresholdStepRefusal, Text>> = {
  trustee_secret_malformed: ['本机密钥已损坏，请从备份恢复。', 'The key here is damaged. Restore the backup.'],
  certificate_wrong: [
    '有受托人的证书不成立，请报房管办重新生成。',
    'A trustee’s certificate is wrong. Ask to begin anew.',
  ],
  certificate_repeated: [
    '有两名受托人用了同一把密钥，请报房管办重新生成。',
    'Two trustees sent one key. Ask to begin anew.',
  ],
  certificate_missing: [
    '本机密钥不在证书之列，请从备份恢复。',
    'The key here is of none of the certificates. Restore the backup.',
  ],
  certificates_changed: [
    '证书在分发份额之后被换过，已停止。请报房管办重新生成。',
    'Certificates were swapped after you dealt. Stopped; ask to begin anew.',
  ],
  threshold_out_of_range: ['门限有误，请报房管办重新生成。', 'The threshold is wrong. Ask to begin anew.'],
  polynomial_wrong: [
    '有受托人分发的份额不成立，请报房管办重新生成。',
    'What a trustee dealt is wrong. Ask to begin anew.',
  ],
  share_wrong: ['收到的份额核验不通过，请报房管办重新生成。', 'A share does not verify. Ask to begin anew.'],
  voutput_wrong: ['份额核验不通过，请报房管办重新生成。', 'The share does not verify. Ask to begin anew.'],
  voutputs_incomplete: ['受托人的数据不齐，请稍后再试。', 'Data of trustees is missing. Try later.'],
}

export type Made<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ThresholdStepRefusal }

const certificatesOf = (view: CeremonyView) => view.trustees.map(({ certificate }) => certificate ?? '')

export function makeKey(group: VoteGroup): TrusteeKey {
  const { private: secret, certificate } = startTrustee(groupNamed(groupNames[group]))
  return { secret, certificate, isBackedUp: false }
}

export function dealShares(
  view: CeremonyView,
  held: TrusteeKey,
): Promise<Made<{ polynomial: string; agreed: string }>> {
  return polynomialOf(groupNamed(groupNames[view.group]), {
    private: held.secret,
    certificates: certificatesOf(view),
    threshold: view.threshold,
  })
}

export function takeShares(view: CeremonyView, held: TrusteeKey): Promise<Made<{ voutput: string }>> {
  return acceptShares(groupNamed(groupNames[view.group]), {
    private: held.secret,
    certificates: certificatesOf(view),
    vinput: view.input ?? '',
    ...(held.agreed && { agreed: held.agreed }),
  })
}

/** The own part of the election's key, as it was sent: only the trustee's secret opens it. */
export function sealedKeyOf(view: CeremonyView): string | null {
  if (view.sent.output === null) return null
  const { private_key: sealed } = JSON.parse(view.sent.output) as { private_key?: unknown }
  return typeof sealed === 'string' ? sealed : null
}
