import { useState } from 'react'
import { newId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators, orderStates, orderSteps, type TargetView } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { FieldRow, InputRow } from '#ui'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import { actIn } from './target-words.tsx'

function OrderForm({ view, onAway }: { view: TargetView; onAway: () => void }) {
  const { unitName } = useDirectory()
  const { target } = view
  const units = [target.leadUnit, ...target.assisting].filter((unit) => unit !== null)
  const today = shanghaiDate(serverNow())
  const [orderId] = useState(newId)
  const [unit, setUnit] = useState(units[0] ?? '')
  const [demand, setDemand] = useState('')
  const [due, setDue] = useState(addDays(today, 10))
  return (
    <ActForm
      command={indicators.orderTarget}
      input={
        demand.trim() && unit && due
          ? { orderId, targetId: target.id as never, unit: unit as never, demand, due }
          : null
      }
      missing={['请写明交办事项。', 'Say what is wanted.']}
      verb={['交办', 'Order']}
      done={['已交办', 'Ordered']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['交给', 'To']}>
        {(aria) => (
          <select {...aria} className="control" value={unit} onChange={(event) => setUnit(event.target.value)}>
            {units.map((each) => (
              <option key={each} value={each}>
                {unitName(each)}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <FieldRow label={['交办事项', 'What is wanted']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={1000}
            value={demand}
            onChange={(event) => setDemand(event.target.value)}
          />
        )}
      </FieldRow>
      <InputRow
        label={['反馈期限', 'Answer by']}
        type="date"
        min={today}
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
    </ActForm>
  )
}

type Order = TargetView['orders'][number]

function AnswerForm({ orderId, onAway }: { orderId: string; onAway: () => void }) {
  const [answer, setAnswer] = useState('')
  return (
    <ActForm
      command={indicators.answerOrder}
      input={answer.trim() ? { orderId, answer } : null}
      missing={['请写明办理情况。', 'Say what was done.']}
      verb={['反馈', 'Answer']}
      done={['已反馈，待核实', 'Answered; someone else verifies it']}
      onAway={onAway}
    >
      <FieldRow label={['办理情况', 'What was done']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={1000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}

function VerifyForm({ orderId, passed, onAway }: { orderId: string; passed: boolean; onAway: () => void }) {
  const [note, setNote] = useState('')
  return (
    <ActForm
      command={indicators.verifyOrder}
      input={note.trim() ? { orderId, passed, note } : null}
      missing={['请写明核实情况。', 'Say what was found.']}
      verb={passed ? ['核实通过', 'It holds'] : ['退回重办', 'Send back']}
      done={passed ? ['已核实', 'Verified'] : ['已退回', 'Sent back']}
      onAway={onAway}
    >
      <InputRow
        label={['核实情况', 'What was found']}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </ActForm>
  )
}

function OrderActs({ order, acts }: { order: Order; acts: TargetView['acts'] }) {
  const text = useText()
  const may = (verb: string) => actIn(acts, verb) !== undefined
  const apart = order.answeredByMe ? text(indicatorRefusals.verifier_answered) : null
  if (order.state === 'ordered' && may('answerOrder'))
    return (
      <Unfolded label={['反馈', 'Answer']} why={order.isForMe ? null : text(indicatorRefusals.not_your_order)}>
        {(close) => <AnswerForm orderId={order.id} onAway={close} />}
      </Unfolded>
    )
  if (order.state === 'answered' && may('verifyOrder'))
    return (
      <>
        <Unfolded label={['核实通过', 'It holds']} why={apart}>
          {(close) => <VerifyForm orderId={order.id} passed onAway={close} />}
        </Unfolded>
        <Unfolded label={['退回重办', 'Send back']} tone="quiet" why={apart}>
          {(close) => <VerifyForm orderId={order.id} passed={false} onAway={close} />}
        </Unfolded>
      </>
    )
  if (order.state === 'verified' && may('closeOrder'))
    return (
      <Unfolded label={['销号', 'Close']} why={apart}>
        {(close) => (
          <ActForm
            command={indicators.closeOrder}
            input={{ orderId: order.id }}
            verb={['销号', 'Close']}
            done={['已销号', 'Closed']}
            onAway={close}
          />
        )}
      </Unfolded>
    )
  return null
}

/** 督查: 交办 → 反馈 → 核实 → 销号, each step with who took it. */
export function OrdersSection({ view }: { view: TargetView }) {
  const text = useText()
  const { staffName, unitName } = useDirectory()
  const today = shanghaiDate(serverNow())
  const mayOrder = actIn(view.acts, 'orderTarget') !== undefined
  if (view.orders.length === 0 && !mayOrder) return null
  return (
    <section>
      <h2>{text(['督查', 'Supervision'])}</h2>
      {mayOrder && (
        <div className="form-buttons">
          <Unfolded label={['督查交办', 'Order']}>{(close) => <OrderForm view={view} onAway={close} />}</Unfolded>
        </div>
      )}
      <ul className="told-list">
        {view.orders.map((order) => (
          <li key={order.id}>
            <div className="sheet-head">
              <strong>{text([`交办单 ${order.no}`, `Order ${order.no}`])}</strong>
              <span className={order.state === 'closed' ? 'note' : 'told-waiting'}>
                {text(orderStates[order.state])}
              </span>
              <span className={order.state === 'ordered' && order.due < today ? 'late' : 'note'}>
                {unitName(order.unit)} · {text([`${order.due} 前反馈`, `answer by ${order.due}`])}
              </span>
            </div>
            <ol className="order-steps">
              {order.steps.map((step) => (
                <li key={`${step.at} ${step.kind}`}>
                  <span className="note">
                    {text(orderSteps[step.kind])} {staffName(step.by)} <When at={step.at} />
                  </span>
                  {step.text && <div>{step.text}</div>}
                </li>
              ))}
            </ol>
            <div className="form-buttons">
              <OrderActs key={order.state} order={order} acts={view.acts} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
