import { Link } from 'react-router'
import { searchOf, type Filter } from '#engines/cases/web'
import { figureForms, reportRefusals, reports, type OpenedFigure } from '#engines/reports/shared'
import { Button, grouped, Problem, useOperation, useStreet, useText, Waiting } from '#ui'
import './figure-card.css'

const hasFraction = ({ kind }: OpenedFigure) => kind === 'rate' || kind === 'weighted'

function listOf(
  street: string,
  { measure, kind, where }: OpenedFigure,
  days: { from: string; to: string },
  part: 'numerator' | 'denominator',
) {
  const filter = {
    measure,
    ...(kind === 'rate' && { part }),
    ...days,
    ...(where && { [where.dimension]: where.member }),
  } as Filter
  return `/desk/${street}/cases${searchOf(filter, 'newest')}`
}

/** What a number is made of: definition, fraction, days, place in the ledger, and the list of records. */
export function FigureCard({ edition, figure, onClose }: { edition: string; figure: string; onClose: () => void }) {
  const text = useText()
  const opened = useOperation(reports.openFigure, { id: edition, figure })
  return (
    <section className="figure-card" aria-label={text(['数据出处', 'What the number is made of'])} aria-live="polite">
      <header>
        <h2>{text(['数据出处', 'What it is made of'])}</h2>
        <Button tone="quiet" onClick={onClose} aria-label={text(['关闭', 'Close'])} title="Esc">
          ×
        </Button>
      </header>
      {opened.isError ? (
        <Problem error={opened.error} refusals={reportRefusals} isBrief />
      ) : !opened.data || opened.isPlaceholderData ? (
        <Waiting />
      ) : (
        <Made figure={opened.data} />
      )}
    </section>
  )
}

function Made({ figure }: { figure: OpenedFigure }) {
  const text = useText()
  const street = useStreet()
  const { counted, period, base, list } = figure
  const [of, part] = [(said: string | null) => said ?? '—', (count: number) => grouped(count)]
  // Weights are kept in thousandths.
  const top = (count: number) => (figure.kind === 'weighted' ? String(count / 1000) : grouped(count))
  const opens = (label: string, which: 'numerator' | 'denominator') =>
    list && counted ? <Link to={listOf(street, figure, period, which)}>{label}</Link> : <span>{label}</span>
  return (
    <>
      <p className="figure-card-name">
        {text(figure.label)} <span className="note">{text(figureForms[figure.form])}</span>
      </p>
      {counted && <p className="figure-card-value">{of(counted.shown)}</p>}
      <p>{text(figure.sentence)}</p>
      <dl>
        <dt>{text(['期间', 'Period'])}</dt>
        <dd>
          {period.from} {text(['至', 'to'])} {period.to}
        </dd>
        {counted ? (
          <>
            {hasFraction(figure) ? (
              <>
                <dt>{text(['分子 / 分母', 'Fraction'])}</dt>
                <dd>
                  {opens(top(counted.numerator), 'numerator')} / {opens(part(counted.denominator), 'denominator')}
                </dd>
              </>
            ) : (
              <>
                <dt>{text(['数量', 'Counted'])}</dt>
                <dd>{opens(of(counted.value), 'numerator')}</dd>
              </>
            )}
            {base && counted.base && (
              <>
                <dt>{text(['比较期', 'Compared with'])}</dt>
                <dd>
                  {base.from} {text(['至', 'to'])} {base.to}
                  <br />
                  {of(counted.base.value)}
                  {hasFraction(figure) && ` = ${top(counted.base.numerator)} / ${part(counted.base.denominator)}`}
                </dd>
              </>
            )}
            {counted.goal !== null && (
              <>
                <dt>{text(['目标', 'Goal'])}</dt>
                <dd>{counted.goal}</dd>
              </>
            )}
            <dt>{text(['台账位置', 'Position of the ledger'])}</dt>
            <dd className="figure-card-code">{counted.position}</dd>
          </>
        ) : null}
        {figure.version !== '' && (
          <>
            <dt>{text(['定义版本', 'Version of the definition'])}</dt>
            <dd className="figure-card-code">{figure.version}</dd>
          </>
        )}
      </dl>
      {counted ? (
        <p className="note">
          {counted.sealed
            ? text([
                '签发时封存的数据；清单按今天的记录打开。',
                'As sealed when it was signed; the list opens as it is today.',
              ])
            : text([
                '拟稿期间随记录实时变动，签发时封存。',
                'Follows the records while it is drafted; sealed when it is signed.',
              ])}
        </p>
      ) : figure.counting ? (
        <p className="note">
          {text([
            '指标正在统计，完成后自动填入，此前不能签发。',
            'Still being counted; it fills in when done, and nothing is signed before that.',
          ])}
        </p>
      ) : (
        <p className="note">
          {text([
            '您可以查看指标的定义；构成数据需要全街道的指标查看权限。',
            'You may read the definition; the numbers behind it are for who sees the figures of the whole street.',
          ])}
        </p>
      )}
      {list && (
        <Link className="button" to={listOf(street, figure, period, 'numerator')}>
          {text(['打开清单', 'Open the list'])}
        </Link>
      )}
    </>
  )
}
