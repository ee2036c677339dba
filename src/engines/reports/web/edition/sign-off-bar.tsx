import { useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import {
  editionStateIds,
  editionStates,
  editionSteps,
  issuingSteps,
  nextIssuing,
  reportRefusals,
  reports,
  type EditionAct,
  type EditionView,
} from '#engines/reports/shared'
import { Button, FieldRow, Problem, useCommand, useText, When } from '#ui'
import { SideSheet } from '#ui/side-sheet'
import './sign-off-bar.css'

/** The way of a report, and how far this one is. */
export function Way({ edition }: { edition: Pick<EditionView, 'state' | 'steps'> }) {
  const text = useText()
  const at = editionStateIds.indexOf(edition.state)
  const taken = new Set(edition.steps.map(({ step }) => step))
  const stages = [
    ...editionStateIds.slice(0, -1).map((state, nth) => ({
      name: editionStates[state],
      stand: nth < at ? 'done' : nth === at ? 'now' : 'to come',
    })),
    ...issuingSteps.map((step) => ({
      name: editionSteps[step],
      stand: taken.has(step)
        ? 'done'
        : nextIssuing([...taken]) === step && edition.state === 'sealed'
          ? 'now'
          : 'to come',
    })),
  ]
  return (
    <ol className="way" aria-label={text(['办理进度', 'Progress'])}>
      {stages.map(({ name, stand }) => (
        <li key={name[0]} data-stand={stand} aria-current={stand === 'now' ? 'step' : undefined}>
          <span aria-hidden="true">{stand === 'done' ? '●' : stand === 'now' ? '◐' : '○'}</span> {text(name)}
        </li>
      ))}
    </ol>
  )
}

const words = {
  submit: ['送核', 'Submit for review'],
  review: ['核稿通过', 'Pass the review'],
  countersign: ['会签同意', 'Countersign'],
  sign: ['签发', 'Sign'],
  sendBack: ['退回修改', 'Send back'],
} as const satisfies Partial<Record<EditionAct, Text>>

interface Given {
  readonly edition: EditionView
  /** Something is not saved yet. */
  readonly unsaved: boolean
  readonly children?: ReactNode
}

/** What can be done with the report now; what may not is shown with the reason. */
export function SignOffBar({ edition, unsaved, children }: Given) {
  const text = useText()
  const [asking, setAsking] = useState<'sign' | 'sendBack' | null>(null)
  const submit = useCommand(reports.submit)
  const review = useCommand(reports.review)
  const countersign = useCommand(reports.countersign)
  const issue = useCommand(reports.issue)
  const { id, version } = edition
  const mayBe = (act: EditionAct) => edition.may.find((each) => each.act === act)
  const why = (act: EditionAct): string | null => {
    if (act === 'submit' && unsaved) return text(['请等正文保存完', 'Wait until the text is saved'])
    const refusal = mayBe(act)?.refusal
    return refusal ? text(reportRefusals[refusal as keyof typeof reportRefusals] ?? [refusal, refusal]) : null
  }
  /** A step that is another's turn teaches nothing here. */
  const isShown = (act: EditionAct) => mayBe(act) && mayBe(act)?.refusal !== 'wrong_edition_step'
  const next = nextIssuing(edition.steps.map(({ step }) => step))
  const failed = [submit, review, countersign, issue].find((each) => each.isError)
  const plain = { submit, review, countersign } as const
  return (
    <div className="sign-off">
      <Way edition={edition} />
      <div className="form-buttons">
        {children}
        {(Object.keys(plain) as (keyof typeof plain)[]).map(
          (act) =>
            isShown(act) && (
              <Button
                key={act}
                tone="main"
                why={why(act)}
                busy={plain[act].isPending}
                onClick={() => plain[act].mutate({ id, version })}
              >
                {text(words[act])}
              </Button>
            ),
        )}
        {isShown('sign') && (
          <Button tone="main" why={why('sign')} onClick={() => setAsking('sign')}>
            {text(words.sign)}
          </Button>
        )}
        {isShown('sendBack') && (
          <Button why={why('sendBack')} onClick={() => setAsking('sendBack')}>
            {text(words.sendBack)}
          </Button>
        )}
        {isShown('issue') && next && (
          <Button
            tone="main"
            why={why('issue')}
            busy={issue.isPending}
            onClick={() => issue.mutate({ id, step: next })}
          >
            {text(editionSteps[next])}
          </Button>
        )}
      </div>
      {failed && <Problem error={failed.error} refusals={reportRefusals} isBrief />}
      {asking === 'sendBack' && <SendBack edition={edition} onClose={() => setAsking(null)} />}
      {asking === 'sign' && <Sign edition={edition} onClose={() => setAsking(null)} />}
    </div>
  )
}

function SendBack({ edition: { id, version }, onClose }: { edition: EditionView; onClose: () => void }) {
  const text = useText()
  const send = useCommand(reports.sendBack)
  const [reason, setReason] = useState('')
  return (
    <Asking title={words.sendBack} verb={words.sendBack} command={send} onClose={onClose}
      onSend={() => send.mutate({ id, version, reason }, { onSuccess: onClose })}
      why={reason.trim().length < 2 ? text(['请写明退回理由', 'Say why it goes back']) : null}>
      <FieldRow label={['退回理由', 'Reason']}>
        {(field) => <textarea {...field} className="control" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </FieldRow>
    </Asking>
  ) // prettier-ignore
}

function Sign({ edition, onClose }: { edition: EditionView; onClose: () => void }) {
  const text = useText()
  const sign = useCommand(reports.sign)
  const [code, setCode] = useState(edition.code)
  const { id, version } = edition
  return (
    <Asking title={words.sign} verb={words.sign} command={sign} onClose={onClose}
      onSend={() => sign.mutate({ id, version, code }, { onSuccess: onClose })}
      why={/^\p{Script=Han}{2,10}$/u.test(code) ? null : text(['发文代字须为汉字', 'The code is in Chinese characters'])}>
      <p>
        {text([
          `签发后编定文号，正文和 ${edition.figures.length} 项数据连同定义、分子分母、台账位置一并封存，不能再改。`,
          `Signing gives it its number and seals the text with ${edition.figures.length} figures, their definitions, fractions and place in the ledger. Nothing changes after that.`,
        ])}
      </p>
      <FieldRow label={['发文代字', 'Code of the number']} hint={[`文号：${code}〔年份〕序号`, 'It stands before the year and the number']}>
        {(field) => <input {...field} className="control" value={code} onChange={(event) => setCode(event.target.value)} />}
      </FieldRow>
    </Asking>
  ) // prettier-ignore
}

interface Asked {
  readonly title: Text
  readonly verb: Text
  readonly why: string | null
  readonly command: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown }
  readonly onSend: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

function Asking({ title, verb, why, command, onSend, onClose, children }: Asked) {
  const text = useText()
  return (
    <SideSheet title={title} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          {children}
          {command.isError && <Problem error={command.error} refusals={reportRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button tone="main" why={why} busy={command.isPending} onClick={onSend}>
            {text(verb)}
          </Button>
          <Button onClick={onClose}>{text(['取消', 'Cancel'])}</Button>
        </footer>
      </div>
    </SideSheet>
  )
}

/** Who took which step when. */
export function StepsTaken({ steps }: { steps: EditionView['steps'] }) {
  const text = useText()
  return (
    <ol className="steps-taken">
      {steps.map(({ step, by, at, note }) => (
        <li key={`${step}${at}`}>
          {text(editionSteps[step])} <span className="note">{by} <When at={at} /></span>
          {note && <p className="note">{note}</p>}
        </li>
      ))}
    </ol>
  ) // prettier-ignore
}
