import { states, type CaseLine } from '#engines/cases/shared'
import { shortCommittee } from '#engines/registers/web'
import { useText } from '#ui/text'
import { CaseLight, flagsOf, NextDue } from '../case-light.tsx'
import { useCaseWords } from '../case-words.ts'

/** A case in two lines, where columns have no room. */
export function CaseCard({ line }: { line: CaseLine }) {
  const text = useText()
  const { unitName, committeeName } = useCaseWords()
  return (
    <div className="case-card">
      <div>
        <CaseLight line={line} bare />
        <span className="case-card-title">{line.title}</span>
        {flagsOf(line).map((flag) => (
          <span className="case-flag" key={flag[0]}>
            {text(flag)}
          </span>
        ))}
        <span className="case-card-due">
          <NextDue line={line} />
        </span>
      </div>
      <div className="note">
        <span>{text(states[line.state])}</span>
        <span className="case-card-place">{line.place}</span>
        <span>{line.leadUnit ? unitName(line.leadUnit) : shortCommittee(committeeName(line.committee))}</span>
      </div>
    </div>
  )
}
