import { useState } from 'react'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import type { OutputOf } from '#kernel/operation'
import { ballotRefusals, ballots, type AmendedRule, type Fraction, type RuleLine } from '#engines/ballots/shared'
import { FieldRow, InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { FileInput } from '../votes/file-input.tsx'

export type ParameterLine = OutputOf<typeof ballots.lawOfDay>['parameters'][number]

function NumberField({
  label,
  value,
  onChange,
}: {
  label: readonly [string, string]
  value: number
  onChange: (value: number) => void
}) {
  return (
    <FieldRow label={label}>
      {(aria) => (
        <input
          {...aria}
          className="control rule-number"
          type="number"
          min={0}
          max={1000}
          value={value}
          onChange={(event) => onChange(Math.max(0, Math.trunc(event.target.valueAsNumber || 0)))}
        />
      )}
    </FieldRow>
  )
}

function FractionField({
  label,
  value,
  onChange,
}: {
  label: readonly [string, string]
  value: Fraction
  onChange: (value: Fraction) => void
}) {
  const text = useText()
  const number = (name: 'numerator' | 'denominator', words: readonly [string, string]) => (
    <input
      className="control rule-number"
      type="number"
      min={1}
      max={1000}
      aria-label={text(words)}
      value={value[name]}
      onChange={(event) => onChange({ ...value, [name]: Math.max(0, Math.trunc(event.target.valueAsNumber || 0)) })}
    />
  )
  return (
    <FieldRow label={label} group>
      {() => (
        <span className="rule-fraction">
          {number('numerator', ['分子', 'Numerator'])}
          <span aria-hidden="true">/</span>
          {number('denominator', ['分母', 'Denominator'])}
          <select
            className="control"
            aria-label={text(['是否含本数', 'Whether the share itself is enough'])}
            value={value.strict ? 'more' : 'least'}
            onChange={(event) => onChange({ ...value, strict: event.target.value === 'more' })}
          >
            <option value="least">{text(['以上（含本数）', 'or more'])}</option>
            <option value="more">{text(['超过（不含本数）', 'more than'])}</option>
          </select>
        </span>
      )}
    </FieldRow>
  )
}

const isShare = ({ numerator, denominator, strict }: Fraction) =>
  numerator > 0 && denominator > 0 && (strict ? numerator < denominator : numerator <= denominator)

/** From when, on what ground, with what document: the same for a number and for a share. */
function Proposal({
  amended,
  onAway,
  children,
}: {
  amended: AmendedRule | null
  onAway: () => void
  children: React.ReactNode
}) {
  const text = useText()
  const tomorrow = addDays(shanghaiDate(serverNow()), 1)
  const [id] = useState(newId)
  const [from, setFrom] = useState(tomorrow)
  const [source, setSource] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const ready = amended !== null && from >= tomorrow && source.trim().length > 3
  return (
    <ActForm
      command={ballots.proposeAmendment}
      refusals={ballotRefusals}
      input={ready ? { id, amended, from, source: source.trim(), ...(file && { file }) } : null}
      missing={['请填写新值、明天或以后的施行日期和依据。', 'Give the value, a day from tomorrow on, and the basis.']}
      verb={['提出修订', 'Propose']}
      done={['已提出，由另一人复核后生效', 'Proposed; it takes effect once another person has confirmed it']}
      onAway={onAway}
      onDone={onAway}
    >
      {children}
      <InputRow
        label={['施行日期', 'In force from']}
        hint={[
          '此日及以后发布公告的表决适用；已公告的不变',
          'For votes announced from that day on; others keep theirs',
        ]}
        type="date"
        min={tomorrow}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <InputRow
        label={['依据', 'Basis']}
        maxLength={200}
        placeholder={text(['法规名称、文号', 'The law and its number'])}
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      <FieldRow label={['依据文件（可不传）', 'The document, if at hand']} group>
        {() => <FileInput label={['上传', 'Upload']} file={file} onChange={setFile} />}
      </FieldRow>
    </ActForm>
  )
}

export function AmendParameter({ item, onAway }: { item: ParameterLine; onAway: () => void }) {
  const [value, setValue] = useState(item.value)
  const amended = value !== item.value ? { kind: 'parameter' as const, key: item.key, value } : null
  return (
    <Proposal amended={amended} onAway={onAway}>
      <NumberField label={['新值', 'New value']} value={value} onChange={setValue} />
    </Proposal>
  )
}

export function AmendShares({ rule, onAway }: { rule: RuleLine; onAway: () => void }) {
  const text = useText()
  const [quorum, setQuorum] = useState(rule.quorum)
  const [majority, setMajority] = useState(rule.majority)
  const [article, setArticle] = useState<[string, string]>(['', ''])
  const shares = [quorum.area, quorum.heads, majority.area, majority.heads]
  const said = article.every((each) => each.trim().length > 1)
  const amended =
    shares.every(isShare) && said ? { kind: 'rule' as const, matter: rule.matter, quorum, majority, article } : null
  return (
    <Proposal amended={amended} onAway={onAway}>
      <div className="rule-shares">
        <FractionField
          label={['参与：专有部分面积', 'Quorum: area']}
          value={quorum.area}
          onChange={(area) => setQuorum({ ...quorum, area })}
        />
        <FractionField
          label={['参与：业主人数', 'Quorum: owners']}
          value={quorum.heads}
          onChange={(heads) => setQuorum({ ...quorum, heads })}
        />
        <FractionField
          label={['同意：参与的面积', 'Majority: area']}
          value={majority.area}
          onChange={(area) => setMajority({ ...majority, area })}
        />
        <FractionField
          label={['同意：参与的人数', 'Majority: owners']}
          value={majority.heads}
          onChange={(heads) => setMajority({ ...majority, heads })}
        />
      </div>
      <FieldRow label={['公告上引用的条款', 'The article, as notices cite it']} group>
        {() => (
          <span className="rule-article">
            {(['中文', 'English'] as const).map((language, place) => (
              <input
                key={language}
                className="control"
                maxLength={200}
                aria-label={language}
                placeholder={
                  place === 0 ? text(['《××条例》第×条', 'Regulation on …, article …']) : 'Regulation, article …'
                }
                value={article[place]}
                onChange={(event) =>
                  setArticle(place === 0 ? [event.target.value, article[1]] : [article[0], event.target.value])
                }
              />
            ))}
          </span>
        )}
      </FieldRow>
    </Proposal>
  )
}
