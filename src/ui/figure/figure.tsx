import type { Text } from '#kernel/text'
import { percent } from '#model'
import { useText } from '../text/index.ts'
import './figure.css'

export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

interface Shown {
  readonly label: Text
  /** What is counted, in one sentence; read on hover and to a screen reader. */
  readonly meaning?: Text
  readonly numerator: number
  /** Null for a plain count; a rate of nothing is said as —, never as 100 %. */
  readonly denominator: number | null
  /** A rate by definition, even when its denominator is missing. */
  readonly isRate?: boolean
  readonly large?: boolean
  /** The same rate of the period before, to compare with. */
  readonly before?: { readonly numerator: number; readonly denominator: number | null } | undefined
  /** Opens the list of what was counted. */
  readonly onOpen?: (part: 'numerator' | 'denominator') => void
}

function Opener({
  children,
  label,
  onClick,
}: {
  children: React.ReactNode
  label: string
  onClick: (() => void) | undefined
}) {
  if (!onClick) return <span>{children}</span>
  return (
    <button type="button" className="figure-open" onClick={onClick} aria-label={label}>
      {children}
    </button>
  )
}

/** Points of a hundred by which a rate differs from that of the period before. */
function Change({ now, before }: { now: string; before: string }) {
  const text = useText()
  const points = Number(now) - Number(before)
  const said = text([`上期 ${before} %`, `before: ${before} %`])
  return (
    <span className="figure-fraction" title={said}>
      {points === 0 ? '→' : points > 0 ? '↑' : '↓'} {Math.abs(points).toFixed(1)}
      <span className="unseen">{said}</span>
    </span>
  )
}

/** A number with its fraction: 97.96 %  18,726 / 19,115. Click a number for the list behind it. */
export function Figure({
  label,
  meaning,
  numerator,
  denominator,
  isRate = denominator !== null,
  large = false,
  before,
  onOpen,
}: Shown) {
  const text = useText()
  const open = (part: 'numerator' | 'denominator') => (onOpen ? () => onOpen(part) : undefined)
  const listOf = text([`打开清单：${label[0]}`, `Open the list: ${label[1]}`])
  const share = isRate && denominator !== null ? percent(numerator, denominator) : null
  const past = before?.denominator ? percent(before.numerator, before.denominator) : null
  return (
    <figure className={large ? 'figure figure-large' : 'figure'} title={meaning && text(meaning)}>
      <figcaption>
        {text(label)}
        {meaning && <span className="unseen">{text(meaning)}</span>}
      </figcaption>
      {isRate ? (
        <div className="figure-line">
          <span className="figure-number">
            <Opener onClick={open('numerator')} label={`${listOf} ${share ?? '—'} %`}>
              {share === null ? '—' : share}
              {share !== null && <small> %</small>}
            </Opener>
          </span>
          <span className="figure-fraction">
            <Opener onClick={open('numerator')} label={`${listOf} ${grouped(numerator)}`}>
              {grouped(numerator)}
            </Opener>
            {' / '}
            <Opener
              onClick={open('denominator')}
              label={`${listOf} ${denominator === null ? '—' : grouped(denominator)}`}
            >
              {denominator === null ? '—' : grouped(denominator)}
            </Opener>
          </span>
          {share !== null && past !== null && <Change now={share} before={past} />}
        </div>
      ) : (
        <div className="figure-line">
          <span className="figure-number">
            <Opener onClick={open('numerator')} label={`${listOf} ${grouped(numerator)}`}>
              {grouped(numerator)}
            </Opener>
          </span>
        </div>
      )}
    </figure>
  )
}
