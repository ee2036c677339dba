import { useMemo } from 'react'
import { cases, findCategory, states, type CaseFileView } from '#engines/cases/shared'
import { sayAnswer } from '#model'
import { Problem, Waiting } from '#ui/notices'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { Link } from '../light/link.tsx'
import { goBack } from '../light/route.ts'
import { standingOf, useActing, useEntriesOf, useForeseen } from './acting.ts'
import { AnswerForm } from './answer-form.tsx'
import { useHeard, useWorking, type Heard } from './asking.ts'
import { CasePicture } from './camera.tsx'
import { findCaseType } from './case-types.ts'
import { BeforeAfter, CheckForm, VerifyForm } from './check-form.tsx'
import { Conflict } from './conflict.tsx'
import { ContactForm } from './contact-form.tsx'
import { useDraft } from './draft.ts'
import { FeedbackForm, StepForm } from './feedback-form.tsx'
import { MoreActs } from './more-acts.tsx'
import { Fold, LightAndDue, Notice, Section } from './parts.tsx'
import { handlingSteps } from './proof.ts'
import { titleOf } from './say-act.ts'
import { Story } from './story.tsx'

function Facts({ file }: { file: CaseFileView }) {
  const text = useText()
  const seen = file.case
  const type = findCaseType(seen.type)
  const category = findCategory(seen.category)
  const answers = Object.entries(type?.form ?? {}).filter(([name]) => seen.answers[name] !== undefined)
  const found = file.records
    .flatMap((record) => record.photos)
    .filter((photo) => photo.purpose === 'before' || photo.purpose === 'scene')
  return (
    <>
      <div>
        <h1>{seen.title}</h1>
        <p className="place">{seen.place}</p>
        <p className="quiet-text">
          {type && text(type.label)} · {category && text(category.name)}
          <br />
          {seen.number}
        </p>
      </div>
      {seen.description !== '' && seen.description !== seen.title && <p className="told">{seen.description}</p>}
      {answers.length > 0 && (
        <dl className="facts">
          {answers.map(([name, field]) => (
            <div key={name}>
              <dt>{text(field.label)}</dt>
              <dd>{text(sayAnswer(field, seen.answers[name]))}</dd>
            </div>
          ))}
        </dl>
      )}
      {file.caller && (file.caller.name || file.caller.phone) && (
        <p>
          {text(['来电人', 'Caller'])} {file.caller.name} {file.caller.phone}
        </p>
      )}
      {seen.state !== 'checking' && found.length > 0 && (
        <div className="photos">
          {found.slice(0, 4).map((photo) => (
            <CasePicture key={photo.id} photo={photo as never} />
          ))}
        </div>
      )}
    </>
  )
}

function Queued({ caseId }: { caseId: string }) {
  const text = useText()
  const entries = useEntriesOf(caseId)
  const waiting = entries.filter((entry) => entry.kind === 'command' && !entry.refused)
  const refused = entries.filter((entry) => entry.refused)
  if (entries.length === 0) return null
  return (
    <>
      {refused.map((entry) => (
        <Conflict key={entry.id} entry={entry} behind={waiting.filter((each) => each.seq > entry.seq).length} />
      ))}
      {waiting.length > 0 && (
        <Notice kind="plain">
          {text([`待发送 ${waiting.length}`, `${waiting.length} to send`])}：
          {waiting.map((entry) => (entry.kind === 'command' ? text(titleOf(entry.operation)) : '')).join('、')}
        </Notice>
      )}
    </>
  )
}

