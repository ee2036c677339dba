import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { newId } from '#kernel/id'
import { editionStates, fillIn, reportRefusals, reports, templates, type EditionLine } from '#engines/reports/shared'
import {
  Button,
  EmptyState,
  FieldRow,
  Problem,
  useBarrier,
  useCommand,
  useNow,
  useOperation,
  Unanswered,
  useText,
  Waiting,
  When,
} from '#ui'
import { usePageTitle } from '#ui/page-title'
import { SideSheet } from '#ui/side-sheet'
import '../edition-state.css'
import './reports-page.css'

/** Every edition, the newest year first. */
export function ReportsPage() {
  const text = useText()
  const barrier = useBarrier()
  const list = useOperation(reports.editions, {})
  const [isBeginning, setBeginning] = useState(false)
  const mayBegin = barrier(reports.make.name) === null
  usePageTitle(text(['报告', 'Reports']))
  const items = list.data?.items ?? []
  return (
    <div className="page reports">
      <header className="reports-head">
        <h1>{text(['报告', 'Reports'])}</h1>
        {mayBegin && (
          <Button tone="main" onClick={() => setBeginning(true)}>
            {text(['拟写报告', 'Begin a report'])}
          </Button>
        )}
      </header>
      {list.isError && !list.data ? (
        <Unanswered asked={list} refusals={reportRefusals} />
      ) : list.isPending ? (
        <Waiting />
      ) : items.length === 0 ? (
        <EmptyState title={['还没有报告', 'No report yet']}>
          <p>
            {mayBegin
              ? text([
                  '选好模板和年份，各系统的数据会自动排进初稿。',
                  'Choose a template and a year: the figures are laid in at once.',
                ])
              : text(['报告印发后会列在这里。', 'Reports are listed here once they are issued.'])}
          </p>
        </EmptyState>
      ) : (
        <ul className="reports-list">
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
      {isBeginning && <BeginReport onClose={() => setBeginning(false)} />}
    </div>
  )
}

function Line({ item }: { item: EditionLine }) {
  const text = useText()
  return (
    <li>
      <div>
        <Link to={item.id}>{item.title}</Link>
        <p className="note">
          {item.number && <span className="report-number">{item.number}</span>}
          {item.changedBy} <When at={item.changedAt} />
        </p>
      </div>
      <span className="edition-state" data-state={item.state}>
        {text(editionStates[item.state])}
      </span>
    </li>
  )
}

function BeginReport({ onClose }: { onClose: () => void }) {
  const text = useText()
  const navigate = useNavigate()
  const now = useNow()
  const begin = useCommand(reports.make)
  const [template, setTemplate] = useState(templates[0]!.id)
  const [year, setYear] = useState(now.getFullYear() - 1)
  const [isFilled, setFilled] = useState(true)
  const chosen = templates.find((each) => each.id === template)!
  const years = Array.from({ length: 5 }, (_, back) => now.getFullYear() - back)
  return (
    <SideSheet title={['拟写报告', 'Begin a report']} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const id = newId()
          begin.mutate({ id, template, year, filled: isFilled }, { onSuccess: () => void navigate(id) })
        }}
      >
        <div className="side-sheet-fields">
          <FieldRow label={['模板', 'Template']}>
            {(field) => (
              <select
                {...field}
                className="control"
                value={template}
                onChange={(event) => setTemplate(event.target.value)}
              >
                {templates.map((each) => (
                  <option key={each.id} value={each.id}>
                    {text(each.name)}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <FieldRow label={['总结年度', 'Year reported on']}>
            {(field) => (
              <select
                {...field}
                className="control"
                value={year}
                onChange={(event) => setYear(Number(event.target.value))}
              >
                {years.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            )}
          </FieldRow>
          <label className="check">
            <input type="checkbox" checked={isFilled} onChange={(event) => setFilled(event.target.checked)} />
            {text(['把各系统提供的段落和数据排进初稿', 'Lay in the paragraphs and figures that the systems offer'])}
          </label>
          <section className="template-outline">
            <h3>{text(['框架', 'Outline'])}</h3>
            <ol>
              {chosen.parts.flatMap((part) =>
                part.heading
                  ? [
                      <li key={part.heading} data-level={part.level}>
                        {fillIn(part.heading, { street: '', year })}
                      </li>,
                    ]
                  : [],
              )}
            </ol>
          </section>
          {begin.isError && <Problem error={begin.error} refusals={reportRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button tone="main" type="submit" busy={begin.isPending}>
            {text(['开始拟稿', 'Begin'])}
          </Button>
          <Button onClick={onClose}>{text(['取消', 'Cancel'])}</Button>
        </footer>
      </form>
    </SideSheet>
  )
}
