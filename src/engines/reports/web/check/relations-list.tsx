import { Link } from 'react-router'
import type { ClaimLink, Relation, Report } from '#engines/reports/shared'
import { useStreet, useText } from '#ui'
import { inOrder, relationKinds, verdicts } from './verdicts.ts'

interface Given {
  readonly report: Report
  readonly links: ReadonlyMap<string, ClaimLink>
  readonly chosen: string | null
  readonly onChoose: (claim: string) => void
}

/** What the text says of its own numbers, the worst first; then what the records say. */
export function RelationsList({ report, links, chosen, onChoose }: Given) {
  const text = useText()
  const sorted = report.relations.toSorted((a, b) => inOrder.indexOf(a.verdict) - inOrder.indexOf(b.verdict))
  const own = chosen === null ? null : report.claims.find((claim) => claim.id === chosen)
  const [joined, others] = [
    sorted.filter((each) => chosen !== null && each.claims.includes(chosen)),
    sorted.filter((each) => chosen === null || !each.claims.includes(chosen)),
  ]
  const link = own && links.get(own.id)
  return (
    <aside className="relations" aria-label={text(['核对结果', 'Findings'])}>
      {own && (
        <section className="relations-own">
          <h2>
            {own.raw.replaceAll(/\s+/g, '')} <span className="note">{own.label}</span>
          </h2>
          {joined.length === 0 && !link && (
            <p className="note">
              {text([
                '正文没有就这个数字说出可核对的关系。',
                'The text says nothing of this number that could be checked.',
              ])}
            </p>
          )}
          {link && <Linked link={link} said={own.raw} />}
          <Relations relations={joined} onChoose={onChoose} />
        </section>
      )}
      <section>
        <h2>{own ? text(['其他关系', 'Other relations']) : text(['正文中的关系', 'Relations in the text'])}</h2>
        {report.relations.length === 0 && (
          <p className="quiet">{text(['没有找到可核对的关系。', 'No relation that could be checked.'])}</p>
        )}
        <Relations relations={others} onChoose={onChoose} />
      </section>
      {links.size > 0 && (
        <section>
          <h2>{text(['与系统数据对照', 'Compared with the records'])}</h2>
          <ul>
            {[...links.values()]
              .toSorted((a, b) => Number(a.same) - Number(b.same))
              .map((each) => {
                const claim = report.claims.find(({ id }) => id === each.claim)
                return claim ? (
                  <li key={each.claim}>
                    <button type="button" className="relation" onClick={() => onChoose(each.claim)}>
                      <Linked link={each} said={claim.raw} isPlain />
                    </button>
                  </li>
                ) : null
              })}
          </ul>
        </section>
      )}
    </aside>
  )
}

function Relations({ relations, onChoose }: { relations: readonly Relation[]; onChoose: (claim: string) => void }) {
  const text = useText()
  return (
    <ul>
      {relations.map((each) => {
        const { shape, name } = verdicts[each.verdict]
        return (
          <li key={`${each.kind} ${each.claims.join(' ')}`}>
            <button
              type="button"
              className="relation"
              data-verdict={each.verdict}
              onClick={() => onChoose(each.claims[0]!)}
            >
              <b>
                {shape} {text(name)}
              </b>{' '}
              <span className="note">{text(relationKinds[each.kind])}</span>
              <span className="relation-sentence">{text(each.sentence)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Linked({
  link: { comparable, same },
  said,
  isPlain = false,
}: {
  link: ClaimLink
  said: string
  isPlain?: boolean
}) {
  const text = useText()
  const street = useStreet()
  const { label, of, ours, measure, sentence } = comparable
  const name = `${text(of)} · ${text(label)}`
  return (
    <span className="linked" data-same={same || undefined}>
      <b>
        {same ? text(['● 与系统一致', '● as the records say']) : text(['≠ 与系统不同', '≠ not as the records say'])}
      </b>{' '}
      <span title={text(sentence)}>
        {isPlain ? name : <Link to={`/desk/${street}/measures/${encodeURIComponent(measure)}`}>{name}</Link>}
      </span>
      <span className="relation-sentence">
        {text(['文中', 'said'])} {said.replaceAll(/\s+/g, '')}，{text(['系统', 'records'])} {ours ?? '—'}
      </span>
    </span>
  )
}
