import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import type { Reading } from '../../shared/importing/index.ts'
import { textsOf } from '../entries/packed.ts'
import { grouped } from './held.ts'

/** Where an enterprise works, as far as its address tells. */
export type Occupied =
  | { readonly is: 'found'; readonly id: string; readonly text: string }
  | { readonly is: 'several'; readonly text: string }
  | { readonly is: 'none'; readonly text: string }

interface Place {
  readonly key: string
  readonly id: string
  readonly register: 'home' | 'premises' | 'building'
  readonly fields: Fields
}

/**
 * The room, shop or building of an address: the room that it names, else the premises under the same code or name, else
 * the only thing that stands there. Which of several it is, is not guessed.
 */
export async function findOccupied(
  tx: Tx,
  street: string,
  rows: readonly { readonly no: number; readonly reading: Reading }[],
): Promise<ReadonlyMap<number, Occupied>> {
  const asked = rows.flatMap(({ no, reading }) => (reading.address ? [{ no, reading, address: reading.address }] : []))
  if (asked.length === 0) return new Map()
  const keys = asked.flatMap(({ address: { room, number } }) => [
    ...(room ? [`home:@${room}`] : []),
    ...(number ? [`premises:@${number}`, `building:@${number}`] : []),
  ])
  const { rows: found } = await sql<Place>`select k.key, e.id, e.register, e.fields
    from register_keys k join register_entries e on e.street = k.street and e.id = k.entry
    where k.street = ${street} and k.key = any(${textsOf(new Set(keys))}::text[]) and e.state = 'standing' order by e.id`.execute(
    tx,
  )
  const at = grouped(found, ({ key }) => key)
  return new Map(
    asked.map(({ no, reading: { fields }, address }): [number, Occupied] => {
      const { text, parts, room, number } = address
      const homes = parts.room !== undefined && room ? (at.get(`home:@${room}`) ?? []) : []
      const premises = number ? (at.get(`premises:@${number}`) ?? []) : []
      const buildings = number ? (at.get(`building:@${number}`) ?? []) : []
      const own = premises.filter(
        (each) =>
          (fields['uscc'] !== undefined && each.fields['uscc'] === fields['uscc']) ||
          each.fields['name'] === fields['name'],
      )
      // A room that is not registered is not the shop at the front.
      const there = parts.room === undefined ? [...premises, ...buildings] : buildings
      const candidates = [homes, own, there].find((some) => some.length > 0) ?? []
      if (candidates.length === 1) return [no, { is: 'found', id: candidates[0]!.id, text }]
      return [no, { is: candidates.length === 0 ? 'none' : 'several', text }]
    }),
  )
}
