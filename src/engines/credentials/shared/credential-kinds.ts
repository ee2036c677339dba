import type { Text } from '#kernel/text'

/** How far a statement goes without being asked: the compound of an owner is always told, the name never unasked. */
export interface CredentialKind {
  readonly label: Text
  /** Type of the credential (SD-JWT VC `vct`). */
  readonly vct: string
  /** Claims that the wallet shows one by one. */
  readonly claims: Readonly<Record<string, Text>>
  readonly validDays: number
}

const building: Text = ['楼栋', 'Building']
const unit: Text = ['室号', 'Unit']
const name: Text = ['姓名', 'Name']
const tail: Text = ['证件号末四位', 'Last four of the document']

export const credentialKinds = {
  owner: {
    label: ['业主凭证', 'Owner credential'],
    vct: 'urn:mofang:credential:owner:1',
    claims: {
      owner_no: ['业主编号', 'Owner number'],
      area: ['专有部分面积', 'Area'],
      building,
      unit,
      share: ['产权份额', 'Share'],
      name,
      id_last4: tail,
    },
    validDays: 730,
  },
  resident: {
    label: ['居民凭证', 'Resident credential'],
    vct: 'urn:mofang:credential:resident:1',
    claims: { building, unit, name, id_last4: tail },
    validDays: 365,
  },
  age_band: {
    label: ['年龄段凭证', 'Age credential'],
    vct: 'urn:mofang:credential:age-band:1',
    claims: {
      age_over_18: ['已满十八周岁', 'Is 18 or older'],
      age_over_60: ['已满六十周岁', 'Is 60 or older'],
      age_over_80: ['已满八十周岁', 'Is 80 or older'],
    },
    validDays: 365,
  },
} as const satisfies Record<string, CredentialKind>

export type CredentialKindId = keyof typeof credentialKinds
export const credentialKindIds = Object.keys(credentialKinds) as [CredentialKindId, ...CredentialKindId[]]

/** Signed by an owner's wallet, not by the registry. */
export const delegationVct = 'urn:mofang:credential:delegation:1'

/** Groups in which a voting key can lie, as votes name them. */
export const votingGroups = ['ed25519', 'belenios-2048'] as const
export type VotingGroup = (typeof votingGroups)[number]

/** What a wallet asks to be asked, to get something done. */
export const purposes = ['session', 'voting_key', 'delegation'] as const
export type OwnPurpose = (typeof purposes)[number]

/** What a counter may want to know of whoever stands before it: an answer, and nothing that the answer follows from. */
export const checks = {
  age_18: { label: ['是否满十八周岁', 'Whether 18 or older'], kind: 'age_band', claim: 'age_over_18' },
  age_60: { label: ['是否满六十周岁', 'Whether 60 or older'], kind: 'age_band', claim: 'age_over_60' },
  age_80: { label: ['是否满八十周岁', 'Whether 80 or older'], kind: 'age_band', claim: 'age_over_80' },
  lives_here: { label: ['是否本街道居民', 'Whether a resident here'], kind: 'resident', claim: null },
  owns_here: { label: ['是否本街道业主', 'Whether an owner here'], kind: 'owner', claim: null },
} as const satisfies Record<
  string,
  { readonly label: Text; readonly kind: CredentialKindId; readonly claim: string | null }
>
export type CheckId = keyof typeof checks
export const checkIds = Object.keys(checks) as [CheckId, ...CheckId[]]
export const isCheck = (purpose: string): purpose is CheckId => Object.hasOwn(checks, purpose)

/** What a wallet is asked to show a credential for. */
export type Purpose = OwnPurpose | CheckId

/** Why a credential ends before its time. */
export const revocationReasons = {
  lost: ['遗失', 'Lost'],
  stolen: ['被盗', 'Stolen'],
  sold: ['产权转移', 'Sold'],
  corrected: ['登记信息更正', 'Register corrected'],
  deceased: ['去世', 'Deceased'],
  replaced: ['换发', 'Replaced'],
  mistaken: ['误发', 'Issued by mistake'],
} as const satisfies Record<string, Text>
export type RevocationReason = keyof typeof revocationReasons
export const revocationReasonIds = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]]
