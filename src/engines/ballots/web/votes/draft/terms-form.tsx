import { notReturnedPolicies, type VoteTerms } from '#engines/ballots/shared'
import { FieldRow, InputRow } from '#ui'
import { useText } from '#ui/text'
import { useLaw } from '../../rules/use-law.ts'
import { FileInput } from '../file-input.tsx'
import { policyWords } from '../vote-words.tsx'

/** What the owners' own rules say of counting. What differs from the default rests on a clause of the filed rules. */
export function TermsForm({ terms, onChange }: { terms: VoteTerms; onChange: (terms: VoteTerms) => void }) {
  const text = useText()
  const cap = useLaw().law.numberOf('ballots.proxy.cap')
  const isDefault = terms.notReturned === 'not_participating' && terms.proxyCap <= cap
  return (
    <div className="terms-form">
      <FieldRow
        label={['送达后未返票的', 'Delivered, not returned']}
        hint={['结果会同时给出按此条款和不按此条款两种计法', 'The result is shown with this clause and without it']}
      >
        {(aria) => (
          <select
            {...aria}
            className="control"
            value={terms.notReturned}
            onChange={(event) =>
              onChange({ ...terms, notReturned: event.target.value as (typeof notReturnedPolicies)[number] })
            }
          >
            {notReturnedPolicies.map((each) => (
              <option key={each} value={each}>
                {text(policyWords[each])}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      {!isDefault && (
        <>
          <InputRow
            label={['依据的条款', 'The clause']}
            error={
              terms.clause?.trim()
                ? undefined
                : text(['须写明业主大会议事规则的条款', "Name the article of the assembly's rules"])
            }
            maxLength={300}
            placeholder={text(['《××小区业主大会议事规则》第十八条', 'Rules of the assembly, article 18'])}
            value={terms.clause ?? ''}
            onChange={(event) => onChange({ ...terms, clause: event.target.value || null })}
          />
          <FieldRow label={['备案的议事规则', 'The filed rules']} group>
            {() => (
              <FileInput
                label={['上传', 'Upload']}
                file={terms.clauseFile}
                onChange={(clauseFile) => onChange({ ...terms, clauseFile })}
              />
            )}
          </FieldRow>
        </>
      )}
      <InputRow
        label={['一名受托人最多代理', 'Owners that one proxy may stand for']}
        hint={[`超过 ${cap} 名的，须有议事规则条款`, `more than ${cap} needs a clause of the owners’ rules`]}
        type="number"
        min={0}
        max={50}
        value={terms.proxyCap}
        onChange={(event) => onChange({ ...terms, proxyCap: Math.trunc(event.target.valueAsNumber || 0) })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={terms.parkingCounts}
          onChange={(event) => onChange({ ...terms, parkingCounts: event.target.checked })}
        />
        {text(['车位、摊位等特定空间计入面积', 'Parking spaces count as area'])}
      </label>
      <label className="check-line">
        <input
          type="checkbox"
          checked={terms.invalidParticipates}
          onChange={(event) => onChange({ ...terms, invalidParticipates: event.target.checked })}
        />
        {text(['无效票计入参与', 'An invalid ballot takes part'])}
      </label>
    </div>
  )
}
