import type { Text } from '#kernel/text'
import { caseRefusals, cases, recordKinds, type CaseFileView } from '#engines/cases/shared'
import { Button, sayError } from '#ui'
import { Refusal, fileUrl, useStreet } from '#ui/operations'
import { PhotoPair, PhotoStrip, type ShownPhoto } from '#ui/photo-pair'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import type { Doing } from '../actions/act-panel.tsx'
import { commandOf, isVerb } from '../actions/acts.ts'
import { useCaseWords } from '../case-words.ts'
import { recordStates, sayRecord } from './record-words.ts'

type FileRecord = CaseFileView['records'][number]
type Act = CaseFileView['acts'][number]

interface Told {
  readonly at: string
  readonly record?: FileRecord
  readonly act?: Act
}

const titles: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.values(cases).map((operation) => [operation.name, operation.title]),
)
const purposes: Readonly<Record<string, Text>> = {
  before: ['处置前', 'Before'],
  after: ['处置后', 'After'],
  scene: ['现场', 'The place'],
  evidence: ['佐证', 'Evidence'],
}

/** Papers and acts in one line of time; an act whose paper lies in the file is told by its paper. */
function told(file: CaseFileView): Told[] {
  const papers = new Set(file.records.map((record) => record.at))
  const acts = file.acts.filter((act) => act.outcome !== 'ok' || !papers.has(act.at))
  return [
    ...file.records.map((record) => ({ at: record.at, record })),
    ...acts.map((act) => ({ at: act.at, act })),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
}

function Person({ id }: { id: string | null }) {
  const text = useText()
  const { staffName } = useCaseWords()
  if (id === null) return <span className="quiet">{text(['居民或系统', 'resident or system'])}</span>
  const known = staffName(id)
  return <span className="quiet">{known === '—' && !/^[0-9a-f-]{36}$/.test(id) ? id : known}</span>
}

function PaperEntry({ record, file, onDo }: { record: FileRecord; file: CaseFileView; onDo: (doing: Doing) => void }) {
  const text = useText()
  const street = useStreet()
  const { unitName, staffName } = useCaseWords()
  const state = recordStates[record.state]
  const unit = file.tasks.find((task) => task.id === record.taskId)?.unit
  const photos: ShownPhoto[] = record.photos.map((photo) => ({
    id: photo.id,
    url: fileUrl(street, photo.id),
    label: purposes[photo.purpose] ?? ['照片', 'Photo'],
  }))
  const decisions =
    record.state === 'pending'
      ? file.actions.filter((action) => action.recordId === record.id && action.allowed && isVerb(action.action))
      : []
  return (
    <>
      <div>
        <strong>{text(recordKinds[record.kind])}</strong>
        {unit && <span className="quiet"> {unitName(unit)}</span>} <Person id={record.by} />
        {state && <span className="case-flag">{text(state)}</span>}
        {record.decidedBy && <span className="note"> {staffName(record.decidedBy)}</span>}
      </div>
      <p>{text(sayRecord(record.kind, record.body, unitName))}</p>
      <PhotoStrip photos={photos} />
      {decisions.map((action) => (
        <Button
          key={action.action}
          onClick={() =>
            isVerb(action.action) && onDo({ verb: action.action, taskId: action.taskId, recordId: action.recordId })
          }
        >
          {isVerb(action.action) && text(commandOf(action.action).title)}
        </Button>
      ))}
    </>
  )
}

/** Whom an act on tasks concerned: the tasks bear the instant of the act that moved them. */
function unitsOf(act: Act, tasks: CaseFileView['tasks']): string[] {
  const moved = { 'cases.dispatch': 'dispatchedAt', 'cases.addUnit': 'dispatchedAt', 'cases.sign': 'signedAt' } as const
  const field = moved[act.operation as keyof typeof moved]
  return field ? tasks.filter((task) => task[field] === act.at).map((task) => task.unit) : []
}

function ActEntry({ act, file }: { act: Act; file: CaseFileView }) {
  const text = useText()
  const { unitName } = useCaseWords()
  const refused = act.outcome !== 'ok'
  return (
    <div className={refused ? 'quiet' : undefined}>
      {text(titles[act.operation] ?? [act.operation, act.operation])}{' '}
      {unitsOf(act, file.tasks).map(unitName).join('、')} <Person id={act.actor} />
      {refused && (
        <span className="note">
          {' '}
          {text(['未成：', 'refused: '])}
          {text(sayError(new Refusal(409, { code: act.outcome, message: act.outcome }), caseRefusals))}
        </span>
      )}
    </div>
  )
}

/** What was done, from the first report on, with the place before and after. */
export function StorySection({ file, onDo }: { file: CaseFileView; onDo: (doing: Doing) => void }) {
  const text = useText()
  const street = useStreet()
  const all = file.records.flatMap((record) => record.photos)
  const shown = (purpose: string): ShownPhoto[] =>
    all
      .filter((photo) => photo.purpose === purpose)
      .map((photo) => ({ id: photo.id, url: fileUrl(street, photo.id), label: purposes[purpose] ?? ['照片', 'Photo'] }))
  const [before, after, scene] = [shown('before'), shown('after'), shown('scene')]
  return (
    <section>
      <h2>{text(['办理经过', 'What was done'])}</h2>
      {before.length + after.length > 0 && <PhotoPair before={before.length > 0 ? before : scene} after={after} />}
      <ol className="story">
        {told(file).map(({ at, record, act }) => (
          <li key={record?.id ?? act?.id} data-kind={record ? 'paper' : 'act'}>
            <span className="story-time">
              <When at={at} />
            </span>
            <div className="story-text">
              {record && <PaperEntry record={record} file={file} onDo={onDo} />}
              {act && <ActEntry act={act} file={file} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
