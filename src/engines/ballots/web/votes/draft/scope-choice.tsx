import { useState } from 'react'
import { ballots, type VoteScope } from '#engines/ballots/shared'
import { Button, FieldRow } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { scopeWords } from '../vote-words.tsx'

export interface ChosenScope extends VoteScope {
  readonly name: string
}

interface Offered extends ChosenScope {
  readonly homes: number
}

/** A compound, or what stands in it: each step offers what is within the one before. */
export function ScopeChoice({
  value,
  onChange,
}: {
  value: ChosenScope | null
  onChange: (scope: ChosenScope | null) => void
}) {
  const text = useText()
  const [words, setWords] = useState('')
  const [path, setPath] = useState<readonly Offered[]>([])
  const last = path.at(-1)
  const compounds = useOperation(ballots.scopes, words.trim() ? { words: words.trim() } : {}, {
    enabled: value === null,
  })
  const within = useOperation(ballots.scopes, { within: last?.entry ?? '' }, { enabled: last !== undefined })
  const children = last && last.kind !== 'staircase' ? (within.data?.items ?? []) : []

  function choose(scope: Offered, depth: number): void {
    setPath([...path.slice(0, depth), scope])
    onChange({ kind: scope.kind, entry: scope.entry, name: scope.name })
  }
  function anew(): void {
    setPath([])
    onChange(null)
  }

  return (
    <div className="scope-choice">
      {value === null ? (
        <FieldRow label={['小区', 'Compound']} hint={['输入小区名称或路名', 'Type its name or street']}>
          {(aria) => (
            <>
              <input {...aria} className="control" value={words} onChange={(event) => setWords(event.target.value)} />
              <ul className="scope-offers" aria-label={text(['小区', 'Compounds'])}>
                {(compounds.data?.items ?? [])
                  .toSorted((a, b) => Number(b.homes > 0) - Number(a.homes > 0))
                  .slice(0, 8)
                  .map((each) => (
                    <li key={each.entry}>
                      {each.homes > 0 ? (
                        <button type="button" className="link-button" onClick={() => choose(each, 0)}>
                          {each.name}
                        </button>
                      ) : (
                        <span className="note">{each.name}</span>
                      )}{' '}
                      <span className="note">
                        {each.homes > 0
                          ? text([`${each.homes} 户`, `${each.homes} homes`])
                          : text(['底仓中没有房屋', 'no homes in the registers'])}
                      </span>
                    </li>
                  ))}
              </ul>
            </>
          )}
        </FieldRow>
      ) : (
        <>
          <p className="scope-chosen">
            <strong>{value.name}</strong>
            <span>{text(scopeWords[value.kind])}</span>
            {last && <span className="note">{text([`${last.homes} 户`, `${last.homes} homes`])}</span>}
            <Button tone="quiet" onClick={anew}>
              {text(['换范围', 'Other scope'])}
            </Button>
          </p>
          {path.length > 1 && (
            <div className="form-buttons">
              {path.slice(0, -1).map((each, depth) => (
                <Button key={each.entry} onClick={() => choose(each, depth)}>
                  {text([`回到${each.name}`, `Back to ${each.name}`])}
                </Button>
              ))}
            </div>
          )}
          {children.length > 0 && (
            <FieldRow
              label={
                last?.kind === 'compound'
                  ? ['只表决其中一幢', 'Only one building']
                  : ['只表决其中一个门号', 'Only one staircase']
              }
              optional
            >
              {(aria) => (
                <select
                  {...aria}
                  className="control"
                  value=""
                  onChange={(event) => {
                    const chosen = children.find(({ entry }) => entry === event.target.value)
                    if (chosen) choose(chosen, path.length)
                  }}
                >
                  <option value="">{text(['全部', 'All'])}</option>
                  {children.map((each) => (
                    <option key={each.entry} value={each.entry}>
                      {text([`${each.name}（${each.homes} 户）`, `${each.name} (${each.homes} homes)`])}
                    </option>
                  ))}
                </select>
              )}
            </FieldRow>
          )}
        </>
      )}
    </div>
  )
}
