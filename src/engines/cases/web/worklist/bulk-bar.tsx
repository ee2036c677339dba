import { Modal, Progress } from 'antd'
import { useMemo, useState } from 'react'
import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { cases, type CaseLine } from '#engines/cases/shared'
import { UnitSelect, useDirectory } from '#engines/registers/web'
import { Button, Chips, FieldRow } from '#ui'
import { ask, perform, Refusal, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import type { CaseColumn } from './columns.tsx'
import { saveSheet } from './save-sheet.ts'
import { useBulk, type Bulk } from './use-bulk.ts'

interface Given {
  readonly lines: readonly CaseLine[]
  readonly columns: readonly CaseColumn[]
  readonly onClear: () => void
}

type Act = 'dispatch' | 'urge'

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

/** What can be done to all the rows chosen. */
export function BulkBar({ lines, columns, onClear }: Given) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const { unitName } = useDirectory()
  const { bulk, run, cancel, reset } = useBulk()
  const [act, setAct] = useState<Act | null>(null)
  const [way, setWay] = useState<keyof typeof ways>('advice')
  const [unit, setUnit] = useState<string | null>(null)
  const [urging, setUrging] = useState('')
  // Of one choice, so that pressing again after the line broke does nothing twice.
  const commandIds = useMemo(() => new Map(lines.map((line) => [line.id as string, newId()])), [lines])
  const why = (verb: Act): string | null => {
    const barred = barrier(cases[verb].name)
    return barred && text(barred)
  }

  async function dispatchOne(line: CaseLine): Promise<Text> {
    const advice = way === 'advice' ? (await ask(street, cases.route, { caseId: line.id })).chosen : null
    const chosen = way === 'advice' ? advice?.unit : unit
    if (!chosen)
      throw new Refusal(409, {
        code: 'unit_not_found',
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

  function close(): void {
    setAct(null)
    if (bulk.state === 'done') onClear()
    reset()
  }

  const n = lines.length
  const ready = act === 'urge' ? urging.trim().length > 0 : way === 'advice' || unit !== null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={text(['批量办理', 'Acts on the rows chosen'])}>
      <strong>{text([`已选 ${n} 件`, `${n} chosen`])}</strong>
      <Button why={why('dispatch')} onClick={() => setAct('dispatch')}>
        {text(['派单', 'Dispatch'])}
      </Button>
      <Button why={why('urge')} onClick={() => setAct('urge')}>
        {text(['催办', 'Urge'])}
      </Button>
      <Button onClick={() => void saveSheet(columns, lines, text)}>{text(['导出所选', 'Export these'])}</Button>
      <Button tone="quiet" onClick={onClear}>
        {text(['取消选择', 'Clear'])}
      </Button>
      <Modal
        open={act !== null}
        onCancel={() => (bulk.state === 'running' ? cancel() : close())}
        footer={null}
        width={640}
        title={
          act === 'urge' ? text([`催办 ${n} 件`, `Urge ${n} cases`]) : text([`派单 ${n} 件`, `Dispatch ${n} cases`])
        }
        destroyOnHidden
      >
        {bulk.state !== 'idle' ? (
          <Outcome bulk={bulk} onCancel={cancel} onClose={close} />
        ) : (
          <form
            className="schema-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (ready) void run(lines, act === 'urge' ? urgeOne : dispatchOne)
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
    </div>
  )
}
