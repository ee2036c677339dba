import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { addDays, startOfDay } from '#kernel/time'
import type { SentTo } from '#kernel/operation'
import { lookKinds, purposes, registerRefusals, registers } from '#engines/registers/shared'
import { EmptyState } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { PagedList, usePages } from '#ui/paged-list'
import { useText } from '#ui/text'
import { LooksFilter } from './looks-filter.tsx'
import { LooksTable } from './looks-table.tsx'
import { entryIn } from './look-words.ts'
import './looks.css'

const within = <T extends object>(known: T, said: string | null) =>
  said !== null && Object.hasOwn(known, said) ? (said as keyof T) : undefined

/** What the address of the page asks for. */
function askedIn(params: URLSearchParams): SentTo<typeof registers.looksOf> {
  const [from, to] = [params.get('from'), params.get('to')]
  const who = params.get('who')
  const [kind, purpose] = [within(lookKinds, params.get('kind')), within(purposes, params.get('purpose'))]
  const entry = entryIn(params.get('entry') ?? '')
  return {
    ...(from && { from: startOfDay(from).toISOString() }),
    ...(to && { to: startOfDay(addDays(to, 1)).toISOString() }),
    ...(who && { who }),
    ...(kind && { kind }),
    ...(purpose && { purpose }),
    ...(entry && { entry }),
  } as SentTo<typeof registers.looksOf>
}

/** Who looked behind masks and at what is restricted, newest first: why and at how much, never what stood there. */
export function LooksPage() {
  const text = useText()
  const [params, setParams] = useSearchParams()
  // Kept beside the address: words that come by an input method are typed before they are said.
  const [who, setWho] = useState(params.get('who') ?? '')
  const list = usePages(registers.looksOf, { ...askedIn(params), limit: 100 })
  usePageTitle(text(['查看记录', 'Looks']))
  function change(part: Readonly<Record<string, string>>): void {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(part)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { replace: true })
  }
  function ofWhom(name: string): void {
    setWho(name)
    change({ who: name.trim() })
  }
  return (
    <div className="page">
      <h1>{text(['查看记录', 'Looks'])}</h1>
      <p className="note">
        {text([
          '只增不改。谁、何时、为何看了多少人的完整信息或受限标签；看到的内容不在其中。',
          'Only ever added to. Who saw whole values or restricted tags of how many, when and why; never what stood there.',
        ])}
      </p>
      <LooksFilter params={params} who={who} onWho={ofWhom} onChange={change} />
      <PagedList
        list={list}
        refusals={registerRefusals}
        empty={
          <EmptyState title={['没有符合条件的记录', 'No look matches']}>
            <p>{text(['放宽人员、日期或目的再看。', 'Widen the person, the dates or the purpose.'])}</p>
          </EmptyState>
        }
      >
        {(lines) => <LooksTable lines={lines} onWho={ofWhom} />}
      </PagedList>
    </div>
  )
}
