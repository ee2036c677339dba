import { Modal, Progress } from 'antd'
import { useMemo, useState } from 'react'
import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { cases, type CaseLine } from '#engines/cases/shared'
import { UnitSelect, useDirectory } from '#engines/registers/web'
import { Button, Chips, FieldRow } from '#ui'
import { ask, perform, Refusal, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import type { Bulk, RunBulk } from './use-bulk.ts'

export type BulkAct = 'dispatch' | 'urge'

interface Given {
  readonly act: BulkAct
  readonly lines: readonly CaseLine[]
  readonly bulk: Bulk
  readonly isShown: boolean
  readonly onRun: RunBulk
  readonly onStop: () => void
  /** Puts it out of sight; what runs goes on. */
  readonly onHide: () => void
  readonly onClose: () => void
}

function Outcome({ bulk, onCancel, onClose }: { bulk: Bulk; onCancel: () => void; onClose: () => void }) {
  const text = useText()
  const { outcomes, total } = bulk
  const failed = outcomes.filter((outcome) => outcome.failed)
  const left = outcomes.length ? Math.ceil(((bulk.spent / outcomes.length) * (total - outcomes.length)) / 1000) : null
  return (
    <div className="bulk-outcome">
      <Progress percent={Math.round((outcomes.length / total) * 100)} showInfo={false} size="small" />
      <p role="status">
        {text([
          `已办 ${outcomes.length} / ${total} 件，其中 ${failed.length} 件未成`,
          `${outcomes.length} of ${total} done, ${failed.length} of them refused`,
        ])}
        {bulk.state === 'running' && left !== null && (
          <span className="quiet">{text([`，约剩 ${left} 秒`, `, about ${left} s left`])}</span>
        )}
        {bulk.state === 'cancelled' &&
          text(['。已停止，未办的没有变化。', '. Stopped; what was not done is unchanged.'])}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text(['案号', 'Number'])}</th>
            <th scope="col">{text(['事由', 'Matter'])}</th>
            <th scope="col">{text(['结果', 'Outcome'])}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes
            .toSorted((a, b) => Number(b.failed) - Number(a.failed))
            .map((outcome) => (
              <tr key={outcome.line.id} data-failed={outcome.failed || undefined}>
                <td>{outcome.line.number}</td>
                <td>{outcome.line.title}</td>
                <td>{outcome.said && text(outcome.said)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="form-buttons">
        {bulk.state === 'running' ? (
          <Button onClick={onCancel}>{text(['停止', 'Stop'])}</Button>
        ) : (
          <Button tone="main" onClick={onClose}>
            {text(['关闭', 'Close'])}
          </Button>
        )}
      </div>
    </div>
  )
}

const ways = {
  advice: ['逐件按规则建议', 'As the rules advise, case by case'],
  unit: ['派给同一单位', 'All to one unit'],
} as const

/** What is asked before many cases are dispatched or urged at once, how far it is, and how each one ended. */
export function BulkDialog({ act, lines, bulk, isShown, onRun, onStop, onHide, onClose }: Given) {
  const text = useText()
  const street = useStreet()
  const { unitName } = useDirectory()
  const [way, setWay] = useState<keyof typeof ways>('advice')
  const [unit, setUnit] = useState<string | null>(null)
  const [urging, setUrging] = useState('')
  // Of one choice, so that pressing again after the line broke does nothing twice.
  const commandIds = useMemo(() => new Map(lines.map((line) => [line.id as string, newId()])), [lines])

  async function dispatchOne(line: CaseLine): Promise<Text> {
    const advice = way === 'advice' ? (await ask(street, cases.route, { caseId: line.id })).chosen : null
    const chosen = way === 'advice' ? advice?.unit : unit
    if (!chosen)
      throw new Refusal(409, {
        code: 'no_rule',
        message: text(['没有规则命中，请单独派单。', 'No rule matches; dispatch it by itself.']),
      })
    const input = { caseId: line.id, unit: chosen, assist: advice?.assist ?? [], rule: advice?.rule ?? null } as SentTo<
      typeof cases.dispatch
    >
    await perform(street, cases.dispatch, input, { id: commandIds.get(line.id) ?? newId() })
    return [`已派给${unitName(chosen)}`, `dispatched to ${unitName(chosen)}`]
  }

  async function urgeOne(line: CaseLine): Promise<Text> {
    await perform(
      street,
      cases.urge,
      { caseId: line.id, text: urging.trim() },
      { id: commandIds.get(line.id) ?? newId() },
    )
    return ['已催办', 'urged']
  }

  const n = lines.length
  const ready = act === 'urge' ? urging.trim().length > 0 : way === 'advice' || unit !== null
  return (
    <Modal
      open={isShown}
      onCancel={bulk.state === 'running' ? onHide : onClose}
      footer={null}
      width={640}
      title={act === 'urge' ? text([`催办 ${n} 件`, `Urge ${n} cases`]) : text([`派单 ${n} 件`, `Dispatch ${n} cases`])}
    >
      {bulk.state !== 'idle' ? (
        <Outcome bulk={bulk} onCancel={onStop} onClose={onClose} />
      ) : (
        <form
          className="schema-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) void onRun(lines, act === 'urge' ? urgeOne : dispatchOne)
          }}
        >
          {act === 'urge' ? (
            <FieldRow label={['催办内容', 'What to say']}>
              {(aria) => (
                <textarea
                  {...aria}
                  className="control"
                  maxLength={1000}
                  value={urging}
                  onChange={(event) => setUrging(event.target.value)}
                />
              )}
            </FieldRow>
          ) : (
            <>
              <FieldRow label={['派给谁', 'To whom']} group>
                {({ id: _, ...aria }) => <Chips {...aria} options={ways} value={way} onChange={setWay} />}
              </FieldRow>
              {way === 'unit' && (
                <FieldRow label={['承办单位', 'Unit']}>
                  {({ id }) => <UnitSelect id={id} value={unit} onChange={setUnit} />}
                </FieldRow>
              )}
            </>
          )}
          <div className="form-buttons">
            <Button
              type="submit"
              tone="main"
              why={
                ready
                  ? null
                  : text(
                      act === 'urge'
                        ? ['请先写催办内容。', 'Say what to urge first.']
                        : ['请先选择单位。', 'Choose a unit first.'],
                    )
              }
            >
              {act === 'urge' ? text([`催办 ${n} 件`, `Urge ${n}`]) : text([`派单 ${n} 件`, `Dispatch ${n}`])}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
