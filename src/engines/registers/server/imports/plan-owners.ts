import { sharesFit } from '../../shared/decide/shares.ts'
import { sharesOf, type WantedTie } from '../../shared/decide/ties.ts'
import { remark, sayShare, type ReadOwner, type ReadShare, type RowReason } from '../../shared/importing/index.ts'
import { maskName } from '../../shared/names/index.ts'
import type { TrustRule } from '../../shared/trust.ts'
import type { HeldOwner, OwnerFound } from './find-owners.ts'
import { isOpen, outranks, type Said } from './outranks.ts'
import type { FieldChange } from './rows.store.ts'

export interface NamedOwner {
  readonly owner: ReadOwner
  readonly found: OwnerFound
}

export interface OwnersPlan {
  readonly superseded: readonly string[]
  /** The subject is an entry, or the key of a person who is made. */
  readonly ties: readonly WantedTie[]
  readonly changes: readonly FieldChange[]
  readonly remarks: readonly RowReason[]
}

export interface Owning extends Said {
  readonly rules: readonly TrustRule[]
  /** The committee that the import may write of; null for the whole street. */
  readonly committee: string | null
}

/** What becomes of the title of a home after a row. The same answer before anything is written and when it is. */
export function planOwners(
  home: string,
  named: readonly NamedOwner[],
  held: readonly HeldOwner[],
  owning: Owning,
): OwnersPlan {
  const said = named.flatMap((each) => remarkOf(each))
  const whole = planTitle(home, named, held, owning)
  if (fits(held, whole)) return { ...whole, remarks: [...said, ...whole.remarks] }
  const bare = named.map(({ owner, found }): NamedOwner => ({ owner: { ...owner, share: null }, found }))
  const without = planTitle(home, bare, held, owning)
  return {
    ...without,
    remarks: [
      ...said,
      ...without.remarks,
      remark('shares', 'shares_exceed', [
        '与名册中其他产权人的份额合计超过整套，份额未写入',
        'With the shares that are held it would be more than the home: not written',
      ]),
    ],
  }
}

const fits = (held: readonly HeldOwner[], { superseded, ties }: OwnersPlan) =>
  sharesFit(sharesOf([...held.filter((tie) => !superseded.includes(tie.id)), ...ties]))

function remarkOf({ owner, found }: NamedOwner): readonly RowReason[] {
  const { name } = owner.fields
  if (found.is === 'elsewhere')
    return [
      remark('owners', 'owner_elsewhere', [
        `产权人“${name}”登记在其他居民区，产权未写入，请联系底仓管理员`,
        `${name} is registered with another committee: not written, ask the register keeper`,
      ]),
    ]
  if (found.is === 'unknown')
    return [
      remark('owners', 'owner_unknown', [
        `企业名册中没有产权单位“${name}”，产权未写入，请先登记该单位`,
        `${name} is not in the register of enterprises: not written, register it first`,
      ]),
    ]
  return []
}

function madeRemark({ owner, found }: NamedOwner): readonly RowReason[] {
  const { name } = owner.fields
  if (found.is !== 'new') return []
  return [
    found.perhaps.length === 0
      ? remark('owners', 'owner_made', [
          `产权人“${name}”尚未登记，将随之新建`,
          `${name} is not registered yet and is made with it`,
        ])
      : remark('owners', 'owner_perhaps_known', [
          `产权人“${name}”与名册中的人员疑似同一，先新建，列入疑似重复待判定`,
          `${name} may be known already: made, and put in the queue of pairs`,
        ]),
  ]
}

function planTitle(
  home: string,
  named: readonly NamedOwner[],
  held: readonly HeldOwner[],
  { rules, committee, ...said }: Owning,
): OwnersPlan {
  const { source, observedOn, today } = said
  const superseded: string[] = []
  const ties: WantedTie[] = []
  const changes: FieldChange[] = []
  const remarks: RowReason[] = []
  const open = held.filter((tie) => isOpen(tie, today))
  const told = (name: string, share: ReadShare | null) => (share ? `${name}（${sayShare(share)}）` : name)
  const give = (tie: HeldOwner) => {
    superseded.push(tie.id)
    if (tie.from < observedOn) ties.push({ ...tie, to: observedOn })
  }
  const seen = new Set<string>()
  const ids = new Set(named.flatMap(({ found }) => (found.is === 'known' ? [found.id] : [])))
  const others = open.filter((tie) => !ids.has(tie.subject))
  const isOutranked = others.some((tie) => !outranks(tie, said, rules, 'tenure'))
  for (const each of named) {
    const { owner, found } = each
    if (found.is === 'elsewhere' || found.is === 'unknown') continue
    const subject = found.is === 'known' ? found.id : found.key
    const { share } = owner
    if (seen.has(subject)) {
      remarks.push(remark('owners', 'owner_twice', [`产权人“${owner.fields.name}”重复，只记一次`, 'An owner is named twice'])) // prettier-ignore
      continue
    }
    seen.add(subject)
    const here = open.find((tie) => tie.subject === subject)
    if (here && (!share || isSame(share, here.share))) continue
    if (here ? !outranks(here, said, rules, 'tenure') : isOutranked) {
      remarks.push(
        remark(here ? 'shares' : 'owners', 'owners_outranked', [
          `产权人“${owner.fields.name}”${here ? '的份额' : ''}未写入：名册中的产权以更可信或更新的来源为准`,
          `A more trusted or fresher source says otherwise of the title: ${owner.fields.name} is not written`,
        ]),
      )
      continue
    }
    remarks.push(...madeRemark(each))
    // A share where none was known says no more than what was so already.
    const wasUnknown = here?.share === null
    if (here && wasUnknown) superseded.push(here.id)
    else if (here) give(here)
    const from = here && wasUnknown ? here.from : observedOn
    ties.push({ kind: 'owns', subject, object: home, details: here?.details ?? {}, share, from, to: null, source })
    const { name } = owner.fields
    changes.push({ field: '@owns', from: here ? told(name, here.share) : null, to: told(name, share) })
  }
  const isAll = named.every(({ found }) => found.is === 'known' || found.is === 'new')
  const ending =
    isAll && areWhole(named.map(({ owner }) => owner.share))
      ? others.filter((tie) => outranks(tie, said, rules, 'tenure'))
      : []
  for (const tie of ending) {
    give(tie)
    const name = committee === null || tie.committee === committee ? tie.name : maskName(tie.name)
    changes.push({ field: '@owns', from: told(name, tie.share), to: '不再持有' })
  }
  const kept = others.length - ending.length
  if (kept > 0)
    remarks.push(
      remark('owners', 'owners_kept', [
        `名册中另有 ${kept} 名产权人，未改`,
        `${kept} other owners are held in the register and stay`,
      ]),
    )
  return { superseded, ties, changes, remarks }
}

const isSame = (one: ReadShare, two: ReadShare | null) => two !== null && one[0] * two[1] === one[1] * two[0]

/** Whether shares come to the whole: then nobody else owns anything. */
function areWhole(shares: readonly (ReadShare | null)[]): boolean {
  let [part, whole] = [0n, 1n]
  for (const share of shares) {
    if (!share) return false
    part = part * BigInt(share[1]) + BigInt(share[0]) * whole
    whole *= BigInt(share[1])
  }
  return part === whole
}
