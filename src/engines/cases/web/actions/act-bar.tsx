import { useState } from 'react'
import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { caseRefusals, type CaseFileView } from '#engines/cases/shared'
import { useDirectory } from '#engines/registers/web'
import { Button, sayError } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { perform, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { useQueryClient } from '@tanstack/react-query'
import { newId } from '#kernel/id'
import type { Doing } from './act-panel.tsx'
import { acts, commandOf, inputOf, isVerb, type Verb } from './acts.ts'
import { useCaseType } from '../case-types-context.ts'

type Offered = CaseFileView['actions'][number] & { action: Verb }

/** Acts that move the case along its way come before those that keep or turn it. */
const order: readonly Verb[] = [
  'accept',
  'verify',
  'register',
  'dispatch',
  'consult',
  'sign',
  'contact',
  'completeStep',
  'feedback',
  'answer',
  'check',
  'visit',
  'decide',
  'replySupervision',
  'unpark',
  'reopen',
  'urge',
  'addUnit',
  'supervise',
  'applyExtension',
  'applyParking',
  'returnOrder',
  'note',
  'amend',
  'link',
  'unlink',
  'reject',
  'void',
]
const forward = new Set<Verb>(order.slice(0, order.indexOf('urge')))

function whyText(why: string | null): Text {
  const known =
    why === null
      ? undefined
      : ((caseRefusals as Readonly<Record<string, Text>>)[why] ??
        (platformErrors as Readonly<Record<string, Text>>)[why])
  return known ?? platformErrors.forbidden
}

/** What can be done now, each act with its letter; what cannot, with the reason. */
export function ActBar({ file, onDo }: { file: CaseFileView; onDo: (doing: Doing) => void }) {
  const text = useText()
  const street = useStreet()
  const client = useQueryClient()
  const { unitName } = useDirectory()
  const type = useCaseType(file.case.type)
  const [busy, setBusy] = useState<Verb | null>(null)
  const offered = file.actions
    .filter((action): action is Offered => isVerb(action.action))
    .toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action))
  const allowed = offered.filter((action) => action.allowed)
  const barred = offered.filter((action) => !action.allowed)
  const first = allowed.find((action) => forward.has(action.action))

  async function press(action: Offered): Promise<void> {
    const { action: verb, taskId, recordId } = action
    if (acts[verb].fields) return onDo({ verb, taskId, recordId })
    if (busy) return
    setBusy(verb)
    try {
      await perform(street, commandOf(verb), inputOf(verb, {}, { file, type, taskId, recordId }) as never, {
        id: newId(),
      })
      toast(text(acts[verb].done))
    } catch (thrown) {
      toast(text(sayError(thrown, caseRefusals)), 'refused')
    } finally {
      setBusy(null)
      void client.invalidateQueries({
        queryKey: [street],
        predicate: ({ queryKey: [, name] }) => String(name).startsWith('cases.'),
      })
    }
  }

  const keys: Record<string, () => void> = {}
  for (const action of allowed) keys[acts[action.action].letter.toLowerCase()] ??= () => void press(action)
  useHotkeys(keys)

  /** One verb for several tasks or papers is told apart by whose it is. */
  function nameOf(action: Offered): string {
    const twins = offered.filter((other) => other.action === action.action)
    const unit = twins.length > 1 ? file.tasks.find((task) => task.id === action.taskId)?.unit : undefined
    return text(commandOf(action.action).title) + (unit ? ` · ${unitName(unit)}` : '')
  }

  if (offered.length === 0) return null
  return (
    <footer className="act-bar">
      <h2 className="unseen">{text(['现在可以办理', 'What can be done now'])}</h2>
      <div className="act-bar-buttons">
        {allowed.map((action) => (
          <Button
            key={`${action.action}${action.taskId ?? ''}${action.recordId ?? ''}`}
            tone={action === first ? 'main' : acts[action.action].tone === 'danger' ? 'quiet' : 'plain'}
            letter={acts[action.action].letter}
            busy={busy === action.action}
            onClick={() => void press(action)}
          >
            {nameOf(action)}
          </Button>
        ))}
        {allowed.length === 0 && (
          <span className="quiet">
            {text(['您现在没有可以办理的事项。', 'There is nothing for you to do here now.'])}
          </span>
        )}
      </div>
      {barred.length > 0 && (
        <details>
          <summary>
            {text([`另有 ${barred.length} 项现在不能办，看原因`, `${barred.length} acts not possible now: why`])}
          </summary>
          <ul className="act-barred">
            {barred.map((action) => (
              <li key={`${action.action}${action.taskId ?? ''}${action.recordId ?? ''}`}>
                <Button why={text(whyText(action.why))}>{nameOf(action)}</Button>
                <span className="note">{text(whyText(action.why))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </footer>
  )
}
