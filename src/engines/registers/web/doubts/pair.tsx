import { Link } from 'react-router'
import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { registers, SeenEntry } from '#engines/registers/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { shortCommittee, useAreas } from '../directory.ts'
import { Lock } from '../lock.tsx'
import { sayValue } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { differencesOf, type Difference } from './differences.ts'

export type Doubt = OutputOf<typeof registers.doubts>['items'][number]

const signs: Readonly<Record<Difference['kind'], { sign: string; says: Text }>> = {
  equal: { sign: '=', says: ['相同', 'equal'] },
  different: { sign: '≠', says: ['不同', 'different'] },
  masked: { sign: '≈', says: ['隐去部分未比较', 'alike as far as shown'] },
  one: { sign: '·', says: ['只有一方有', 'only one has it'] },
}

interface Given {
  readonly doubt: Doubt
  readonly winner: 'entry' | 'other' | null
  readonly onWinner: (winner: 'entry' | 'other') => void
}

/** Two files side by side: what is equal, what differs, and why they were taken for the same. */
export function Pair({ doubt, winner, onWinner }: Given) {
  const text = useText()
  const known = useRegisters().registers[doubt.entry.register]
  const sides = ['entry', 'other'] as const
  const rows = differencesOf(known, doubt.entry, doubt.other)
  return (
    <>
      <div className="pair-reasons">
        <h2>
          {text(['为何疑似', 'Why'])}{' '}
          <span className="quiet">
            {text(['评分', 'score'])} {doubt.score.toFixed(doubt.score < 1 ? 2 : 1)} · <When at={doubt.at} />
          </span>
        </h2>
        <ul>
          {doubt.reasons.map((reason) => (
            <li key={reason[0]}>{text(reason)}</li>
          ))}
        </ul>
      </div>
      <div className="table-scroll">
        <table className="plain-table pair" key={doubt.id}>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{text(['项目', 'Field'])}</span>
              </th>
              {sides.map((side) => (
                <th scope="col" key={side}>
                  <Side entry={doubt[side]} />
                </th>
              ))}
              <th scope="col">
                <span className="unseen">{text(['比较', 'Compared'])}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, kind }) => (
              <tr key={name} data-kind={kind}>
                <th scope="row">{text(known.fields[name]?.field.label ?? [name, name])}</th>
                {sides.map((side) => {
                  const isMasked = doubt[side].masked.includes(name)
                  return (
                    <td key={side}>
                      {text(sayValue(isMasked ? undefined : known.fields[name], doubt[side].fields[name]))}
                      {isMasked && <Lock />}
                    </td>
                  )
                })}
                <td title={text(signs[kind].says)}>
                  <span aria-hidden="true">{signs[kind].sign}</span>
                  <span className="unseen">{text(signs[kind].says)}</span>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text(['合并后保留', 'Stays'])}</th>
              {sides.map((side) => (
                <td key={side}>
                  <label className="check">
                    <input
                      type="radio"
                      name={`winner-${doubt.id}`}
                      checked={winner === side}
                      onChange={() => onWinner(side)}
                    />
                    {text(['保留此档案', 'This file'])}
                  </label>
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

function Side({ entry }: { entry: SeenEntry }) {
  const street = useStreet()
  const { committeeName } = useAreas()
  return (
    <>
      <Link to={`/desk/${street}/files/${entry.id}`}>{entry.title}</Link>
      <span className="note pair-place">
        {[entry.place, entry.committee && shortCommittee(committeeName(entry.committee))].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}
