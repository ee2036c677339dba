import { useEffect, useState } from 'react'
import { ballotRefusals, ballots, type Letter, type VoteView } from '#engines/ballots/shared'
import { Button, Problem, useCommand, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { EscrowSheet, Letters } from '../print/letters.tsx'
import { area, Done, ownerKindWords, placeName, rollStateWords } from '../vote-words.tsx'

const keyWords = {
  none: ['—', '—'],
  wallet: ['手机凭证', 'Wallet'],
  letter: ['密封信', 'Letter'],
  proxy: ['委托代理', 'Proxy'],
} as const

/** What was handed out once must not be lost to a slip of the hand. */
function useStay(holds: boolean): void {
  useEffect(() => {
    if (!holds) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [holds])
}

function LetterBatch({ vote }: { vote: VoteView }) {
  const text = useText()
  const asked = useOperation(ballots.letters, { id: vote.id })
  const print = useCommand(ballots.printLetters)
  const [letters, setLetters] = useState<readonly Letter[]>([])
  const [count, setCount] = useState(20)
  const [place, setPlace] = useState('')
  useStay(letters.length > 0)
  useEffect(() => {
    if (letters.length > 0) window.print()
  }, [letters])
  const items = asked.data?.items ?? []
  const waiting = items.filter(({ printedAt }) => printedAt === null)
  // Carried round staircase by staircase: so they are printed.
  const places = [...new Set(waiting.map(placeName))].toSorted((a, b) => a.localeCompare(b, 'zh', { numeric: true }))
  const here = places.includes(place) ? waiting.filter((each) => placeName(each) === place) : waiting
  const batch = here.slice(0, count).map(({ owner }) => owner)
  if (!asked.data) return null
  return (
    <section>
      <h2>{text([`密封信 ${items.length} 封`, `${items.length} sealed letters`])}</h2>
      <p>
        {text([
          `没有手机凭证的业主各一封：已打印 ${items.length - waiting.length} 封，待打印 ${waiting.length} 封。投票码打印时显示一次，随即销毁；打坏的那户改用纸质票。`,
          `One for each owner without a wallet: ${items.length - waiting.length} printed, ${waiting.length} to print. A code is shown once and destroyed; an owner whose letter is spoilt votes on paper.`,
        ])}
      </p>
      {letters.length > 0 ? (
        <>
          <p className="warning-line" role="alert">
            {text([
              `这 ${letters.length} 封信的投票码只在本页，关闭后不可再得。请装订密封后再按“已全部打印”。`,
              `The codes of these ${letters.length} letters are on this page only. Seal them, then say that all are printed.`,
            ])}
          </p>
          <div className="form-buttons">
            <Button tone="main" onClick={() => window.print()}>
              {text(['再打印本页', 'Print this page again'])}
            </Button>
            <Button onClick={() => setLetters([])}>{text(['已全部打印', 'All are printed'])}</Button>
          </div>
          <Letters vote={vote} letters={letters} />
        </>
      ) : (
        waiting.length > 0 && (
          <div className="form-buttons">
            {places.length > 1 && (
              <select
                className="control letters-place"
                aria-label={text(['门号', 'Staircase'])}
                value={places.includes(place) ? place : ''}
                onChange={(event) => {
                  const chosen = event.target.value
                  setPlace(chosen)
                  // The whole staircase, as far as one batch may reach.
                  if (chosen) setCount(Math.min(200, waiting.filter((each) => placeName(each) === chosen).length))
                }}
              >
                <option value="">{text(['全部门号', 'All staircases'])}</option>
                {places.map((each) => (
                  <option key={each} value={each}>
                    {text([
                      `${each}（${waiting.filter((letter) => placeName(letter) === each).length} 封）`,
                      `${each} (${waiting.filter((letter) => placeName(letter) === each).length})`,
                    ])}
                  </option>
                ))}
              </select>
            )}
            <label className="check-line">
              {text(['每批', 'At a time'])}
              <input
                className="control batch-size"
                type="number"
                min={1}
                max={200}
                value={count}
                onChange={(event) => setCount(Math.max(1, Math.min(200, Math.trunc(event.target.valueAsNumber || 1))))}
              />
            </label>
            <Button
              tone="main"
              busy={print.isPending}
              why={vote.may.includes('printLetters') ? null : text(ballotRefusals.step_not_due)}
              onClick={() =>
                print.mutate({ id: vote.id, owners: batch }, { onSuccess: ({ letters: made }) => setLetters(made) })
              }
            >
              {text([`打印 ${batch.length} 封`, `Print ${batch.length} letters`])}
            </Button>
          </div>
        )
      )}
      {print.isError && <Problem error={print.error} refusals={ballotRefusals} />}
    </section>
  )
}

function Escrow({ vote }: { vote: VoteView }) {
  const text = useText()
  const print = useCommand(ballots.printEscrow)
  useStay(print.data !== undefined)
  return (
    <section>
      <h2>{text(['服务器密钥封存件', "Sealed copy of the server's key"])}</h2>
      <p>
        {text([
          '服务器损毁时凭它与受托人一起计票。只打印一次，装信封骑缝签名，存保险柜。',
          'With it the trustees can count even if the server is lost. Printed once; sealed, signed, kept in the safe.',
        ])}
      </p>
      {print.data ? (
        <>
          <div className="form-buttons">
            <Button tone="main" onClick={() => window.print()}>
              {text(['打印', 'Print'])}
            </Button>
            <Button onClick={() => print.reset()}>{text(['已打印封存', 'Printed and sealed'])}</Button>
          </div>
          <EscrowSheet vote={vote} escrow={print.data} />
        </>
      ) : vote.escrowPrintedAt ? (
        <p>
          {text(['已打印：', 'Printed: '])}
          <Done at={vote.escrowPrintedAt} />
        </p>
      ) : (
        <div className="form-buttons">
          <Button busy={print.isPending} onClick={() => print.mutate({ id: vote.id })}>
            {text(['取出并打印', 'Take out and print'])}
          </Button>
        </div>
      )}
      {print.isError && <Problem error={print.error} refusals={ballotRefusals} />}
    </section>
  )
}

/** The frozen roll: by number, without names; and what the registry prints from it. */
export function Roll({ vote }: { vote: VoteView }) {
  const text = useText()
  const barrier = useBarrier()
  const [after, setAfter] = useState<string | null>(null)
  const barred = barrier(ballots.roll.name)
  const asked = useOperation(ballots.roll, { id: vote.id, limit: 100, ...(after && { after }) }, { enabled: !barred })
  return (
    <>
      {!barrier(ballots.letters.name) && <LetterBatch vote={vote} />}
      {vote.may.includes('printEscrow') && <Escrow vote={vote} />}
      {barred ? (
        <p className="note">{text(barred)}</p>
      ) : asked.isError && !asked.data ? (
        <Problem error={asked.error} refusals={ballotRefusals} />
      ) : asked.data ? (
        <section>
          <h2>{text(['名册', 'Roll'])}</h2>
          <p className="note">
            {text(['摘要', 'Hash'])} <code>{vote.rollHash}</code>
          </p>
          <div className="table-scroll">
            <table className="plain-table roll-table">
              <thead>
                <tr>
                  <th scope="col">{text(['编号', 'No.'])}</th>
                  <th scope="col">{text(['房屋', 'Homes'])}</th>
                  <th scope="col">{text(['业主', 'Owner'])}</th>
                  <th scope="col" data-align="end">
                    {text(['面积 m²', 'Area m²'])}
                  </th>
                  <th scope="col">{text(['投票凭证', 'Votes by'])}</th>
                  <th scope="col">{text(['送达', 'Delivered'])}</th>
                  <th scope="col">{text(['投票', 'Voted'])}</th>
                </tr>
              </thead>
              <tbody>
                {asked.data.items.map((line) => (
                  <tr key={line.no}>
                    <td>{line.no}</td>
                    <td>{line.units.map(({ label }) => label).join('、')}</td>
                    <td>{text(ownerKindWords[line.kind])}</td>
                    <td data-align="end">{area(line.area)}</td>
                    <td>{text(keyWords[line.keyFrom])}</td>
                    <td>{line.delivered ? '✓' : '—'}</td>
                    <td>{text(rollStateWords[line.state])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="form-buttons">
            {after && <Button onClick={() => setAfter(null)}>{text(['从头看', 'From the start'])}</Button>}
            {asked.data.next && (
              <Button onClick={() => setAfter(asked.data?.next ?? null)}>{text(['后 100 名', 'Next 100'])}</Button>
            )}
          </div>
          {vote.frozenAt && (
            <p className="note">
              {text(['冻结于', 'Frozen'])} <Done at={vote.frozenAt} />
            </p>
          )}
        </section>
      ) : (
        <Waiting />
      )}
    </>
  )
}
