import { fastGroupNamed } from '#engines/ballots'
import {
  acceptShares,
  ballots,
  decodeCiphertexts,
  openDecryptionKey,
  openingFactors,
  parseElection,
  partialDecryption,
  polynomialOf,
  startTrustee,
} from '#engines/ballots/shared'
import type { Actor } from '#platform/operations'
import type { Player } from '../player.ts'

const group = fastGroupNamed('Ed25519')

/** The trustees of one vote with the secret each of them keeps. */
export interface Keepers {
  readonly secrets: readonly string[]
  readonly certificates: readonly string[]
  readonly outputs: readonly string[]
}

function made<T>(step: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T {
  if (!step.ok) throw new Error(`A trustee of the demonstration was refused: ${step.error}.`)
  return step.value
}

/** Certificates, shares and keys of Belenios' threshold protocol, each made where its trustee would make it. */
export async function makeKeys(
  player: Player,
  trustees: readonly Actor[],
  id: string,
  at: readonly [Date, Date, Date],
  threshold: number,
): Promise<Keepers> {
  const begun = trustees.map(() => startTrustee(group))
  const certificates = begun.map(({ certificate }) => certificate)
  for (const [nth, actor] of trustees.entries())
    await player.play(ballots.certify, actor, { id, certificate: certificates[nth]! }, at[0])
  for (const [nth, actor] of trustees.entries()) {
    const own = { private: begun[nth]!.private, certificates, threshold }
    const { polynomial } = made(await polynomialOf(group, own))
    await player.play(ballots.deal, actor, { id, polynomial }, at[1])
  }
  const outputs: string[] = []
  for (const [nth, actor] of trustees.entries()) {
    const { input } = await player.play(ballots.ceremony, actor, { id }, at[2])
    const { voutput } = made(await acceptShares(group, { private: begun[nth]!.private, certificates, vinput: input! }))
    await player.play(ballots.confirm, actor, { id, output: voutput }, at[2])
    outputs.push(voutput)
  }
  return { secrets: begun.map((each) => each.private), certificates, outputs }
}

/** One trustee's part in decrypting the totals; of a vote by name, also each ballot. */
export async function decrypt(
  player: Player,
  trustees: readonly Actor[],
  keepers: Keepers,
  { id, nth, at }: { readonly id: string; readonly nth: number; readonly at: Date },
): Promise<void> {
  const actor = trustees[nth]!
  const what = await player.play(ballots.toDecrypt, actor, { id }, at)
  const sealed = (JSON.parse(keepers.outputs[nth]!) as { private_key: string }).private_key
  const key = await openDecryptionKey(group, keepers.secrets[nth]!, sealed)
  const election = made(parseElection(what.election))
  if (key === undefined) throw new Error('A trustee of the demonstration cannot open the own key.')
  const answers = election.questions.map((each) => each.answers.length)
  const part = (text: string) =>
    JSON.stringify(partialDecryption(group, election.hash, key, decodeCiphertexts(group, answers, JSON.parse(text))!))
  const open = what.ballots.map(({ tracker, ballot }) => {
    const given = (JSON.parse(ballot) as { answers: { choices: unknown }[] }).answers.map(({ choices }) => choices)
    return { tracker, choices: decodeCiphertexts(group, answers, given)! }
  })
  const opened = open.length > 0 ? made(openingFactors(election, group, key, open)) : []
  const factors = { area: part(what.area), head: part(what.head), ballots: opened.map((each) => JSON.stringify(each)) }
  await player.play(ballots.sendFactors, actor, { id, ...factors }, at)
}
