import { useEffect, useMemo, useRef } from 'react'
import { verdictsInPlace, type Claim, type ClaimLink, type ClaimVerdict, type Report } from '#engines/reports/shared'
import { useText } from '#ui'
import { bringIntoSight } from '../bring-into-sight.ts'
import { verdicts } from './verdicts.ts'

interface Given {
  readonly text: string
  readonly report: Report
  readonly links: ReadonlyMap<string, ClaimLink>
  readonly chosen: string | null
  readonly onChoose: (claim: string) => void
}

/** The report as it was given, each number marked where it stands. */
export function ClaimsText({ text: said, report, links, chosen, onChoose }: Given) {
  const text = useText()
  const place = useRef<HTMLDivElement>(null)
  const passages = useMemo(() => verdictsInPlace(said, report), [said, report])
  useEffect(() => {
    if (!chosen) return
    const mark = place.current?.querySelector(`[data-claim="${CSS.escape(chosen)}"]`)
    bringIntoSight(mark, 'middle')
  }, [chosen])
  return (
    <div
      className="claims-text"
      ref={place}
      lang="zh-CN"
      role="region"
      aria-label={text(['核对后的正文', 'The text, checked'])}
    >
      {passages.map(({ start, text: words, claim, verdict }) =>
        claim ? (
          <Mark
            key={start}
            words={words}
            claim={claim}
            verdict={verdict}
            link={links.get(claim.id)}
            isChosen={chosen === claim.id}
            onChoose={() => onChoose(claim.id)}
          />
        ) : (
          <span key={start}>{words}</span>
        ),
      )}
    </div>
  )
}

interface Marked {
  readonly words: string
  readonly claim: Claim
  readonly verdict: ClaimVerdict | undefined
  readonly link: ClaimLink | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Mark({ words, claim, verdict, link, isChosen, onChoose }: Marked) {
  const text = useText()
  const said = verdict ? verdicts[verdict] : null
  const isOff = link !== undefined && !link.same
  const ours = isOff
    ? text([`系统为 ${link.comparable.ours ?? '—'}`, `the records say ${link.comparable.ours ?? '—'}`])
    : null
  return (
    <button
      type="button"
      className="claim"
      data-claim={claim.id}
      data-verdict={verdict}
      data-off={isOff || undefined}
      aria-pressed={isChosen}
      title={[claim.label, said && text(said.name), ours].filter(Boolean).join(' · ')}
      onClick={onChoose}
    >
      {words}
      {said && (
        <span className="claim-shape" aria-hidden="true">
          {said.shape}
        </span>
      )}
      {isOff && (
        <span className="claim-shape" aria-hidden="true">
          ≠
        </span>
      )}
      <span className="unseen">{[said && text(said.name), ours].filter(Boolean).join('，')}</span>
    </button>
  )
}
