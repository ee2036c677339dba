import { verifyBallot } from '../belenios/ballot-verification.ts'
import { openElection, parseElection } from '../belenios/election.ts'
import type { Group } from '../belenios/group.ts'
import { groupNamed } from '../belenios/named-groups.ts'
import type { BallotsVerdict, VerifyBallots } from '../belenios/verify-archive.ts'

/** So that a page that verifies still answers a finger, and can be stopped. */
const slice = 25

/** One by one, in slices of time. */
export function verifyBallotsHere(group: Group | undefined, told: (done: number) => Promise<void>): VerifyBallots {
  return async ({ electionText, ballots, credentials }) => {
    const parsed = parseElection(electionText)
    if (!parsed.ok) return ballots.map(() => parsed)
    const own = group?.name === parsed.value.group ? group : groupNamed(parsed.value.group)
    const open = openElection(parsed.value, own)
    const verdicts: BallotsVerdict[] = []
    let since = performance.now()
    for (const ballot of ballots) {
      verdicts.push(verifyBallot(open, ballot, (credential) => credentials.has(credential)))
      if (performance.now() - since < slice) continue
      await told(verdicts.length)
      since = performance.now()
    }
    await told(verdicts.length)
    return verdicts
  }
}

/** The second archive holds the ballots of the first: what was verified for the same election and keys is not again. */
export function remembering(verify: VerifyBallots): VerifyBallots {
  let electionText: string | undefined
  let credentials: ReadonlySet<string> = new Set()
  const known = new Map<string, BallotsVerdict>()
  return async (batch) => {
    const isSame =
      batch.electionText === electionText &&
      batch.credentials.size === credentials.size &&
      [...batch.credentials].every((each) => credentials.has(each))
    if (!isSame) known.clear()
    ;({ electionText, credentials } = batch)
    const fresh = batch.ballots.filter((ballot) => !known.has(ballot))
    if (fresh.length > 0) {
      const verdicts = await verify({ ...batch, ballots: fresh })
      for (const [i, ballot] of fresh.entries()) {
        const verdict = verdicts[i]
        if (!verdict) throw new Error('Who verifies ballots gives a verdict on each.')
        known.set(ballot, verdict.ok ? { ok: true } : verdict)
      }
    }
    return batch.ballots.map((ballot) => known.get(ballot)!)
  }
}
