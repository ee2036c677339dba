import { Link } from 'react-router'
import { fractionText, keepingText, matters, type VoteView } from '#engines/ballots/shared'
import { fileUrl, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { area, policyWords } from '../vote-words.tsx'
import { NextActs } from './next-acts.tsx'
import { Turnout } from './participation.tsx'

function Questions({ vote }: { vote: VoteView }) {
  const text = useText()
  const rules = new Map(vote.rules.map((rule) => [rule.matter, rule]))
  return (
    <section>
      <h2>{text(['表决事项', 'Questions'])}</h2>
      <ol className="vote-questions">
        {vote.questions.map((question, place) => {
          const article = question.kind === 'matter' ? question.article : 'committee_election'
          const rule = rules.get(article)
          return (
            <li key={place}>
              <strong>{question.text}</strong>
              {question.kind === 'election' && (
                <p>
                  {text([
                    `应选 ${question.seats} 名，候选 ${question.candidates.length} 名：${question.candidates.join('、')}`,
                    `${question.seats} seats, ${question.candidates.length} candidates: ${question.candidates.join(', ')}`,
                  ])}
                </p>
              )}
              <p className="note">
                {text(matters[article].label)}
                {rule &&
                  ` · ${text([
                    `面积和人数各${fractionText(rule.quorum.area)[0]}参与，参与的各${fractionText(rule.majority.area)[0]}同意`,
                    `quorum ${fractionText(rule.quorum.area)[1]}, majority ${fractionText(rule.majority.area)[1]}, of area and of owners`,
                  ])} · ${text(rule.article)}`}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Facts({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const rows: readonly (readonly [readonly [string, string], React.ReactNode])[] = [
    [
      ['表决权人', 'Electorate'],
      vote.totals &&
        text([
          `${vote.totals.owners} 人，${vote.totals.units} 套，${area(vote.totals.area)} m²`,
          `${vote.totals.owners} owners, ${vote.totals.units} homes, ${area(vote.totals.area)} m²`,
        ]),
    ],
    [
      ['改投', 'Voting again'],
      text(vote.revote ? ['允许，以最后一次为准', 'Allowed; the last counts'] : ['不允许', 'Not allowed']),
    ],
    [
      ['未返票', 'Not returned'],
      `${text(policyWords[vote.terms.notReturned])}${vote.terms.clause ? text([`（${vote.terms.clause}）`, ` (${vote.terms.clause})`]) : ''}`,
    ],
    [
      ['代理上限', 'Proxy cap'],
      text([`每名受托人 ${vote.terms.proxyCap} 人`, `At most ${vote.terms.proxyCap} owners for each proxy`]),
    ],
    [
      ['受托人', 'Trustees'],
      `${vote.trustees.map(({ name }) => name).join(text(['、', ', ']))} · ${text([
        `${vote.trustees.length} 人中 ${vote.threshold} 人可解密`,
        `${vote.threshold} of ${vote.trustees.length} decrypt`,
      ])}`,
    ],
    [
      ['附件', 'Documents'],
      vote.documents.length > 0 && (
        <>
          {vote.documents.map((each) => (
            <a key={each.file} href={fileUrl(street, each.file)} target="_blank" rel="noreferrer">
              {each.title}
            </a>
          ))}
        </>
      ),
    ],
    [['备案编号', 'Filed under'], vote.filing],
    [['资料保存', 'Kept'], vote.publishedAt !== null && text(keepingText(vote.keeping))],
    [['名册摘要', 'Hash of the roll'], vote.rollHash && <code>{vote.rollHash}</code>],
    [['规则摘要', 'Hash of the rules'], vote.rulesHash && <code>{vote.rulesHash}</code>],
    [['选举编号', 'Election'], <code key="uuid">{vote.electionUuid}</code>],
  ]
  return (
    <section>
      <h2>{text(['办法', 'Terms'])}</h2>
      <dl className="vote-facts">
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label[0]}>
                <dt>{text(label)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {vote.noticedAt && vote.state !== 'withdrawn' && (
        <div className="form-buttons">
          <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/notice`}>
            {text(['打印公告', 'Print the notice'])}
          </Link>
          <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/staircases`}>
            {text(['打印各门号张贴单', 'Print the sheets per staircase'])}
          </Link>
          <a className="button" href={`/open/${street}/votes/${vote.id}`} target="_blank" rel="noreferrer">
            {text(['看公告栏页面', 'See it on the notice board'])}
          </a>
        </div>
      )}
    </section>
  )
}

export function Overview({ vote }: { vote: VoteView }) {
  return (
    <>
      <NextActs vote={vote} />
      {vote.frozenAt && <Turnout id={vote.id} />}
      <Questions vote={vote} />
      <Facts vote={vote} />
    </>
  )
}
