import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import type { ballots } from '#engines/ballots/shared'

type Seen = OutputOf<typeof ballots.notice>
type Kind = Seen['settlements'][number]['kind']

const words: Readonly<Record<Kind, Text>> = {
  exclude: ['不列入名册', 'Left out of the roll'],
  set_area: ['更正面积', 'Area put right'],
  set_owners: ['更正产权人', 'Owners put right'],
  merge_owners: ['合并为一名业主计票', 'Counted as one owner'],
  name_representative: ['由共有人推定一人投票', 'One of the co-owners votes for them'],
}

/** Who convenes, and what was put right on the roll: owners see whether it is about their home, and may object. */
export function RollSettlements({ seen: { convener, settlements, objectionsUntil } }: { seen: Seen }) {
  const text = useText()
  const homes = (labels: readonly string[]) => labels.join(text(['、', ', ']))
  return (
    <section>
      <h2>{text(['召集和名册处理', 'Convener and roll'])}</h2>
      <p>{text([`召集人：${convener.post} ${convener.name}`, `Convened by ${convener.post} ${convener.name}`])}</p>
      {settlements.length > 0 && (
        <>
          <p>
            {text([
              `名册有 ${settlements.length} 处经过处理${objectionsUntil ? '，涉及您的房屋而不符的，请提出异议' : ''}：`,
              `${settlements.length} ${settlements.length === 1 ? 'entry of the roll was' : 'entries of the roll were'} put right${objectionsUntil ? '; object if it is about your home and wrong' : ''}:`,
            ])}
          </p>
          <ul>
            {settlements.map((each, place) => (
              <li key={place}>
                {text(words[each.kind])} · {homes(each.homes)}
                {each.waits && ` · ${text(['待房管办核定', 'waits for the registry'])}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
