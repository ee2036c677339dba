import { sql } from 'kysely'
import { must } from '#kernel/assert'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'
import { keyKinds, verifierKey } from '#engines/notary/shared'
import { newKeyPair, notary } from './keys.ts'

export interface WitnessRow {
  readonly name: string
  readonly title: Text
  /** The log whose keepers it speaks for; none for the subdistrict's. */
  readonly log: string | null
  readonly public_key: Buffer
  readonly private_key: Buffer
}

export const streetWitness = (street: string): string => `witness.${notary().domain}/${street}`

/** The subdistrict's witness, and one for the keepers of this log, who watch over their neighbours' logs. */
export async function ensureWitnesses(
  tx: Tx,
  street: string,
  log: { readonly id: string; readonly origin: string; readonly title: Text },
): Promise<void> {
  await ensureStreetWitness(tx, street)
  const title = [`${log.title[0]}见证`, `Witness of ${log.title[1]}`] as const
  await ensureWitness(tx, street, { name: `${log.origin}/witness`, title, log: log.id })
}

export function ensureStreetWitness(tx: Tx, street: string): Promise<WitnessRow> {
  return ensureWitness(tx, street, {
    name: streetWitness(street),
    title: ['街道见证', 'Witness of the subdistrict'],
    log: null,
  })
}

async function ensureWitness(
  tx: Tx,
  street: string,
  { name, title, log }: Pick<WitnessRow, 'name' | 'title' | 'log'>,
): Promise<WitnessRow> {
  const found = await findWitness(tx, street, name)
  if (found) return found
  const { publicKey, privateKey } = newKeyPair(name)
  await sql`insert into notary_witnesses (street, name, title, log, public_key, private_key)
    values (${street}, ${name}, ${JSON.stringify(title)}, ${log}, ${publicKey}, ${privateKey})
    on conflict do nothing`.execute(tx)
  return must(await findWitness(tx, street, name), `the witness ${name}`)
}

export async function findWitness(tx: Tx, street: string, name: string): Promise<WitnessRow | undefined> {
  const { rows } = await sql<WitnessRow>`select name, title, log, public_key, private_key from notary_witnesses
    where street = ${street} and name = ${name}`.execute(tx)
  return rows[0]
}

export async function listWitnesses(tx: Tx, street: string): Promise<WitnessRow[]> {
  const { rows } = await sql<WitnessRow>`select name, title, log, public_key, private_key from notary_witnesses
    where street = ${street} order by name`.execute(tx)
  return rows
}

/** How many neighbours cosign a log beside the subdistrict. */
const neighbours = 2

/**
 * Who cosigns a log: the subdistrict, and the witnesses of the logs that follow it in order of name.
 */
export async function cosignersOf(tx: Tx, street: string, log: string): Promise<WitnessRow[]> {
  const all = await listWitnesses(tx, street)
  const ofStreet = all.filter((each) => each.log === null)
  const ofLogs = all.filter((each) => each.log !== null)
  const own = ofLogs.findIndex((each) => each.log === log)
  const inTurn = [...ofLogs.slice(own + 1), ...ofLogs.slice(0, Math.max(own, 0))]
  return [...ofStreet, ...inTurn.slice(0, neighbours)]
}

/** The witnesses by whom a reader is to judge a log of ours, and how many of them must have signed. */
export async function trustedWitnesses(
  tx: Tx,
  street: string,
  log: string,
): Promise<{ readonly keys: readonly string[]; readonly quorum: number }> {
  const own = await cosignersOf(tx, street, log)
  const keys = own.map((each) => verifierKey(each.name, keyKinds.witness, each.public_key))
  return { keys: [...keys, ...notary().witnesses.map((each) => each.key)], quorum: 1 }
}
