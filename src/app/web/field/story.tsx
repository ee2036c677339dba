import type { Text } from '#kernel/text'
import { recordKinds, type CaseFileView } from '#engines/cases/shared'
import { registers } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { useHeard } from './asking.ts'
import { CasePicture } from './camera.tsx'
import { sayAct } from './say-act.ts'

const decisions: Readonly<Record<string, Text>> = {
  pending: ['待审批', 'Waiting for a decision'],
  approved: ['已同意', 'Approved'],
  refused: ['未同意', 'Refused'],
  replied: ['已回复', 'Replied'],
}

/** What has happened with a case, newest first. */
export function Story({ file }: { file: CaseFileView }) {
  const text = useText()
  const directory = useHeard(registers.directory, {})
  const nameOf = (id: string | null) => directory.data?.value.staff.find((each) => each.id === id)?.name
  return (
    <ol className="story">
      {[...file.records]
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .map((record) => (
          <li key={record.id}>
            <p className="story-head">
              <strong>{text(recordKinds[record.kind])}</strong>
              {decisions[record.state] && <span>{text(decisions[record.state]!)}</span>}
              <span className="quiet-text">
                <When at={record.at} /> {nameOf(record.by)}
              </span>
            </p>
            {sayAct({ operation: '', input: record.body }).map((line, index) => (
              <p key={index}>{text(line)}</p>
            ))}
            {record.photos.length > 0 && (
              <div className="photos">
                {record.photos.map((photo) => (
                  <CasePicture key={photo.id} photo={photo as never} />
                ))}
              </div>
            )}
          </li>
        ))}
    </ol>
  )
}
