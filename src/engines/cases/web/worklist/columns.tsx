import { useMemo, type ReactNode } from 'react'
import { caseColumnIds, caseColumns, type CaseColumnId, type CaseLine } from '#engines/cases/shared'
import { shortCommittee } from '#engines/registers/web'
import type { Column } from '#ui/record-table'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { CaseLight, flagsOf, NextDue } from '../case-light.tsx'
import { useCaseWords } from '../case-words.ts'

export interface CaseColumn extends Column<CaseLine> {
  readonly id: CaseColumnId
  /** The cell as words, for a sheet. */
  readonly say: (line: CaseLine) => string
}

/** What a list can show of a case. */
export function useCaseColumns(): readonly CaseColumn[] {
  const text = useText()
  const { typeName, unitName, committeeName, gridName } = useCaseWords()
  return useMemo(() => {
    const drawn: Partial<Record<CaseColumnId, (line: CaseLine) => ReactNode>> = {
      light: (line) => <CaseLight line={line} bare />,
      due: (line) => <NextDue line={line} />,
      title: (line) => (
        <span title={line.title}>
          {line.title}
          {flagsOf(line).map((flag) => (
            <span className="case-flag" key={flag[0]}>
              {text(flag)}
            </span>
          ))}
        </span>
      ),
      reported: (line) => <When at={line.reportedAt} />,
      closed: (line) => line.closedAt && <When at={line.closedAt} />,
    }
    return caseColumnIds.map((id): CaseColumn => {
      const { title, width, say } = caseColumns[id]
      const said = (line: CaseLine) =>
        text(
          say(line, {
            now: serverNow().toISOString(),
            unitName,
            committeeName: (code) => shortCommittee(committeeName(code)),
            gridName,
            typeName,
          }),
        )
      const cell = drawn[id] ?? ((line: CaseLine) => <span title={said(line)}>{said(line)}</span>)
      return { id, title, width, grows: id === 'title', say: said, cell }
    })
  }, [text, typeName, unitName, committeeName, gridName])
}

const usual = ['light', 'due', 'title', 'state', 'place', 'unit', 'category', 'committee', 'number']
const ended = ['light', 'title', 'state', 'place', 'unit', 'category', 'committee', 'reported', 'closed', 'number']

/** Which columns a queue shows until someone chooses others. */
export function usualColumns(queue: string | undefined): readonly string[] {
  return queue === 'unsolved_said' || queue === undefined ? ended : usual
}
