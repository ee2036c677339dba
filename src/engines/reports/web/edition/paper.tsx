import { useMemo } from 'react'
import {
  referenceKey,
  type ChartForm,
  type Block,
  type EditionView,
  type FigureRun,
  type Run,
} from '#engines/reports/shared'
import { useText } from '#ui/text'
import './paper.css'

interface Given {
  readonly edition: Pick<EditionView, 'title' | 'blocks' | 'figures' | 'charts' | 'number'>
  readonly opened: string | null
  readonly onFigure: (run: FigureRun) => void
  /** Told which paragraph was pressed, for a comment. */
  readonly onBlock?: (block: string) => void
}

/** The edition as it is read: every number opens. */
export function Paper({ edition, opened, onFigure, onBlock }: Given) {
  const shown = useMemo(() => new Map(edition.figures.map((each) => [each.key, each])), [edition.figures])
  return (
    <article className="paper" lang="zh-CN">
      {edition.number && <p className="paper-number">{edition.number}</p>}
      <h1>{edition.title}</h1>
      <div className="paper-text">
        {edition.blocks.map((block) => (
          <Shown
            key={block.id}
            block={block}
            shown={shown}
            opened={opened}
            onFigure={onFigure}
            charts={edition.charts}
            onBlock={onBlock}
          />
        ))}
      </div>
    </article>
  )
}

interface RunsGiven extends Pick<Given, 'opened' | 'onFigure'> {
  readonly runs: readonly Run[]
  readonly shown: ReadonlyMap<string, EditionView['figures'][number]>
}

function Shown({
  block,
  charts,
  onBlock,
  ...given
}: Omit<RunsGiven, 'runs'> & { block: Block; charts: EditionView['charts']; onBlock: Given['onBlock'] | undefined }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = (['h2', 'h3', 'h4'] as const)[block.level - 1]!
      return <Heading id={block.id}>{block.text}</Heading>
    }
    case 'paragraph':
      return (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a short cut; comments are made at the side
        <p id={block.id} onClick={() => onBlock?.(block.id)}>
          <Runs runs={block.runs} {...given} />
        </p>
      )
    case 'table':
      return (
        <figure className="paper-table">
          <figcaption>{block.title}</figcaption>
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  {block.head.map((head, column) => (
                    // oxlint-disable-next-line react/no-array-index-key -- two columns may have one name
                    <th key={column} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {block.rows.map((row, nth) => (
                  // oxlint-disable-next-line react/no-array-index-key -- rows have nothing else to be told by
                  <tr key={nth}>
                    {row.map((cell, column) => (
                      // oxlint-disable-next-line react/no-array-index-key
                      <td key={column}>
                        <Runs runs={cell} {...given} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </figure>
      )
    case 'chart':
      return (
        <Chart
          title={block.title}
          form={block.form}
          points={Object.hasOwn(charts, block.id) ? charts[block.id]! : []}
        />
      )
  }
}

function Runs({ runs, shown, opened, onFigure }: RunsGiven) {
  const text = useText()
  return runs.map((run, nth) => {
    // oxlint-disable-next-line react/no-array-index-key -- pieces of text have nothing else to be told by
    if (run.kind === 'text') return run.bold ? <strong key={nth}>{run.text}</strong> : <span key={nth}>{run.text}</span>
    if (run.kind === 'outside')
      return (
        <span
          key={run.id}
          className="report-outside"
          title={`${text(['外部数据', 'From outside'])}：${run.source} · ${run.evidence} · ${run.by}`}
        >
          {run.text}
        </span>
      )
    const found = shown.get(referenceKey(run))
    return (
      <button
        key={run.id}
        type="button"
        className="report-figure"
        data-figure={run.id}
        data-empty={found && found.shown === null ? '' : undefined}
        aria-pressed={opened === run.id}
        aria-label={`${text(['数据', 'Figure'])} ${text(found?.label ?? ['', ''])} ${found?.shown ?? '—'}`}
        onClick={() => onFigure(run)}
      >
        {found?.shown ?? '—'}
      </button>
    )
  })
}

/** Bars with their numbers, and the same as a table for whoever cannot see bars. */
function Chart({ title, form, points }: { title: string; form: ChartForm; points: EditionView['charts'][string] }) {
  const text = useText()
  const most = Math.max(1, ...points.map(({ value }) => Number(value ?? 0)))
  return (
    <figure className="paper-chart" data-form={form}>
      <figcaption>{title}</figcaption>
      {points.length === 0 && <p className="note">{text(['暂无数据', 'No data yet'])}</p>}
      <table>
        <tbody>
          {points.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span className="paper-bar" style={{ inlineSize: `${(Number(value ?? 0) / most) * 100}%` }} />
                <span>{value ?? '—'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
