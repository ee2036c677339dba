import type { Text } from '#kernel/text'
import { purposes, type Purpose } from '#engines/registers/shared'
import { Chips, FieldRow, InputRow } from '#ui'
import { useText } from '#ui/text'

interface Given {
  readonly purpose: Purpose | null
  readonly onPurpose: (purpose: Purpose) => void
  readonly note: string
  readonly onNote: (note: string) => void
  /** Whether it was sent already: only then is said what is missing. */
  readonly tried: boolean
  /** What to say when nothing is said of why. */
  readonly wanted: Text
}

/** For what, from a list, and why, in words: whatever looks behind masks or takes something out is asked both. */
export function PurposeFields({ purpose, onPurpose, note, onNote, tried, wanted }: Given) {
  const text = useText()
  return (
    <>
      <FieldRow
        label={['用途', 'Purpose']}
        group
        error={tried && !purpose ? text(['请选择用途。', 'Choose a purpose.']) : undefined}
      >
        {({ id: _, ...aria }) => (
          <Chips {...aria} options={purposes} value={purpose} onChange={onPurpose} label={text(['用途', 'Purpose'])} />
        )}
      </FieldRow>
      <InputRow
        label={['事由', 'What for']}
        error={tried && !isSaid(note) ? text(wanted) : undefined}
        maxLength={200}
        value={note}
        onChange={(event) => onNote(event.target.value)}
      />
    </>
  )
}

/** Two characters are the least that says something. */
export const isSaid = (note: string): boolean => note.trim().length >= 2
