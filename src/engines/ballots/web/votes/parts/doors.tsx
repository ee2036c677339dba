import { useState } from 'react'
import { Link } from 'react-router'
import { newId } from '#kernel/id'
import { ballotRefusals, ballots, type DeliveryWay, type VoteView } from '#engines/ballots/shared'
import { Button, Chips, FieldRow, Problem, Waiting } from '#ui'
import { ActForm } from '#ui/act-form'
import { fileUrl, useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { FileInput } from '../file-input.tsx'
import { Done, placeName, wayWords } from '../vote-words.tsx'
import { Turnout } from './participation.tsx'

type Want = 'not_delivered' | 'not_voted'

const wants = {
  not_voted: ['未投票', 'Not voted'],
  not_delivered: ['未送达', 'Not delivered'],
} as const

function RecordDelivery({ id, units, onAway }: { id: string; units: readonly string[]; onAway: () => void }) {
  const text = useText()
  const [delivery] = useState(newId)
  const [way, setWay] = useState<DeliveryWay>('sign')
  const [file, setFile] = useState<string | null>(null)
  return (
    <ActForm
      command={ballots.recordDelivery}
      refusals={ballotRefusals}
      input={file && units.length > 0 ? { id, delivery, units: [...units], way, file } : null}
      missing={
        units.length === 0
          ? ['请先勾选已送达的住户。', 'Tick the doors first.']
          : ['请上传送达凭证。', 'Upload the proof.']
      }
      verb={[`登记 ${units.length} 户送达`, `Record ${units.length} deliveries`]}
      done={['已登记送达', 'Recorded']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['送达方式', 'How']} group>
        {(aria) => <Chips options={wayWords} value={way} onChange={setWay} {...aria} />}
      </FieldRow>
      <FieldRow
        label={['凭证', 'Proof']}
        hint={['签收表、门上留置或公告栏的照片', 'The signed list, a photo of the door or of the board']}
        group
      >
        {() => <FileInput label={['拍照或上传', 'Photo or scan']} file={file} onChange={setFile} />}
      </FieldRow>
      <p className="note">{text(['照片请勿拍到人脸。', 'No faces in the photo, please.'])}</p>
    </ActForm>
  )
}

/** What was brought where: as a table of proofs. */
function Delivered({ id }: { id: string }) {
  const text = useText()
  const street = useStreet()
  const { data } = useOperation(ballots.deliveries, { id })
  const done = (data?.items ?? []).filter((line) => line.way !== null)
  if (done.length === 0) return null
  return (
    <details>
      <summary>
        {text([
          `看 ${done.length} 户送达记录`,
          done.length === 1 ? 'See the delivery' : `See the ${done.length} deliveries`,
        ])}
      </summary>
      <div className="table-scroll">
        <table className="plain-table">
          <tbody>
            {done.map((line) => (
              <tr key={line.unit}>
                <td>{line.label}</td>
                <td>{line.way && text(wayWords[line.way])}</td>
                <td>{line.at && <Done by={line.by} at={line.at} />}</td>
                <td>
                  {line.file && (
                    <a href={fileUrl(street, line.file)} target="_blank" rel="noreferrer">
                      {text(['凭证', 'Proof'])}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** The doors still to be reached, by staircase: ticked as one walks. */
export function Doors({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const [want, setWant] = useState<Want>(vote.state === 'voting' ? 'not_voted' : 'not_delivered')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const barred = barrier(ballots.doors.name)
  const asked = useOperation(ballots.doors, { id: vote.id, want }, { enabled: !barred })
  const mayRecord = vote.may.includes('recordDelivery')
  if (barred) return <p className="note">{text(barred)}</p>
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { items, total } = asked.data

  function tick(units: readonly string[], on: boolean): void {
    const next = new Set(ticked)
    for (const unit of units) {
      if (on) next.add(unit)
      else next.delete(unit)
    }
    setTicked(next)
  }

  return (
    <>
      <Turnout id={vote.id} />
      <section>
        <div className="vote-filter" role="group" aria-label={text(['看哪些户', 'Which doors'])}>
          {(Object.keys(wants) as Want[]).map((each) => (
            <Button
              key={each}
              aria-pressed={want === each}
              onClick={() => {
                setWant(each)
                setTicked(new Set())
              }}
            >
              {text(wants[each])} {each === want ? total : ''}
            </Button>
          ))}
          {total > 0 && (
            <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/walk?want=${want}`}>
              {text(['打印上门清单', 'Print the visiting list'])}
            </Link>
          )}
        </div>
        {total === 0 && (
          <p>
            {text(
              want === 'not_voted'
                ? ['全部住户都已投票。', 'Every home has voted.']
                : ['全部住户都已送达。', 'Delivered to every door.'],
            )}
          </p>
        )}
        <div className="door-groups">
          {items.map((group) => (
            <section key={placeName(group)} className="door-group">
              <div className="sheet-head">
                <h3>{placeName(group)}</h3>
                <span className="note">
                  {text([
                    `${group.doors.length} 户`,
                    group.doors.length === 1 ? '1 door' : `${group.doors.length} doors`,
                  ])}
                </span>
                {mayRecord && (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() =>
                      tick(
                        group.doors.map(({ unit }) => unit),
                        !group.doors.every(({ unit }) => ticked.has(unit)),
                      )
                    }
                  >
                    {text(['全选', 'All'])}
                  </button>
                )}
              </div>
              <ul className="door-list">
                {group.doors.map((door) => (
                  <li key={door.unit}>
                    <label>
                      {mayRecord && (
                        <input
                          type="checkbox"
                          checked={ticked.has(door.unit)}
                          onChange={(event) => tick([door.unit], event.target.checked)}
                        />
                      )}
                      <span>{door.label}</span>
                      {want === 'not_voted' && (
                        <span className="note">
                          {text(door.delivered ? ['已送达', 'delivered'] : ['未送达', 'not delivered'])}
                        </span>
                      )}
                    </label>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        {ticked.size > 0 && (
          <div className="unfolded delivery-form">
            <RecordDelivery id={vote.id} units={[...ticked]} onAway={() => setTicked(new Set())} />
          </div>
        )}
        <Delivered id={vote.id} />
      </section>
    </>
  )
}
