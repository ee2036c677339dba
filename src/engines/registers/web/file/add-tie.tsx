import { useState, type FormEvent } from 'react'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import {
  registerRefusals,
  registers,
  residenceKinds,
  tieKinds,
  type RegisterId,
  type SeenEntry,
  type TieKindId,
} from '#engines/registers/shared'
import { Button, FieldRow, InputRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'
import { EntryPicker } from '../entry-picker.tsx'

interface Way {
  readonly kind: TieKindId
  readonly outward: boolean
  readonly others: readonly RegisterId[]
}

/** In which ways an entry of a register can be joined to others. */
function waysOf(register: RegisterId): Way[] {
  return (Object.keys(tieKinds) as TieKindId[]).flatMap((kind) => {
    const subject: readonly RegisterId[] = tieKinds[kind].subject
    const object: readonly RegisterId[] = tieKinds[kind].object
    return [
      ...(subject.includes(register) ? [{ kind, outward: true, others: object }] : []),
      ...(object.includes(register) ? [{ kind, outward: false, others: subject }] : []),
    ]
  })
}

const relations = ['户主', '配偶', '子', '女', '父', '母', '儿媳', '女婿', '孙辈', '兄弟姐妹', '其他']

export function AddTie({ entry, onClose }: { entry: SeenEntry; onClose: () => void }) {
  const text = useText()
  const tie = useCommand(registers.tie)
  const ways = waysOf(entry.register)
  const [id] = useState(newId)
  const [at, setAt] = useState(0)
  const [other, setOther] = useState<SeenEntry | null>(null)
  const [from, setFrom] = useState(() => shanghaiDate(serverNow()))
  const [share, setShare] = useState('')
  const [relation, setRelation] = useState('')
  const [residence, setResidence] = useState('')
  const way = ways[at]
  if (!way) return null
  const isHome = way.kind === 'lives' || way.kind === 'hukou'
  const parts = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(share)

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!way || !other || (share && !parts)) return
    const [subject, object] = way.outward ? [entry.id, other.id] : [other.id, entry.id]
    tie.mutate(
      {
        id,
        kind: way.kind,
        subject,
        object,
        from,
        details: {
          ...(relation && (isHome || way.kind === 'contact') && { relation }),
          ...(residence && way.kind === 'lives' && { residence }),
        },
        ...(way.kind === 'owns' && parts && { share: [Number(parts[1]), Number(parts[2])] }),
      },
      {
        onSuccess: () => {
          toast(text(['已建立关系', 'Joined']))
          onClose()
        },
      },
    )
  }
  return (
    <SideSheet title={['建立关系', 'Add a tie']} onClose={onClose}>
      <form onSubmit={send}>
        <div className="side-sheet-fields">
          <FieldRow label={['关系', 'Tie']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={at}
                onChange={(event) => {
                  setAt(Number(event.target.value))
                  setOther(null)
                }}
              >
                {ways.map((each, index) => (
                  <option key={`${each.kind}${each.outward}`} value={index}>
                    {text(each.outward ? tieKinds[each.kind].label : tieKinds[each.kind].inverse)}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <FieldRow label={['对象', 'With']}>
            {(aria) => (
              <EntryPicker
                key={at}
                registers={way.others}
                value={other}
                onChange={setOther}
                except={entry.id}
                aria={aria}
              />
            )}
          </FieldRow>
          {(isHome || way.kind === 'contact') && (
            <FieldRow label={isHome ? ['与户主关系', 'To the head of the household'] : ['关系', 'Relation']} optional>
              {(aria) => (
                <select
                  {...aria}
                  className="control"
                  value={relation}
                  onChange={(event) => setRelation(event.target.value)}
                >
                  <option value="">{text(['不填', 'not said'])}</option>
                  {relations.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              )}
            </FieldRow>
          )}
          {way.kind === 'lives' && (
            <FieldRow label={['居住类型', 'Kind of residence']} optional>
              {(aria) => (
                <select
                  {...aria}
                  className="control"
                  value={residence}
                  onChange={(event) => setResidence(event.target.value)}
                >
                  <option value="">{text(['不填', 'not said'])}</option>
                  {Object.entries(residenceKinds).map(([key, label]) => (
                    <option key={key} value={key}>
                      {text(label)}
                    </option>
                  ))}
                </select>
              )}
            </FieldRow>
          )}
          {way.kind === 'owns' && (
            <InputRow
              label={['份额', 'Share']}
              optional
              hint={['如 1/2', 'Such as 1/2']}
              error={share && !parts ? text(['请写成 1/2 的形式。', 'Write it as 1/2.']) : undefined}
              style={{ maxWidth: 120 }}
              value={share}
              onChange={(event) => setShare(event.target.value)}
            />
          )}
          <InputRow
            label={['自', 'From']}
            style={{ maxWidth: 200 }}
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          {tie.isError && <Problem error={tie.error} refusals={registerRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button
            type="submit"
            tone="main"
            busy={tie.isPending}
            why={other ? null : text(['先找到对象', 'Find the other first'])}
          >
            {text(['建立', 'Add'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}
