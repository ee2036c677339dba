import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { registerRefusals, registers, type RegisterId } from '#engines/registers/shared'
import { Button, Chips, EmptyState, grouped, Problem, Waiting, Unanswered } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { useCommand } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { usePages } from '#ui/paged-list'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { RegistersFrame } from '../registers-rail.tsx'
import { Pair, type Doubt } from './pair.tsx'
import './doubts-page.css'

const judged = { person: ['人员', 'People'], enterprise: ['企业', 'Enterprises'] } as const satisfies Partial<
  Record<RegisterId, Text>
>

function useDoubts(register: RegisterId) {
  const list = usePages(registers.doubts, { register, limit: 30 })
  return { ...list, total: list.data?.pages[0]?.total ?? 0 }
}

/** Pairs that may be the same person or enterprise, judged one by one, with the keyboard alone. */
export function DoubtsPage() {
  const text = useText()
  const [params, setParams] = useSearchParams()
  const register: keyof typeof judged = params.get('register') === 'enterprise' ? 'enterprise' : 'person'
  const list = useDoubts(register)
  const judge = useCommand(registers.judge)
  const [at, setAt] = useState<string | null>(null)
  const [winner, setWinner] = useState<'entry' | 'other' | null>(null)
  const index = Math.max(
    0,
    list.items.findIndex((item) => item.id === at),
  )
  const doubt = list.items[index]
  const { fetchNextPage, hasNextPage } = list

  usePageTitle(text(['疑似同一', 'Perhaps the same']))
  useEffect(() => {
    if (hasNextPage && index >= list.items.length - 5) void fetchNextPage()
  }, [index, list.items.length, hasNextPage, fetchNextPage])

  function move(by: number): void {
    const next = list.items[Math.max(0, Math.min(list.items.length - 1, index + by))]
    if (!next) return
    setAt(next.id)
    setWinner(null)
  }
  function decide(same: boolean): void {
    if (!doubt || judge.isPending) return
    const next = list.items[index + 1] ?? list.items[index - 1]
    judge.mutate(
      { id: doubt.id, same, ...(same && winner && { winner: doubt[winner].id }) },
      {
        onSuccess: () => {
          toast(
            same
              ? text(['已合并，可在档案的“合并记录”中拆分', 'Merged; it can be split again in the file'])
              : text(['已记为不同', 'Noted as different']),
          )
          setAt(next?.id ?? null)
          setWinner(null)
        },
      },
    )
  }
  useHotkeys({
    s: () => decide(true),
    d: () => decide(false),
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  })

  return (
    <RegistersFrame>
      <section className="doubts">
        <header className="doubts-head">
          <h1>
            {text(['疑似同一', 'Perhaps the same'])}{' '}
            <span className="quiet">{list.data ? grouped(list.total) : ''}</span>
          </h1>
          <Chips
            options={judged}
            value={register}
            label={text(['名册', 'Register'])}
            onChange={(chosen) => {
              setAt(null)
              setParams(chosen === 'person' ? {} : { register: chosen }, { replace: true })
            }}
          />
        </header>
        {list.isError && !list.data ? (
          <Unanswered asked={list} refusals={registerRefusals} />
        ) : list.isPending ? (
          <Waiting />
        ) : doubt ? (
          <div className="doubts-columns">
            <DoubtList items={list.items} current={doubt.id} onPick={(id) => (setAt(id), setWinner(null))} />
            <div className="doubts-pair">
              <Pair doubt={doubt} winner={winner} onWinner={setWinner} />
              {judge.isError && <Problem error={judge.error} refusals={registerRefusals} isBrief />}
              <div className="doubts-acts form-buttons">
                <Button tone="main" letter="S" busy={judge.isPending} onClick={() => decide(true)}>
                  {text(['同一，合并', 'The same: merge'])}
                </Button>
                <Button letter="D" busy={judge.isPending} onClick={() => decide(false)}>
                  {text(['不是同一', 'Different'])}
                </Button>
                <Button tone="quiet" letter="J" onClick={() => move(1)}>
                  {text(['先看下一对', 'Next'])}
                </Button>
                <span className="note">
                  {index + 1} / {grouped(list.total)}
                </span>
              </div>
            </div>
          </div>
        ) : (
          <EmptyState title={['没有待判定的疑似档案', 'Nothing to judge']}>
            <p>
              {text([
                '导入或新建时，系统分不清是否同一的，会排到这里等人判定。',
                'What an import or a new entry could not tell apart will wait here.',
              ])}
            </p>
          </EmptyState>
        )}
      </section>
    </RegistersFrame>
  )
}

function DoubtList({
  items,
  current,
  onPick,
}: {
  items: readonly Doubt[]
  current: string
  onPick: (id: string) => void
}) {
  const text = useText()
  return (
    <ol className="doubts-list" aria-label={text(['待判定', 'To be judged'])}>
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            aria-current={item.id === current || undefined}
            ref={(element) => {
              if (item.id === current) element?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => onPick(item.id)}
          >
            <span>
              {item.entry.title} — {item.other.title}
            </span>
            <span className="note">{item.entry.place ?? item.other.place}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
