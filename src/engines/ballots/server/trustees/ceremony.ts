import { canonicalJson } from '#kernel/canonical-json'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { areDifferentPersons, ballots, sha256Hex } from '#engines/ballots/shared'
import { checkPolynomial, combineThreshold, routeShares } from '../../shared/belenios/threshold-server.ts'
import { checkCertificates } from '../../shared/belenios/threshold-step.ts'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import { logOfVote } from '../drafting/electorate-handlers.ts'
import { addStep, setTrustees, trusteesOf, trusteeStaff, type TrusteeRow } from '../drafting/trustees-of-vote.store.ts'
import { tell } from '../log.ts'
import { groupOf } from '../roll/keys.ts'
import { listVotes, lockVote, setCeremony, findVote, type Vote } from '../votes.store.ts'
import { isOutputOf } from './is-output-of.ts'
import { votesOfTrustee } from './factors.store.ts'

type Step = 'certificate' | 'polynomial' | 'output' | 'ready'

/** Each step waits for everybody's one before. */
function stepOf(trustees: readonly TrusteeRow[]): Step {
  if (trustees.some(({ certificate }) => certificate === null)) return 'certificate'
  if (trustees.some(({ polynomial }) => polynomial === null)) return 'polynomial'
  return trustees.some(({ output }) => output === null) ? 'output' : 'ready'
}

/** With these the totals are open, and no further part is taken. */
const isOpened = ({ threshold }: Vote, trustees: readonly TrusteeRow[]) =>
  trustees.filter(({ decrypted }) => decrypted).length >= threshold

function dueOf(vote: Vote, trustees: readonly TrusteeRow[], mine: TrusteeRow | undefined) {
  if (!mine) return 'nothing' as const
  if (vote.state === 'closed')
    return mine.decrypted || isOpened(vote, trustees) ? ('nothing' as const) : ('factors' as const)
  const step = stepOf(trustees)
  if (vote.state !== 'noticing' && vote.state !== 'drafting') return 'nothing' as const
  return step !== 'ready' && mine[step] === null ? step : ('nothing' as const)
}

const certificatesOf = (trustees: readonly TrusteeRow[]) => trustees.map(({ certificate }) => certificate ?? '')
const polynomialsOf = (trustees: readonly TrusteeRow[]) => trustees.map(({ polynomial }) => polynomial ?? '')

interface Mine {
  readonly vote: Vote
  readonly trustees: readonly TrusteeRow[]
  readonly mine: TrusteeRow
}

async function take(
  context: Context,
  id: string,
  step: 'certificate' | 'polynomial' | 'output',
): Promise<Result<Mine, 'vote_not_found' | 'not_trustee' | 'step_not_due' | 'already_sent'>> {
  const { tx, street, actor } = context
  const vote = await lockVote(tx, street, id)
  if (!vote) return err('vote_not_found')
  const trustees = await trusteesOf(tx, street, id)
  const mine = trustees.find(({ staff }) => staff === actor.id)
  if (!mine) return err('not_trustee')
  if (vote.state !== 'noticing' && vote.state !== 'drafting') return err('step_not_due')
  if (mine[step] !== null) return err('already_sent')
  if (stepOf(trustees) !== step) return err('step_not_due')
  context.subject('vote', id)
  return ok({ vote, trustees, mine })
}

function save({ tx, street, now }: Context, { vote, mine }: Mine, step: string, made: string) {
  return addStep(tx, street, vote.id, { ceremony: vote.ceremony, index: mine.index, step, made, at: now })
}

