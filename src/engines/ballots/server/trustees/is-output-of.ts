import { asRecord, parseJson } from '../../shared/belenios/strict-json.ts'
import { coefficientsOf, memberKey } from '../../shared/belenios/threshold-parameters.ts'
import type { ThresholdGroup } from '../../shared/belenios/threshold-server.ts'
import { checkCertificates, polynomialParts } from '../../shared/belenios/threshold-step.ts'
import { verifiedKey } from '../../shared/belenios/trustees-key.ts'
import type { fastGroupNamed } from '../crypto/fast-group.ts'

/** Whether what a member sends last is the key that everybody's polynomials give this member, with its proof. */
export function isOutputOf(
  group: ReturnType<typeof fastGroupNamed>,
  { certificates, threshold }: ThresholdGroup,
  polynomials: readonly string[],
  output: string,
  index: number,
): boolean {
  const checked = checkCertificates(group, certificates)
  if (!checked.ok) return false
  const coefficients = checked.value.map(({ verification }, place) => {
    const parts = polynomialParts(polynomials[place] ?? '', certificates.length)
    return parts && coefficientsOf(group, verification, threshold, parts.coefexps)
  })
  if (!coefficients.every((each) => each !== undefined)) return false
  const sent = asRecord(parseJson(output))
  const key = verifiedKey(group, sent?.['public_key'])
  return (
    typeof sent?.['private_key'] === 'string' &&
    key !== undefined &&
    group.equal(key, memberKey(group, coefficients, index))
  )
}
