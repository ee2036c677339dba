import { Link, useParams } from 'react-router'
import { indicatorRefusals, indicators, levels, sections, targetKinds } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { CountingSaid } from '../parts/counting-said.tsx'
import { Unfolded } from './act-form.tsx'
import { AdjustForm } from './adjust-form.tsx'
import { CourseSection } from './course-section.tsx'
import { GoalsSection } from './goals-section.tsx'
import { MilestonesSection } from './milestones-section.tsx'
import { OrdersSection } from './orders-section.tsx'
import { ProgressSection } from './progress-section.tsx'
import { SheetList } from './sheet-list.tsx'
import { actIn, percentSaid, points, TargetLight } from './target-words.tsx'
import './targets.css'
import './target-page.css'

/** One target: its numbers against both targets, its plan against what was reached, and all that was said of it. */
export function TargetPage() {
  const text = useText()
  const street = useStreet()
  const { unitName } = useDirectory()
  const { bookId = '', targetId = '' } = useParams()
  const found = useOperation(indicators.target, { targetId: targetId as never })
  usePageTitle(found.data?.target.title ?? text(['目标任务', 'Target']))
  if (found.isError && !found.data) return <Unanswered asked={found} refusals={indicatorRefusals} />
  if (!found.data || found.data.target.id !== targetId) return <Waiting />
  const view = found.data
  const { target, book } = view
  const complete = actIn(view.acts, 'completeMilestone')
  const mayAsk = actIn(view.acts, 'askAdjustment') !== undefined
  return (
    <div className="page targets-page">
      <header className="targets-title">
        <p className="note">
          <Link to={`/desk/${street}/targets/${bookId}`}>{book.title}</Link> · {text(levels[target.level])} {target.no}{' '}
          · {text(sections[target.section])}
        </p>
        <h1>{target.title}</h1>
        {target.content && <p>{target.content}</p>}
        <p className="targets-standing">
          <TargetLight light={target.standing.light} />
          <span>
            {text(['完成率 ', 'Reached '])}
            <strong>{percentSaid(target.standing.rate)}</strong>
          </span>
          <span>
            {text(['应达 ', 'Planned '])}
            {percentSaid(target.standing.planned)}
          </span>
          <span className="note">{text(target.standing.because)}</span>
          {target.nextLight && target.nextLight !== target.standing.light && (
            <span className="note">
              {text([`照此进度，${view.later} `, `at this pace, ${view.later}: `])}
              <TargetLight light={target.nextLight} />
            </span>
          )}
        </p>
        <dl className="target-facts">
          <div>
            <dt>{text(['牵头', 'Lead'])}</dt>
            <dd>{unitName(target.leadUnit)}</dd>
          </div>
          {target.assisting.length > 0 && (
            <div>
              <dt>{text(['配合', 'Assisting'])}</dt>
              <dd>{target.assisting.map(unitName).join('、')}</dd>
            </div>
          )}
          <div>
            <dt>{text(['责任领导', 'Leader'])}</dt>
            <dd>{target.leader || '—'}</dd>
          </div>
          <div>
            <dt>{text(['时限', 'Due'])}</dt>
            <dd>
              {target.deadline}
              {target.issuedDeadline && target.issuedDeadline !== target.deadline && (
                <span className="note">
                  {' '}
                  {text([`（印发时 ${target.issuedDeadline}）`, ` (as issued ${target.issuedDeadline})`])}
                </span>
              )}
            </dd>
          </div>
          <div>
            <dt>{text(['分值', 'Points'])}</dt>
            <dd>{points(target.weight)}</dd>
          </div>
          <div>
            <dt>{text(['类型', 'Kind'])}</dt>
            <dd>{text(targetKinds[target.kind])}</dd>
          </div>
          {target.evidence && (
            <div>
              <dt>{text(['佐证材料', 'Evidence'])}</dt>
              <dd>{target.evidence}</dd>
            </div>
          )}
        </dl>
      </header>
      <CountingSaid />
      <div className="target-halves">
        <div>
          <GoalsSection goals={target.goals} />
          <MilestonesSection
            milestones={target.milestones}
            asOf={view.asOf}
            mayComplete={
              complete === undefined || complete === null ? complete : text(indicatorRefusals.not_your_target)
            }
          />
        </div>
        <section>
          <h2>{text(['应达与实际', 'Planned and reached'])}</h2>
          <CourseSection
            course={view.course}
            label={text([`${target.title}：应达进度与实际完成率`, `${target.title}: planned and reached`])}
          />
        </section>
      </div>
      <div className="target-halves">
        <ProgressSection view={view} />
        <OrdersSection view={view} />
      </div>
      {(view.sheets.length > 0 || mayAsk) && (
        <section>
          <h2>{text([`调整 ${view.sheets.length}`, `Adjustments ${view.sheets.length}`])}</h2>
          {mayAsk && (
            <div className="form-buttons">
              <Unfolded label={['提出调整', 'Ask for an adjustment']}>
                {(close) => <AdjustForm view={view} onAway={close} />}
              </Unfolded>
            </div>
          )}
          <SheetList sheets={view.sheets} targets={[target]} acts={view.acts} />
        </section>
      )}
    </div>
  )
}
