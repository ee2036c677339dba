import { useState } from 'react'
import { warningCodes, type ElectorateView, type VoteView, type WarningCode } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { Button } from '#ui'
import { Unfolded } from '#ui/act-form'
import { useText } from '#ui/text'
import { SettleForm, type SettlementKind } from './settle-form.tsx'

const codeWords: Readonly<Record<WarningCode, Text>> = {
  area_missing: ['没有面积', 'No area'],
  owner_missing: ['没有产权人', 'No owner'],
  representative_missing: ['未推定代表', 'No representative'],
  public_body_unnamed: ['产权单位不明', 'Public owner not named'],
  partly_same_owners: ['产权人部分相同', 'Partly the same owners'],
  area_not_registered: ['面积未载登记簿', 'Area not on the register'],
}

const firstFor: Partial<Readonly<Record<WarningCode, SettlementKind>>> = {
  area_missing: 'set_area',
  area_not_registered: 'set_area',
  owner_missing: 'set_owners',
  representative_missing: 'name_representative',
  partly_same_owners: 'merge_owners',
}

const atFirst = 12

/** What the registers leave open, by kind: what keeps the roll from being frozen first. */
export function Doubts({
  vote,
  electorate,
  maySettle,
}: {
  vote: VoteView
  electorate: ElectorateView
  maySettle: boolean
}) {
  const text = useText()
  const [chosen, setCode] = useState<WarningCode | null>(null)
  const [all, setAll] = useState(false)
  const { warnings } = electorate
  const counts = warningCodes.flatMap((code) => {
    const count = warnings.filter((each) => each.code === code).length
    return count === 0 ? [] : [{ code, count }]
  })
  // The last of a kind was settled: back to all of them.
  const code = counts.some((each) => each.code === chosen) ? chosen : null
  const sorted = warnings
    .filter((each) => code === null || each.code === code)
    .toSorted((a, b) => Number(b.blocking) - Number(a.blocking))
  if (warnings.length === 0) return null
  const blocking = warnings.filter((each) => each.blocking).length
  return (
    <section>
      <h2>
        {text([`疑点 ${warnings.length} 条`, warnings.length === 1 ? '1 doubt' : `${warnings.length} doubts`])}
        {blocking > 0 && (
          <span className="late">{text([`，其中 ${blocking} 条必须处理`, `, ${blocking} must be settled`])}</span>
        )}
      </h2>
      {counts.length > 1 && (
        <div className="vote-filter" role="group" aria-label={text(['按疑点种类看', 'By kind of doubt'])}>
          <Button aria-pressed={code === null} onClick={() => setCode(null)}>
            {text(['全部', 'All'])} {warnings.length}
          </Button>
          {counts.map((each) => (
            <Button key={each.code} aria-pressed={code === each.code} onClick={() => setCode(each.code)}>
              {text(codeWords[each.code])} {each.count}
            </Button>
          ))}
        </div>
      )}
      <ul className="told-list doubts">
        {(all ? sorted : sorted.slice(0, atFirst)).map((warning) => (
          <li
            key={[warning.code, ...warning.homes, ...warning.owners].join(' ')}
            data-blocking={warning.blocking || undefined}
          >
            <div className="sheet-head">
              <span>
                {warning.blocking && <strong className="late">{text(['必须处理 ', 'Must be settled '])}</strong>}
                {text(warning.text)}
              </span>
              {maySettle && (
                <Unfolded label={['处理', 'Settle']}>
                  {(close) => (
                    <SettleForm
                      vote={vote}
                      electorate={electorate}
                      home={warning.homes[0] ?? null}
                      owners={warning.owners}
                      first={firstFor[warning.code]}
                      onAway={close}
                    />
                  )}
                </Unfolded>
              )}
            </div>
          </li>
        ))}
      </ul>
      {!all && sorted.length > atFirst && (
        <Button onClick={() => setAll(true)}>{text([`看全部 ${sorted.length} 条`, `See all ${sorted.length}`])}</Button>
      )}
    </section>
  )
}
