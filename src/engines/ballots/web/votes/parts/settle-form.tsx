import { useState } from 'react'
import { newId } from '#kernel/id'
import {
  ballotRefusals,
  ballots,
  squareMetres,
  type ElectorateView,
  type Settlement,
  type VoteView,
} from '#engines/ballots/shared'
import { registers } from '#engines/registers/shared'
import { Chips, FieldRow, InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { useOperation } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { FileInput } from '../file-input.tsx'

export type SettlementKind = Settlement['kind']

export const settlementWords = {
  exclude: ['不列入', 'Leave out'],
  set_area: ['补正面积', 'Set the area'],
  set_owners: ['更正产权人', 'Set the owners'],
  merge_owners: ['合并为一名业主', 'Merge owners'],
  name_representative: ['推定代表', 'Name a representative'],
} as const

/** A name where the one who looks may see it; else a number among the co-owners. */
export function HolderName({ holder, nth }: { holder: string; nth: number }) {
  const text = useText()
  const barrier = useBarrier()
  const entry = useOperation(
    registers.entry,
    { id: holder },
    { enabled: !barrier(registers.entry.name), staleTime: 600_000 },
  )
  return <>{entry.data?.entry.title ?? text([`产权人 ${nth + 1}`, `Holder ${nth + 1}`])}</>
}

function HolderPick({
  onPick,
}: {
  onPick: (holder: { id: string; kind: 'person' | 'enterprise'; name: string }) => void
}) {
  const text = useText()
  const [words, setWords] = useState('')
  const found = useOperation(
    registers.find,
    { words: words.trim(), registers: ['person', 'enterprise'] },
    { enabled: words.trim().length > 1 },
  )
  return (
    <FieldRow label={['查找产权人', 'Find the owner']}>
      {(aria) => (
        <>
          <input {...aria} className="control" value={words} onChange={(event) => setWords(event.target.value)} />
          <ul className="scope-offers">
            {(words.trim().length > 1 ? (found.data?.items ?? []) : []).slice(0, 6).map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    onPick({
                      id: each.id,
                      kind: each.register === 'enterprise' ? 'enterprise' : 'person',
                      name: each.title,
                    })
                    setWords('')
                  }}
                >
                  {each.title}
                </button>{' '}
                <span className="note">{each.place}</span>
              </li>
            ))}
            {found.isError && (
              <li className="note">
                {text(['您无权查找人员，请由房管办办理。', 'You may not look people up; ask the registry.'])}
              </li>
            )}
          </ul>
        </>
      )}
    </FieldRow>
  )
}