export function ceremonyHandlers(): readonly Implementation[] {
  const ceremonies = implement(ballots.ceremonies, async ({ tx, street, actor }) => {
    const ids = await votesOfTrustee(tx, street, actor.id ?? '')
    const items = []
    for (const vote of ids.length > 0 ? await listVotes(tx, street, { of: ids }) : []) {
      const trustees = await trusteesOf(tx, street, vote.id)
      const mine = trustees.find(({ staff }) => staff === actor.id)
      if (mine && vote.state !== 'withdrawn') items.push({ ...lineOf(vote), due: dueOf(vote, trustees, mine) })
    }
    return ok({ items })
  })

  const ceremony = implement(ballots.ceremony, async ({ tx, street, actor }, { id }) => {
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    const trustees = await trusteesOf(tx, street, id)
    const mine = trustees.find(({ staff }) => staff === actor.id)
    if (!mine) return err('not_trustee')
    const step = stepOf(trustees)
    const group = fastGroupNamed(groupOf(vote))
    const dealt = step === 'output' || step === 'ready'
    const members = { certificates: certificatesOf(trustees), threshold: vote.threshold }
    const routed = dealt ? routeShares(group, members, polynomialsOf(trustees)) : undefined
    return ok({
      ...lineOf(vote),
      due: dueOf(vote, trustees, mine),
      electionUuid: vote.electionUuid,
      group: vote.group,
      threshold: vote.threshold,
      mine: mine.index,
      step,
      trustees: trustees.map(({ index, name, post, certificate, polynomial, output, decrypted }) => ({
        index,
        name,
        post,
        certificate,
        polynomial,
        confirmed: output !== null,
        decrypted,
      })),
      input: routed?.ok ? (routed.value[mine.index - 1] ?? null) : null,
      sent: { certificate: mine.certificate, polynomial: mine.polynomial, output: mine.output },
    })
  })

  const certify = implement(ballots.certify, async (context, { id, certificate }) => {
    const taken = await take(context, id, 'certificate')
    if (!taken.ok) return taken
    const { vote, trustees } = taken.value
    const all = [...trustees.flatMap((each) => each.certificate ?? []), certificate]
    // Repeated certificates too: one trustee under two names would count twice towards the threshold.
    if (!checkCertificates(fastGroupNamed(groupOf(vote)), all).ok) return err('trustee_data_invalid')
    await save(context, taken.value, 'certificate', certificate)
    return ok({ id })
  })

  const deal = implement(ballots.deal, async (context, { id, polynomial }) => {
    const taken = await take(context, id, 'polynomial')
    if (!taken.ok) return taken
    const { vote, trustees, mine } = taken.value
    const members = { certificates: certificatesOf(trustees), threshold: vote.threshold }
    if (!checkPolynomial(fastGroupNamed(groupOf(vote)), members, mine.index, polynomial).ok)
      return err('trustee_data_invalid')
    await save(context, taken.value, 'polynomial', polynomial)
    return ok({ id })
  })

  const confirm = implement(ballots.confirm, async (context, { id, output }) => {
    const taken = await take(context, id, 'output')
    if (!taken.ok) return taken
    const { vote, trustees, mine } = taken.value
    const group = fastGroupNamed(groupOf(vote))
    const members = { certificates: certificatesOf(trustees), threshold: vote.threshold }
    // The others' outputs may not be there yet; this one must be right by itself.
    if (!isOutputOf(group, members, polynomialsOf(trustees), output, mine.index)) return err('trustee_data_invalid')
    const outputs = trustees.map((each) => (each.index === mine.index ? output : (each.output ?? '')))
    const ready = combineThreshold(group, members, polynomialsOf(trustees), outputs).ok
    await save(context, taken.value, 'output', output)
    return ok({ id, ready })
  })

  const restart = implement(ballots.restartCeremony, async (context, { id, trustees, threshold }) => {
    const { tx, street, newId } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'noticing' && vote.state !== 'drafting') return err('step_not_due')
    const found = await trusteeStaff(tx, street, trustees)
    if (new Set(trustees).size !== trustees.length || found.length !== trustees.length || threshold > trustees.length)
      return err('trustees_wrong')
    if (!areDifferentPersons(found.map(({ staff, name }) => ({ id: staff, name })))) return err('trustees_wrong')
    if (vote.noticedAt !== null) {
      // What was announced protects the ballots of a secret vote: it may change hands, not become fewer.
      if (vote.mode === 'secret' && threshold < vote.threshold) return err('trustees_wrong')
      const sha256 = sha256Hex(canonicalJson({ trustees, threshold }))
      await tell(context, await logOfVote(context, vote), 'correction', { vote: id, settlement: newId(), kind: 'trustees', sha256 }) // prettier-ignore
    }
    const next = await setCeremony(tx, street, id, threshold)
    await setTrustees(tx, street, id, next, trustees.map((staff) => found.find((each) => each.staff === staff)!)) // prettier-ignore
    context.subject('vote', id)
    return ok({ id })
  })
  return [ceremonies, ceremony, certify, deal, confirm, restart]
}

const lineOf = ({ id, title, scopeName, state, mode, opensAt, closesAt }: Vote) => ({
  vote: id,
  title,
  scopeName,
  state,
  mode,
  opensAt,
  closesAt,
})
