import { Link } from 'react-router'
import {
  importKinds,
  importStates,
  registerRefusals,
  registers,
  type ImportId,
  type ImportView,
} from '#engines/registers/shared'
import { Button, Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { saySource } from '../register-words.ts'
import { ColumnsStep } from './columns-step.tsx'
import { ImportActs } from './import-acts.tsx'
import { ImportProgress } from './import-progress.tsx'
import { RowsStep } from './rows-step.tsx'
import { stepOf, steps, underWay } from './import-words.ts'

/** One import from its file to the registers, and back if need be. */
export function ImportFile({ id }: { id: ImportId }) {
  const text = useText()
  const street = useStreet()
  const first = useOperation(registers.import, { id })
  const state = first.data?.import.state
  // What goes on by itself says nothing to the live stream for every row.
  const { data, isError, error, refetch } = useOperation(
    registers.import,
    { id },
    { refetchInterval: state && underWay.has(state) ? 1000 : false },
  )
  const name = data?.import.fileName
  usePageTitle(name && `${name} · ${text(['导入', 'Import'])}`)
  if (isError && !data)
    return (
      <div className="page">
        <Problem
          error={error}
          refusals={{ ...registerRefusals, invalid_input: registerRefusals.import_not_found }}
          isBrief
        >
          <div className="form-buttons">
            <Button onClick={() => void refetch()}>{text(['再试一次', 'Try again'])}</Button>
            <Link className="button" to={`/desk/${street}/imports`}>
              {text(['回到导入记录', 'Back to the imports'])}
            </Link>
          </div>
        </Problem>
      </div>
    )
  if (!data) return <Waiting />
  const view = data.import
  const hasRows = stepOf(view) >= 2 && view.state !== 'judging'
  return (
    <div className="import-file">
      <Head view={view} />
      {view.problem && (
        <p className="problem" role="alert">
          {text(view.problem)}
        </p>
      )}
      <ImportProgress view={view} />
      {view.state === 'guessed' && <ColumnsStep view={view} sheets={data.sheets} />}
      {hasRows && <RowsStep view={view} />}
      <ImportActs view={view} />
    </div>
  )
}

function Head({ view }: { view: ImportView }) {
  const text = useText()
  const street = useStreet()
  const at = stepOf(view)
  return (
    <header className="import-head">
      <div className="import-head-line">
        <h1>
          <Link to={`/desk/${street}/imports`} className="import-back" aria-label={text(['导入记录', 'Imports'])}>
            ‹
          </Link>{' '}
          {view.fileName}
        </h1>
        <span className="import-state" data-state={view.state} role="status">
          {text(importStates[view.state])}
        </span>
        <span className="note">
          {text(importKinds[view.kind])} · {text(saySource(view.source))} · {view.observedOn} · {view.by}{' '}
          <When at={view.createdAt} />
        </span>
      </div>
      <ol className="import-steps" aria-label={text(['步骤', 'Steps'])}>
        {steps.map((step, index) => (
          <li key={step[0]} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
            {text(step)}
          </li>
        ))}
      </ol>
    </header>
  )
}
