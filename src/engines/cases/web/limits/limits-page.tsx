import { useMemo, useState } from 'react'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { confidences } from '#model'
import { caseRefusals, cases, promiseKinds } from '#engines/cases/shared'
import { Button, Chips, EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { useCaseTypes } from '../case-types-context.ts'
import { ChangeLimit, type Limit } from './change-limit.tsx'
import { limitText, unitText } from './limit-words.ts'
import './limits.css'

type Version = Limit['versions'][number]

const always: Text = ['始终', 'always']
const firstDay = '1970-01-01'

function Said({ version }: { version: Version }) {
  const text = useText()
  return <>{text(limitText(version.value, version.unit))}</>
}

/** What the step of a limit is called, where it says more than the promise itself (责令停工, 处罚 …). */
function stepOf(limit: Limit): Text | null {
  if (limit.kind === null) return null
  const [zh, en] = [limit.label[0].split('·').slice(1).join('·'), limit.label[1].split(': ').slice(1).join(': ')]
  return zh === '' || zh === promiseKinds[limit.kind as keyof typeof promiseKinds]?.[0] ? null : [zh, en]
}

function Row({
  limit,
  today,
  isOpen,
  onToggle,
}: {
  limit: Limit
  today: string
  isOpen: boolean
  onToggle: () => void
}) {
  const text = useText()
  const barrier = useBarrier()
  const barred = barrier(cases.setParameter.name)
  const inForce = limit.versions.find((version) => version.from <= today)
  const coming = limit.versions.filter((version) => version.from > today)
  const past = limit.versions.filter((version) => version.from <= today && version !== inForce)
  if (!inForce) return null
  const step = stepOf(limit)
  return (
    <>
      <tr>
        <td>
          {limit.kind
            ? text(promiseKinds[limit.kind as keyof typeof promiseKinds] ?? [limit.kind, limit.kind])
            : text(limit.label)}
          {step && <div className="note">{text(step)}</div>}
        </td>
        <td className="limit-when">{text(limit.when ?? always)}</td>
        <td className="limit-value">
          <Said version={inForce} />
          {coming.map((version) => (
            <div className="note" key={version.from}>
              {text([`${version.from} 起 `, `from ${version.from}: `])}
              <Said version={version} />
            </div>
          ))}
        </td>
        <td>
          {inForce.basis}
          <div>
            <span className={inForce.confidence === 'unverified' ? 'unverified' : 'note'}>
              {text(confidences[inForce.confidence])}
            </span>
            <span className="note">
              {' '}
              {inForce.from === firstDay
                ? text(['初始值', 'initial value'])
                : text([`${inForce.from} 起施行`, `in force from ${inForce.from}`])}
            </span>
          </div>
        </td>
        <td>
          <Button tone="quiet" aria-expanded={isOpen} why={barred && text(barred)} onClick={onToggle}>
            {text(['修改', 'Change'])}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={5} className="limit-change">
            {past.length > 0 && (
              <p className="note">
                {text(['此前：', 'Before: '])}
                {past
                  .map(
                    (version) =>
                      `${version.from === firstDay ? text(['初始', 'initial']) : version.from} ${version.value} ${text(unitText(version.unit))}`,
                  )
                  .join('；')}
              </p>
            )}
            <ChangeLimit limit={limit} today={today} onDone={onToggle} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Every limit is dated data with its basis; what is not verified says so. A change binds from its day on, never backwards. */
export function LimitsPage() {
  const text = useText()
  const types = useCaseTypes()
  const limits = useOperation(cases.parameters, {})
  const today = shanghaiDate(serverNow())
  const [chosen, setChosen] = useState<string>('')
  const [open, setOpen] = useState<string | null>(null)
  const [only, setOnly] = useState<'all' | 'unverified'>('all')
  usePageTitle(text(['时限参数', 'Limits']))
  const tabs = useMemo(
    () => ({
      '': ['通用', 'General'] as const,
      ...Object.fromEntries([...types.values()].map((type) => [type.id, type.label])),
    }),
    [types],
  )
  const items = (limits.data?.items ?? []).filter(
    (limit) =>
      (limit.type ?? '') === chosen &&
      (only === 'all' || limit.versions.find((version) => version.from <= today)?.confidence === 'unverified'),
  )
  if (limits.isError && !limits.data) return <Unanswered asked={limits} refusals={caseRefusals} />
  if (!limits.data) return <Waiting />
  return (
    <div className="page">
      <h1>{text(['时限参数', 'Limits'])}</h1>
      <p className="note">
        {text([
          '按事件发生之日施行的版本计算，并随案件保存；改动只对生效日及以后的事件起作用，已经作出的承诺不变。',
          'The version in force on the day of the event decides and is kept with the case; a change binds what happens from its day on, and moves no promise already made.',
        ])}
      </p>
      <div className="limits-choice">
        <Chips options={tabs} value={chosen} onChange={setChosen} label={text(['案件类型', 'Type'])} />
        <Chips
          options={{ all: ['全部', 'All'], unverified: ['只看待核实', 'Unverified only'] }}
          value={only}
          onChange={setOnly}
          label={text(['可信度', 'Confidence'])}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={['没有这样的参数', 'None of this kind']} />
      ) : (
        <div className="table-scroll">
          <table className="plain-table limits-table">
            <thead>
              <tr>
                <th scope="col">{text(['事项', 'Limit'])}</th>
                <th scope="col">{text(['适用', 'When'])}</th>
                <th scope="col">{text(['现行值', 'In force'])}</th>
                <th scope="col">{text(['依据', 'Basis'])}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {items.map((limit) => (
                <Row
                  key={limit.key}
                  limit={limit}
                  today={today}
                  isOpen={open === limit.key}
                  onToggle={() => setOpen(open === limit.key ? null : limit.key)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