function Handling({ heard }: { heard: Heard<CaseFileView> }) {
  const text = useText()
  const { membership, street } = useWorking()
  const file = heard.value
  const caseId = file.case.id
  const standing = useMemo(() => standingOf(file, membership.unit), [file, membership.unit])
  const foreseen = useForeseen(caseId, standing, heard.at)
  const drafting = useDraft(caseId)
  const { act, busy } = useActing(caseId)
  const can = (verb: string) => membership.can.includes(`cases.${verb}`)
  const type = findCaseType(file.case.type)
  const { taskId } = standing
  if (taskId === null || !can('sign')) return null

  const isSigned = foreseen.state === 'signed'
  const isActive = isSigned || foreseen.state === 'dispatched'
  const steps = type ? handlingSteps(type, file.case as never, serverNow().toISOString()) : []
  const step = steps[foreseen.step]
  const stepsLeft = steps.length > foreseen.step + 1 && file.case.reworkCount === 0
  const needsAnswer = type?.steps.answer === true && standing.role === 'lead' && !foreseen.answered
  const needsContact = type?.steps.contact === true && !foreseen.contacted
  return (
    <>
      {foreseen.state === 'fed_back' && (
        <Notice kind="plain">{text(['已反馈，等待他人核查。', 'Fed back; someone else will check.'])}</Notice>
      )}
      {foreseen.state === 'returned' && <Notice kind="plain">{text(['已退单。', 'Returned.'])}</Notice>}
      {(foreseen.state === 'fed_back' || foreseen.state === 'returned') && (
        <div className="thumb-bar">
          <Link to={`/field/${street}`} className="button primary">
            {text(['办下一件', 'Next task'])}
          </Link>
        </div>
      )}
      {foreseen.state === 'dispatched' && (
        <div className="thumb-bar">
          <button
            type="button"
            className="button primary"
            disabled={busy}
            onClick={() => void act(cases.sign, { caseId, taskId: taskId as never })}
          >
            {text(['签收', 'Sign'])}
          </button>
        </div>
      )}
      {isActive && needsContact && (
        <Section title={['先行联系', 'First contact']} id="contact">
          <ContactForm
            caseId={caseId}
            mayReveal={can('revealCaller') && file.caller?.phone !== null && file.caller !== null}
          />
        </Section>
      )}
      {isSigned && needsAnswer && !stepsLeft && (
        <Section title={['认定与答复', 'Findings and answer']} id="answer">
          <AnswerForm caseId={caseId} type={type} seen={file.case} drafting={drafting} />
        </Section>
      )}
      {isSigned && stepsLeft && step && (
        <Section
          title={[
            `处置：第 ${foreseen.step + 1} / ${steps.length} 阶段`,
            `Handling: step ${foreseen.step + 1} of ${steps.length}`,
          ]}
        >
          <StepForm
            caseId={caseId}
            taskId={taskId}
            foreseen={foreseen}
            drafting={drafting}
            label={step.label}
            next={steps[foreseen.step + 1]?.label ?? null}
          />
        </Section>
      )}
      {isSigned && !stepsLeft && !needsAnswer && (
        <Section title={['处置反馈', 'Feedback']}>
          <FeedbackForm
            caseId={caseId}
            taskId={taskId}
            type={type}
            seen={file.case}
            foreseen={foreseen}
            drafting={drafting}
          />
        </Section>
      )}
      <MoreActs file={file} caseId={caseId} taskId={taskId} isActive={isActive} can={can} />
    </>
  )
}

function Checking({ heard }: { heard: Heard<CaseFileView> }) {
  const text = useText()
  const { membership, street } = useWorking()
  const file = heard.value
  const foreseen = useForeseen(file.case.id, standingOf(file, null), heard.at)
  const can = (verb: string) => membership.can.includes(`cases.${verb}`)
  const feedback = [...file.records].reverse().find((record) => record.kind === 'feedback')
  const done = (said: readonly [string, string]) => (
    <>
      <Notice kind="plain">{text(said)}</Notice>
      <div className="thumb-bar">
        <Link to={`/field/${street}/checks`} className="button primary">
          {text(['下一件', 'Next'])}
        </Link>
      </div>
    </>
  )
  if (file.case.state === 'checking') {
    return (
      <Section title={['核查', 'Check']}>
        {feedback && <p className="told">{String((feedback.body as { text?: string }).text ?? '')}</p>}
        {file.records.some((record) => record.photos.length > 0) && <BeforeAfter file={file} />}
        {foreseen.checked ? (
          done(['核查已记下。', 'The check is recorded.'])
        ) : (
          <CheckForm caseId={file.case.id} file={file} heardNow={heard.fresh} canCheck={can('check')} />
        )}
      </Section>
    )
  }
  if (file.case.state === 'verifying' && can('verify')) {
    return (
      <Section title={['现场核实', 'Verify on site']}>
        {foreseen.verified ? (
          done(['核实已记下。', 'The verification is recorded.'])
        ) : (
          <VerifyForm caseId={file.case.id} />
        )}
      </Section>
    )
  }
  return null
}

/** One case: what and where, what is promised, what can be done now, what was done. */
export function CasePage({ caseId }: { caseId: string }) {
  const text = useText()
  const { street } = useWorking()
  const heard = useHeard(cases.get, { caseId: caseId as never }, { every: 60_000 })
  const data = heard.data
  return (
    <main className="page">
      <header className="case-head">
        <button type="button" className="button plain" onClick={() => goBack(`/field/${street}`)}>
          ‹ {text(['返回', 'Back'])}
        </button>
        {data && (
          <span>
            {text(states[data.value.case.state])} <LightAndDue seen={data.value.case} />
          </span>
        )}
      </header>
      {!data && heard.isPending && <Waiting />}
      {!data && heard.error && (
        <Problem
          error={heard.error}
          kept={[
            '这件案件没有存在手机上，有网络时再打开。',
            'This case is not kept on the phone. Open it when there is a line.',
          ]}
        />
      )}
      {data && !data.fresh && heard.isFetchedAfterMount && (
        <p className="quiet-text">
          {text([
            `没有网络，显示的是 ${clock(data.at)} 的内容，办理会先存在手机上。`,
            `No line: this is how it stood at ${clock(data.at)}. What you do is kept on the phone.`,
          ])}
        </p>
      )}
      <Queued caseId={caseId} />
      {data && (
        <>
          <Facts file={data.value} />
          <Checking heard={data} />
          <Handling heard={data} />
          <Fold title={['案卷经过', 'What was done']}>
            <Story file={data.value} />
          </Fold>
        </>
      )}
    </main>
  )
}

const clock = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)
