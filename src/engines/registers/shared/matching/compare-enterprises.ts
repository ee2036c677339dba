import type { Compared, Verdict } from './compare-persons.ts'
import { nearness } from './documents.ts'
import { coreOf, isBranch, isFullName } from './enterprise-names.ts'
import type { Reason } from './reasons.ts'
import type { Traits } from './traits.ts'
import { weights } from './weights.ts'

type NameFound = 'full' | 'sign' | 'core' | 'typo' | 'branch' | 'different'

export function compareEnterprises(a: Traits, b: Traits): Compared {
  const reasons: Reason[] = []
  const { enterprise } = weights
  const uscc = a.uscc && b.uscc ? (a.uscc === b.uscc ? 'equal' : 'conflict') : undefined
  if (uscc)
    reasons.push({
      field: 'uscc',
      how: uscc,
      weight: uscc === 'equal' ? enterprise.uscc : enterprise.usccConflict,
    })
  const name = a.name && b.name ? compareEnterpriseNames(a.name, b.name) : undefined
  if (name) reasons.push({ field: 'name', how: name, weight: nameWeights[name] })
  const sharesPhone = a.phones.some((phone) => b.phones.includes(phone))
  const sharesAddress = a.addresses.some((address) => b.addresses.includes(address))
  if (sharesPhone) reasons.push({ field: 'phone', how: 'mobile', weight: enterprise.phone })
  if (sharesAddress) reasons.push({ field: 'address', how: 'equal', weight: enterprise.address })
  let score = weights.prior
  for (const reason of reasons) score += reason.weight
  return { verdict: judge(uscc, name, sharesPhone || sharesAddress, score), score, reasons }
}

function judge(
  uscc: 'equal' | 'conflict' | undefined,
  name: NameFound | undefined,
  isMet: boolean,
  score: number,
): Verdict {
  const isOther = name === 'different' || name === 'branch'
  // A company keeps its code through every change of name; a code with a strange name at a strange place was copied wrong.
  if (uscc === 'equal') return isOther && !isMet ? 'doubtful' : 'same'
  if (uscc === 'conflict') return name === 'full' && isMet ? 'doubtful' : 'different'
  if (isOther || score < weights.doubtful) return 'different'
  return score >= weights.same && name !== 'typo' ? 'same' : 'doubtful'
}

const nameWeights: Readonly<Record<NameFound, number>> = {
  full: weights.enterprise.fullName,
  sign: weights.enterprise.signName,
  core: weights.enterprise.core,
  typo: weights.enterprise.typo,
  branch: weights.enterprise.unlike,
  different: weights.enterprise.unlike,
}

function compareEnterpriseNames(a: string, b: string): NameFound {
  if (a === b) return isFullName(a) ? 'full' : 'sign'
  if (isBranch(a) !== isBranch(b)) return 'branch'
  const [one, two] = [coreOf(a), coreOf(b)]
  // 甲有限公司 and 甲事务所 are two bodies; 甲 alone may be either.
  if (one === two) return isFullName(a) && isFullName(b) ? 'typo' : 'core'
  if (Math.min(one.length, two.length) >= 4 && nearness(one, two) === 'one') return 'typo'
  return 'different'
}
