import type { ReactNode } from 'react'
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
  /** Where it is neither a count nor a rate: the value as it is read, with its unit; — for null. */
  readonly value?: { readonly said: string | null; readonly unit: string } | undefined
  /** The word with which what is counted is told in Chinese. */
  readonly each?: string
  /** What it was in other periods, beside the number. */
  readonly changes?: ReactNode
  /** Opens the list of what was counted. */
  readonly onOpen?: (part: 'numerator' | 'denominator') => void
}

function Opener({
  children,
  label,
  onClick,
}: {
  children: ReactNode
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

/** A number with its fraction: 97.96 %  18,726 / 19,115. Click a number for the list behind it. */
export function Figure({
  label,
  meaning,
  numerator,
  denominator,
  isRate = denominator !== null,
  large = false,
  value,
  each = '件',
  changes,
  onOpen,
}: Shown) {
  const text = useText()
  const open = (part: 'numerator' | 'denominator') => (onOpen ? () => onOpen(part) : undefined)
  const listOf = text([`打开清单：${label[0]}`, `Open the list: ${label[1]}`])
  const share = isRate && denominator !== null ? percent(numerator, denominator) : null
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
          {changes}
        </div>
      ) : (
        <div className="figure-line">
          <span className="figure-number">
            <Opener onClick={open('numerator')} label={`${listOf} ${value ? (value.said ?? '—') : grouped(numerator)}`}>
              {value ? (value.said ?? '—') : grouped(numerator)}
              {value?.said && <small> {value.unit}</small>}
            </Opener>
          </span>
          {value?.said && denominator !== null && (
            <span className="figure-fraction">
              <Opener onClick={open('denominator')} label={`${listOf} ${grouped(denominator)}`}>
                {text([`共 ${grouped(denominator)} ${each}`, `of ${grouped(denominator)}`])}
              </Opener>
            </span>
          )}
          {changes}
        </div>
      )}
    </figure>
  )
}
