import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked, sourceIds } from '#engines/registers/shared'
import { findKnown } from '../access/known.store.ts'
import { present } from '../access/present.ts'
import { canSee, readerOf } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'
import { countEntries, endedTiesOf, homesWithin, livingIn } from './houses.store.ts'

export function housesHandlers({ registers, tags }: RegistersDeps): readonly Implementation[] {
  const entryCounts = implement(asked.entryCounts, async (context) => {
    const reader = await readerOf(context, tags)
    return ok({ counts: await countEntries(context.tx, reader) })
  })

  const elevation = implement(asked.elevation, async (context, { id, on }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const house = (await findKnown(tx, street, [id], reader.today)).get(id)
    if (!house || !canSee(reader, house)) return err('entry_not_found')
    const homes = await homesWithin(tx, reader, house.root)
    const moment = { on: on ?? reader.today, knownAt: reader.now }
    // Who lives where is personal, also when it is only counted: a home has few people.
    const living = reader.seesNames
      ? await livingIn(tx, street, homes.map((home) => home.id), moment) // prettier-ignore
      : null
    return ok({
      homes: homes.flatMap((entry) => {
        const home = present(reader, registers, entry)
        const { all = 0, over60 = 0, over80 = 0 } = living?.get(entry.id) ?? {}
        return home ? [{ home, people: living && { all, over60, over80 } }] : []
      }),
    })
  })

  const endedTies = implement(asked.endedTies, async (context, { id }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const whose = (await findKnown(tx, street, [id], reader.today)).get(id)
    if (!whose || !canSee(reader, whose)) return err('entry_not_found')
    // Who once lived or owned there is told to those alone who see who does now.
    if (!reader.seesNames) return ok({ items: [] })
    const ties = await endedTiesOf(tx, street, whose.root, reader.today)
    const around = await findKnown(tx, street, ties.flatMap(({ subject, object }) => [subject, object]), reader.today) // prettier-ignore
    return ok({
      items: ties.flatMap(({ subject, object, part, whole, source, ...tie }) => {
        const outward = subject === whose.root
        const line = around.get(outward ? object : subject)
        const other = line && present(reader, registers, line)
        if (!other) return []
        const share = part !== null && whole !== null ? ([part, whole] as [number, number]) : null
        return [{ ...tie, other, outward, share, source: sourceIds.includes(source) ? source : ('desk' as const) }]
      }),
    })
  })
  return [entryCounts, elevation, endedTies]
}