/** One change to the electorate with its reason; by the convener while drafting, by the registry afterwards. */
export function SettleForm({
  vote,
  electorate,
  home,
  owners,
  first,
  objection,
  onAway,
}: {
  vote: VoteView
  electorate: ElectorateView
  home: string | null
  owners: readonly string[]
  first?: SettlementKind | undefined
  /** Decided with it, as upheld. */
  objection?: string
  onAway: () => void
}) {
  const text = useText()
  const unit = electorate.units.find((each) => each.home === home)
  const owner = electorate.owners.find(({ key }) => key === (owners[0] ?? unit?.owner))
  const kinds = (Object.keys(settlementWords) as SettlementKind[]).filter((kind) =>
    kind === 'merge_owners'
      ? electorate.owners.length > 1
      : kind === 'name_representative'
        ? (owner?.holders.length ?? 0) > 1
        : home !== null,
  )
  const [kind, setKind] = useState<SettlementKind>(
    first && kinds.includes(first) ? first : (kinds[0] ?? 'merge_owners'),
  )
  const [settlementId] = useState(newId)
  const [reason, setReason] = useState('')
  const [metres, setMetres] = useState(unit && unit.area > 0 ? squareMetres(unit.area) : '')
  const [source, setSource] = useState<'registered' | 'surveyed' | 'contract'>('registered')
  const [file, setFile] = useState<string | null>(null)
  const [with_, setWith] = useState<string>(owners[1] ?? '')
  const [representative, setRepresentative] = useState<string>('')
  const [holders, setHolders] = useState<readonly { id: string; kind: 'person' | 'enterprise'; name: string }[]>([])

  function settlement(): Settlement | null {
    switch (kind) {
      case 'exclude':
        return home ? { kind, home } : null
      case 'set_area': {
        const hundredths = Math.round(Number(metres) * 100)
        return home && hundredths > 0 ? { kind, home, area: hundredths, source } : null
      }
      case 'set_owners':
        return home && holders.length > 0
          ? { kind, home, owners: holders.map(({ id, kind: of }) => ({ id, kind: of })) }
          : null
      case 'merge_owners':
        return owner && with_ && with_ !== owner.key ? { kind, keys: [owner.key, with_] } : null
      case 'name_representative':
        return owner && representative ? { kind, key: owner.key, holder: representative } : null
    }
  }
  const made = settlement()
  const ready = made !== null && reason.trim().length > 1
  const fields = (
    <>
      <FieldRow label={['处理方式', 'What is done']} group>
        {(aria) => (
          <Chips
            options={Object.fromEntries(kinds.map((each) => [each, settlementWords[each]])) as never}
            value={kind}
            onChange={(chosen: SettlementKind) => setKind(chosen)}
            {...aria}
          />
        )}
      </FieldRow>
      {kind === 'set_area' && (
        <div className="question-pair">
          <InputRow
            label={['面积（m²）', 'Area (m²)']}
            inputMode="decimal"
            value={metres}
            onChange={(event) => setMetres(event.target.value)}
          />
          <FieldRow label={['来源', 'Source']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={source}
                onChange={(event) => setSource(event.target.value as typeof source)}
              >
                <option value="registered">{text(['不动产登记簿', 'Real-estate register'])}</option>
                <option value="surveyed">{text(['测绘报告', 'Survey'])}</option>
                <option value="contract">{text(['买卖合同', 'Contract of sale'])}</option>
              </select>
            )}
          </FieldRow>
        </div>
      )}
      {kind === 'set_owners' && (
        <>
          <p>{holders.map(({ name }) => name).join('、')}</p>
          <HolderPick onPick={(holder) => setHolders([...holders.filter(({ id }) => id !== holder.id), holder])} />
        </>
      )}
      {kind === 'merge_owners' && (
        <FieldRow label={['与哪一名业主合并', 'With which owner']}>
          {(aria) => (
            <select {...aria} className="control" value={with_} onChange={(event) => setWith(event.target.value)}>
              <option value="">{text(['请选择', 'Choose'])}</option>
              {electorate.owners
                .filter(({ key }) => key !== owner?.key)
                .map(({ key }) => (
                  <option key={key} value={key}>
                    {electorate.units
                      .filter((each) => each.owner === key)
                      .map(({ label }) => label)
                      .join('、')}
                  </option>
                ))}
            </select>
          )}
        </FieldRow>
      )}
      {kind === 'name_representative' && (
        <FieldRow label={['共有人推定的代表', 'The representative']} group>
          {() => (
            <div className="chips" role="radiogroup" aria-label={text(['代表', 'Representative'])}>
              {(owner?.holders ?? []).map((holder, nth) => (
                <label className="chip" key={holder}>
                  <input
                    type="radio"
                    name={settlementId}
                    checked={representative === holder}
                    onChange={() => setRepresentative(holder)}
                  />
                  <HolderName holder={holder} nth={nth} />
                </label>
              ))}
            </div>
          )}
        </FieldRow>
      )}
      <InputRow
        label={['理由', 'Reason']}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {objection === undefined && (
        <FieldRow label={['依据材料', 'Evidence']} optional group>
          {() => <FileInput label={['上传', 'Upload']} file={file} onChange={setFile} />}
        </FieldRow>
      )}
    </>
  )
  const shared = {
    refusals: ballotRefusals,
    missing: ['请填写处理内容和理由。', 'Fill in what is done and why.'] as const,
    onAway,
    onDone: onAway,
  }
  if (objection !== undefined)
    return (
      <ActForm
        {...shared}
        command={ballots.decideObjection}
        input={ready ? { id: vote.id, objection, decision: 'upheld', reason, correction: made } : null}
        verb={['成立并更正', 'Uphold and correct']}
        done={['已更正', 'Corrected']}
      >
        {fields}
      </ActForm>
    )
  if (vote.state === 'drafting')
    return (
      <ActForm
        {...shared}
        command={ballots.settleElectorate}
        input={ready ? { id: vote.id, settlementId, settlement: made, reason, ...(file && { file }) } : null}
        verb={['记录处理', 'Settle']}
        done={['已处理', 'Settled']}
      >
        {fields}
      </ActForm>
    )
  return (
    <ActForm
      {...shared}
      command={ballots.correctRoll}
      input={ready ? { id: vote.id, settlementId, correction: made, reason, ...(file && { file }) } : null}
      verb={['更正名册', 'Correct the roll']}
      done={['已更正，写入日志', 'Corrected and logged']}
    >
      {fields}
    </ActForm>
  )
}
