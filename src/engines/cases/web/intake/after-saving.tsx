import { useState } from 'react'
import { Link } from 'react-router'
import { useQueryClient } from '@tanstack/react-query'
import { newId } from '#kernel/id'
import { caseRefusals, cases, type CaseFileView } from '#engines/cases/shared'
import { useDirectory } from '#engines/registers/web'
import { Button, Problem, Waiting } from '#ui'
import { ask, perform, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { ActPanel } from '../actions/act-panel.tsx'
import { useCaseFile } from '../record/use-case-file.ts'

function Step({ isDone, label }: { isDone: boolean; label: string }) {
  const text = useText()
  return (
    <li data-done={isDone || undefined}>
      <span aria-hidden="true">{isDone ? '✓' : '·'}</span> {label}
      <span className="unseen">{isDone ? text(['已完成', 'done']) : text(['未完成', 'to do'])}</span>
    </li>
  )
}

/** From a saved report to a dispatched case in one flow: accepted and registered by one press, then whom the rules propose. */
export function AfterSaving({ caseId, onAnother }: { caseId: string; onAnother: () => void }) {
  const text = useText()
  const street = useStreet()
  const client = useQueryClient()
  const barrier = useBarrier()
  const { unitName } = useDirectory()
  const { data: file } = useCaseFile(caseId)
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const barred = barrier(cases.accept.name) ?? barrier(cases.register.name)

  async function take(): Promise<void> {
    setWorking(true)
    setProblem(null)
    try {
      // Asked afresh at each step: what follows acceptance differs by type (a verification may come first).
      for (
        let now: CaseFileView = await ask(street, cases.get, { caseId: caseId as never });
        ;
        now = await ask(street, cases.get, { caseId: caseId as never })
      ) {
        const next = (['accept', 'register'] as const).find((verb) =>
          now.actions.some((action) => action.action === verb && action.allowed),
        )
        if (!next) break
        await perform(street, cases[next], { caseId: now.case.id }, { id: newId() })
        toast(text(cases[next].title))
      }
    } catch (thrown) {
      setProblem(thrown)
    } finally {
      setWorking(false)
      void client.invalidateQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) => String(name).startsWith('cases.'),
      })
    }
  }

  if (!file) return <Waiting />
  const { state } = file.case
  const may = (verb: string) => file.actions.some((action) => action.action === verb && action.allowed)
  const isTaken = !['reported', 'accepted', 'verifying'].includes(state)
  return (
    <section className="after-saving">
      <h1>
        {text(['已登记', 'Registered in the book'])} {file.case.number}
      </h1>
      <p>
        {file.case.title}{' '}
        <span className="quiet">
          {text(['查询码', 'Follow code'])} {file.case.followCode}
        </span>
      </p>
      <ol className="after-steps">
        <Step isDone={state !== 'reported'} label={text(['受理', 'Accepted'])} />
        <Step isDone={isTaken} label={text(['立案', 'Registered'])} />
        <Step isDone={file.tasks.length > 0} label={text(['派单', 'Dispatched'])} />
      </ol>
      {problem !== null && (
        <Problem
          error={problem}
          refusals={caseRefusals}
          kept={['案件已登记，可稍后在列表中继续办理。', 'The case is saved; you can go on from the list later.']}
        />
      )}
      {(may('accept') || may('register')) && (
        <div className="form-buttons">
          <Button tone="main" busy={isWorking} why={barred && text(barred)} onClick={() => void take()}>
            {isWorking ? text(['正在办理…', 'Working…']) : text(['受理并立案', 'Accept and register'])}
          </Button>
        </div>
      )}
      {state === 'verifying' && (
        <p>
          {text(['该类型须先现场核实，核实通过后再立案。', 'This type is verified on site first, then registered.'])}
        </p>
      )}
      {may('dispatch') && file.tasks.length === 0 && (
        <ActPanel doing={{ verb: 'dispatch', taskId: null, recordId: null }} file={file} onClose={null} />
      )}
      {file.tasks.length > 0 && (
        <p role="status">
          {text(['已派给 ', 'Dispatched to '])}
          {file.tasks.map((task) => unitName(task.unit)).join('、')}
        </p>
      )}
      <div className="form-buttons">
        <Link className="button" to={`/desk/${street}/cases/${caseId}?queue=open&sort=newest`}>
          {text(['打开案卷', 'Open the file'])}
        </Link>
        <Button onClick={onAnother}>{text(['再登记一件', 'Register another'])}</Button>
      </div>
    </section>
  )
}
