import { Link } from 'react-router'
import { useDeferredValue } from 'react'
import type { Text } from '#kernel/text'
import { cases, states, type Duplicate } from '#engines/cases/shared'
import { useOperation, useStreet } from '#ui/operations'
import { Button } from '#ui'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { CaseLight } from '../case-light.tsx'
import { knownPhone, type Intake } from './intake-form.ts'

const reasons: Readonly<Record<Duplicate['why'][number], Text>> = {
  same_address: ['同一地址', 'same address'],
  near: ['近距离', 'near'],
  far: ['较近', 'not far'],
  same_matter: ['同一类别', 'same matter'],
  same_caller: ['同一来电人', 'same caller'],
}

/** Cases that may be about the same thing, found while the call is taken. Linking keeps both: own ticket, own clock, own answer. */
export function LikelyDuplicates({ intake, onLink }: { intake: Intake; onLink: (caseId: string | null) => void }) {
  const text = useText()
  const street = useStreet()
  const asked = useDeferredValue(intake)
  const phone = knownPhone(asked.callerPhone)
  const isAsked = asked.addressId !== null || asked.lng !== null || phone !== null
  const { data } = useOperation(
    cases.duplicates,
    {
      ...(asked.category && { category: asked.category }),
      addressId: asked.addressId,
      lng: asked.lng,
      lat: asked.lat,
      callerPhone: phone,
    },
    { enabled: isAsked },
  )
  const items = isAsked ? (data?.items ?? []) : []
  return (
    <section className="duplicates" aria-live="polite">
      <h2>
        {text(['疑似重复', 'Likely duplicates'])} {items.length > 0 && <span className="quiet">{items.length}</span>}
      </h2>
      {!isAsked && (
        <p className="note">
          {text([
            '选好地址或填好电话后，这里列出同一地点、同一事项、同一来电人的案件。',
            'Once the place or the number is known, cases of the same place, matter or caller are listed here.',
          ])}
        </p>
      )}
      {isAsked && items.length === 0 && (
        <p className="note">{text(['没有发现疑似重复的案件。', 'Nothing alike was found.'])}</p>
      )}
      <ul>
        {items.map((line) => {
          const isLinked = intake.repeatOf === line.id
          return (
            <li key={line.id} data-linked={isLinked || undefined}>
              <div className="duplicate-head">
                <CaseLight line={line} bare />
                <Link to={`/desk/${street}/cases/${line.id}`} target="_blank">
                  {line.number}
                </Link>
                <span className="quiet">{text(states[line.state])}</span>
                <span className="note">
                  <When at={line.reportedAt} />
                </span>
              </div>
              <div>{line.title}</div>
              <div className="note">
                {line.place}
                {line.distance !== null && ` · ${Math.round(line.distance)} m`} ·{' '}
                {line.why.map((why) => text(reasons[why])).join('、')}
              </div>
              <Button aria-pressed={isLinked} onClick={() => onLink(isLinked ? null : line.id)}>
                {isLinked
                  ? text(['已关联，点此取消', 'Linked; press to undo'])
                  : text(['关联为重复', 'Link as repeat'])}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
