import type { Tx } from '#platform/db'
import { append, openLog } from './append.ts'
import { anchorSoon } from './anchor-soon.ts'
import { originOf } from './keys.ts'

/** The street's own log, in which it has kept what concerns no single compound. */
export function openStreetLog(tx: Tx, street: string): Promise<string> {
  return openLog(tx, street, { origin: originOf('street', street), title: ['街道存证日志', "The subdistrict's log"] })
}

/** Vouches for when a report was sealed: its hash, and nothing of what it says. */
export async function notarizeReport(
  tx: Tx,
  street: string,
  sealed: { readonly kind: 'report'; readonly id: string; readonly hash: string },
): Promise<void> {
  const log = await openStreetLog(tx, street)
  await append(tx, street, log, { kind: 'report_sealed', data: { report: sealed.id, sha256: sealed.hash } })
  await anchorSoon(tx, street, log)
}
