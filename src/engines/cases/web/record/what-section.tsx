import { useState, type FormEvent } from 'react'
import { sayAnswer } from '#model'
import { caseRefusals, cases, type CaseFileView } from '#engines/cases/shared'
import { shortCommittee, useAreas } from '#engines/registers/web'
import { Button, Problem } from '#ui'
import { AreaSketch } from '#ui/area-map'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { useCaseType } from '../case-types-context.ts'
import { appealName, categoryName, factName, resultName, satisfactionName, useCaseWords } from '../case-words.ts'

/** Who called, masked; shown whole for a purpose, which is written down. */
function Caller({ file }: { file: CaseFileView }) {
  const text = useText()
  const barrier = useBarrier()
  const reveal = useCommand(cases.revealCaller)
  const [isAsking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const caller = reveal.data ?? file.caller
  if (!caller) return <span className="quiet">{text(['未留', 'not given'])}</span>
  const barred = barrier(cases.revealCaller.name)
  function show(event: FormEvent): void {
    event.preventDefault()
    reveal.mutate({ caseId: file.case.id, purpose: purpose.trim() }, { onSuccess: () => setAsking(false) })
  }
  return (
    <span className="case-caller">
      {[caller.name, caller.phone].filter(Boolean).join(' ')}{' '}
      {!reveal.data && !isAsking && (
        <button
          type="button"
          className="link-button"
          aria-disabled={barred ? true : undefined}
          title={barred ? text(barred) : undefined}
          onClick={() => !barred && setAsking(true)}
        >
          {text(['查看', 'See'])}
        </button>
      )}
      {isAsking && (
        <form className="case-reveal" onSubmit={show}>
          <input
            className="control"
            autoFocus
            minLength={2}
            maxLength={200}
            required
            aria-label={text(['查看事由', 'Purpose'])}
            placeholder={text([
              '查看事由，如“回访”（将记入日志）',
              'Purpose, such as “return visit” (it is written down)',
            ])}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
          <Button type="submit" busy={reveal.isPending}>
            {text(['查看', 'See'])}
          </Button>
          {reveal.isError && <Problem error={reveal.error} refusals={caseRefusals} />}
        </form>
      )}
    </span>
  )
}

/** What was reported, and where. */
export function WhatSection({ file }: { file: CaseFileView }) {
  const text = useText()
  const line = file.case
  const type = useCaseType(line.type)
  const areas = useAreas()
  const { unitName, staffName, committeeName, gridName } = useCaseWords()
  const where = [line.committee && shortCommittee(committeeName(line.committee)), line.grid && gridName(line.grid)]
    .filter(Boolean)
    .join(' · ')
  return (
    <section className="case-what">
      <h2 className="unseen">{text(['什么事，在哪里', 'What and where'])}</h2>
      {line.description && <p className="case-description">{line.description}</p>}
      <div className="case-what-columns">
        <dl className="facts">
          <dt>{text(['地点', 'Place'])}</dt>
          <dd>
            {line.place}
            {where && <span className="note"> {where}</span>}
          </dd>
          <dt>{text(['类别', 'Category'])}</dt>
          <dd>{text(categoryName(line.category))}</dd>
          {type &&
            Object.entries(type.form).map(([name, field]) =>
              line.answers[name] === undefined ? null : (
                <div className="fact" key={name}>
                  <dt>{text(field.label)}</dt>
                  <dd>{text(sayAnswer(field, line.answers[name]))}</dd>
                </div>
              ),
            )}
          <dt>{text(['诉求人', 'Caller'])}</dt>
          <dd>
            <Caller file={file} />
          </dd>
          <dt>{text(['上报', 'Reported'])}</dt>
          <dd>
            <When at={line.reportedAt} />
            {line.createdBy && <span className="note"> {staffName(line.createdBy)}</span>}
          </dd>
          {line.upstreamNo && (
            <>
              <dt>{text(['来源工单', 'Upstream no.'])}</dt>
              <dd>{line.upstreamNo}</dd>
            </>
          )}
          {line.leadUnit && (
            <>
              <dt>{text(['承办', 'Handled by'])}</dt>
              <dd>
                {unitName(line.leadUnit)}
                {line.handler && <span className="note"> {staffName(line.handler)}</span>}
                {file.tasks.some((task) => task.role === 'assist') && (
                  <span className="note">
                    {' '}
                    {text(['协办', 'assisted by'])}{' '}
                    {file.tasks
                      .filter(
                        (task) => task.role === 'assist' && task.state !== 'returned' && task.state !== 'withdrawn',
                      )
                      .map((task) => unitName(task.unit))
                      .join('、')}
                  </span>
                )}
              </dd>
            </>
          )}
          {line.factFinding && (
            <>
              <dt>{text(['认定', 'Findings'])}</dt>
              <dd>
                {text(factName(line.factFinding))} · {text(appealName(line.appealFinding))} ·{' '}
                {text(resultName(line.result))}
              </dd>
            </>
          )}
          {line.satisfaction && (
            <>
              <dt>{text(['评价', 'Rated'])}</dt>
              <dd>
                {line.solvedSay === null
                  ? ''
                  : `${text(line.solvedSay ? ['已解决', 'solved'] : ['未解决', 'not solved'])} · `}
                {text(satisfactionName(line.satisfaction))}
              </dd>
            </>
          )}
          {line.followCode !== null && (
            <>
              <dt>{text(['查询码', 'Follow code'])}</dt>
              <dd>{line.followCode}</dd>
            </>
          )}
        </dl>
        {line.lng !== null && line.lat !== null && areas.isKnown && (
          <AreaSketch
            rings={areas.grids}
            at={[line.lng, line.lat]}
            inside={line.grid}
            label={[`${line.place} 的位置示意图`, `Where ${line.place} lies`]}
          />
        )}
      </div>
    </section>
  )
}
