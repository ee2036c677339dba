import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import {
  committeeParameters,
  defaultLimits,
  type CommitteeLimits,
  type CommitteeParameter,
} from '#engines/ballots/shared'

export interface KeptLimit {
  readonly key: CommitteeParameter
  readonly value: number
  readonly from: string
  readonly basis: string
}

/** What a street has set that is in force on a day. */
export async function setLimits(tx: Tx, street: string, day: string): Promise<readonly KeptLimit[]> {
  const { rows } = await sql<KeptLimit>`
    select distinct on (key) key, value, "from"::text as "from", basis from committee_parameters
    where street = ${street} and "from" <= ${day}::date order by key, committee_parameters."from" desc`.execute(tx)
  return rows.filter(({ key }) => key in committeeParameters)
}

export async function limitsOn(tx: Tx, street: string, day: string): Promise<CommitteeLimits> {
  const set = await setLimits(tx, street, day)
  return { ...defaultLimits, ...Object.fromEntries(set.map(({ key, value }) => [key, value])) }
}
