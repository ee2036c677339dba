import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { GrownTile, TileReader } from '#engines/notary/shared'

export async function tilesAt(
  tx: Tx,
  street: string,
  log: string,
  wanted: readonly { readonly level: number; readonly index: number }[],
): Promise<TileReader> {
  const levels = wanted.map((each) => each.level)
  const indexes = wanted.map((each) => each.index)
  const { rows } = await sql<GrownTile>`select level, index, hashes from notary_tiles
    where street = ${street} and log = ${log}
      and (level, index) in (select * from unnest(${levels}::int[], ${indexes}::bigint[]))`.execute(tx)
  const found = new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hashes]))
  return (level, index) => found.get(`${level}/${index}`)
}

export async function saveTiles(tx: Tx, street: string, log: string, tiles: readonly GrownTile[]): Promise<void> {
  for (const tile of tiles)
    await sql`insert into notary_tiles (street, log, level, index, hashes)
      values (${street}, ${log}, ${tile.level}, ${tile.index}, ${Buffer.from(tile.hashes)})
      on conflict (street, log, level, index) do update set hashes = excluded.hashes`.execute(tx)
}
