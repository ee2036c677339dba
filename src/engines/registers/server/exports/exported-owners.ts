import type { Tx } from '#platform/db'
import { findKnown } from '../access/known.store.ts'
import { present } from '../access/present.ts'
import type { Reader } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'
import { covers } from '../../shared/decide/periods.ts'
import { sayShare } from '../../shared/importing/index.ts'
import { tiesOfObjects } from '../ties/ties.store.ts'

export interface ExportedOwner {
  readonly name: string
  readonly share: string
}

export const noOwners: ReadonlyMap<string, readonly ExportedOwner[]> = new Map()

/** Who owns homes today, each as the reader may see them; to whoever sees no names, none. */
export async function ownersOf(
  tx: Tx,
  street: string,
  reader: Reader,
  { registers }: Pick<RegistersDeps, 'registers'>,
  homes: readonly string[],
): Promise<ReadonlyMap<string, readonly ExportedOwner[]>> {
  if (!reader.seesNames) return noOwners
  const ties = (await tiesOfObjects(tx, street, homes, 'owns')).filter((tie) => covers(tie, reader.today))
  const known = await findKnown(tx, street, [...new Set(ties.map((tie) => tie.subject))], reader.today)
  const owners = new Map<string, ExportedOwner[]>()
  for (const { subject, object, share } of ties) {
    const entry = known.get(subject)
    const seen = entry && present(reader, registers, entry)
    if (!seen) continue
    const name = String(seen.fields['name'] ?? seen.title)
    owners.set(object, [...(owners.get(object) ?? []), { name, share: share ? sayShare(share) : '' }])
  }
  return owners
}
