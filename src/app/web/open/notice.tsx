import { useEffect, useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import { ballotRefusals, matters, type ballots, type Rule, type VoteQuestion } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { fileUrl } from '#ui/operations'
import { QrCode } from '#ui/qr-code'
import { useText } from '#ui/text'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { Objection } from './objection.tsx'
import { noticeOf } from './operations.ts'
import { Result } from './result.tsx'
import { RollSettlements } from './roll-settlements.tsx'
import {
  areaText,
  dayText,
  instantText,
  modeWords,
  notReturnedWords,
  rulesIn,
  standing,
  thresholdText,
} from './plain-words.ts'
import { Turnout } from './turnout.tsx'

type Seen = OutputOf<typeof ballots.notice>

export function Notice({ street, id }: { street: string; id: string }) {
  const text = useText()
  const { value, error } = useAsked(street, noticeOf, { id })
  if (error !== null)
    return (
      <main>
        <h1>{text(['没有这份公告', 'There is no such notice'])}</h1>
        <p className="trouble" role="alert">
          {text(sayError(error, ballotRefusals))}
        </p>
        <Link to={`/open/${street}`}>{text(['回到公告栏', 'Back to the notice board'])}</Link>
      </main>
    )
  return value ? (
    <Told street={street} seen={value} />
  ) : (
    <main>
      <p role="status">{text(['正在打开……', 'Opening …'])}</p>
    </main>
  )
}

/** By what is counted: of a frozen vote the rules in its record, before that the law of the day. */
function useRules(street: string, { id, rulesHash, rules }: Seen): (question: VoteQuestion) => Rule | undefined {
  const [frozen, setFrozen] = useState<ReadonlyMap<string, Rule> | null>(null)
  useEffect(() => {
    if (rulesHash === null) return
    const stop = new AbortController()
    fetch(`/api/${street}/votes/${id}/record/rules.json`, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.text() : ''))
      .then((said) => setFrozen(rulesIn(said)))
      .catch(() => undefined)
    return () => stop.abort()
  }, [street, id, rulesHash])
  return (question) => {
    const matter = question.kind === 'matter' ? question.article : 'committee_election'
    return frozen?.get(matter) ?? rules.find((rule) => rule.matter === matter)
  }
}

/** On paper nothing is folded up. */
function useUnfoldedPrint(): void {
  useEffect(() => {
    const unfold = () => {
      for (const each of document.querySelectorAll('details')) each.open = true
    }
    addEventListener('beforeprint', unfold)
    return () => removeEventListener('beforeprint', unfold)
  }, [])
}

function Told({ street, seen }: { street: string; seen: Seen }) {
  const text = useText()
  useUnfoldedPrint()
  const ruleOf = useRules(street, seen)
  const { id, state } = seen
  const isDecided = state === 'published' || state === 'filed'
  const isBefore = state === 'noticing' || state === 'frozen'
  return (
    <main>
      <header>
        <p className="small no-print">
          <Link to={`/open/${street}`}>‹ {text(['公告栏', 'Notice board'])}</Link>
        </p>
        <h1>{seen.title}</h1>
        <p>{seen.scopeName}</p>
      </header>
      <p className="story" role="status">
        {text(standing(seen))}
        {seen.withdrawnReason !== null && ` ${seen.withdrawnReason}`}
      </p>
      {state === 'voting' && (
        <Link to={`/vote/${street}/${id}`} className="big primary no-print">
          {text(['我要投票', 'Vote'])}
          <small>
            {text(['用手机里的业主凭证，或密封信', 'With the credential on your phone, or the sealed letter'])}
          </small>
        </Link>
      )}
      {isDecided && <Result street={street} id={id} />}
      {seen.participation && <Turnout seen={seen.participation} isOver={!isBefore && state !== 'voting'} />}
      <section>
        <h2>{text(['表决事项', 'What is decided'])}</h2>
        <ol className="matters">
          {seen.questions.map((question) => (
            <Matter key={question.text} question={question} rule={ruleOf(question)} />
          ))}
        </ol>
      </section>
      {seen.documents.length > 0 && (
        <section>
          <h2>{text(['有关文件', 'Documents'])}</h2>
          <ul className="plain-list">
            {seen.documents.map(({ file, title }) => (
              <li key={file}>
                <a href={fileUrl(street, file)}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <When seen={seen} />
      <How street={street} seen={seen} isBefore={isBefore} />
      <RollSettlements seen={seen} />
      <section className="no-print">
        <h2>{text(['公开记录', 'Public record'])}</h2>
        {seen.rollHash === null ? (
          <p>
            {text([
              '名册冻结以后，选票文件、名册和存证都在这里公开，任何人可以下载核验。',
              'Once the roll is frozen, its files, the ballots and the log are public here, for anyone to verify.',
            ])}
          </p>
        ) : (
          <nav className="choose two">
            <Link to={`/open/${street}/votes/${id}/record`} className="big">
              {text(['看公开记录', 'See the record'])}
              <small>{text(['下载、查我的选票、看存证', 'Download, find my ballot, see the log'])}</small>
            </Link>
            <Link to={`/open/verify?record=${street}/${id}`} className="big">
              {text(['自己核验', 'Verify it yourself'])}
              <small>{text(['在您的手机上重新计算一遍', 'Reckon it again on your own device'])}</small>
            </Link>
          </nav>
        )}
      </section>
      {isDecided && <Objection street={street} id={id} />}
      <footer className="paper-foot">
        <button type="button" className="big no-print" onClick={() => print()}>
          {text(['打印这份公告', 'Print this notice'])}
        </button>
        <div className="print-only">
          <div className="paper-code">
            <QrCode
              text={`${location.origin}/open/${street}/votes/${id}`}
              label={text(['公告网址', 'Address of this notice'])}
            />
          </div>
          <p className="small">
            {text(['网上看本公告、核验结果：', 'Read and verify this online: '])}
            {`${location.origin}/open/${street}/votes/${id}`}
          </p>
          {seen.rollHash !== null && (
            <p className="small">
              {text(['名册指纹', 'Hash of the roll'])} <code>{seen.rollHash}</code>
            </p>
          )}
        </div>
      </footer>
    </main>
  )
}

function Matter({ question, rule }: { question: VoteQuestion; rule: Rule | undefined }) {
  const text = useText()
  const isElection = question.kind === 'election'
  return (
    <li>
      <p>
        <strong>{question.text}</strong>
      </p>
      {isElection ? (
        <>
          <p>
            {text([
              `候选人 ${question.candidates.length} 名，应选 ${question.seats} 名，每张票最多选 ${question.seats} 人`,
              `${question.candidates.length} candidates for ${question.seats} seats; at most ${question.seats} names on a ballot`,
            ])}
            {question.round > 1 && text([`（第 ${question.round} 轮）`, ` (round ${question.round})`])}
          </p>
          <p>{question.candidates.join(text(['、', ', ']))}</p>
        </>
      ) : (
        <p>{text(matters[question.article].label)}</p>
      )}
      {rule && (
        <>
          <p>{text(thresholdText(rule, isElection))}</p>
          <p className="small">{text(rule.article)}</p>
        </>
      )}
    </li>
  )
}

function When({ seen }: { seen: Seen }) {
  const text = useText()
  const rows = [
    seen.noticedAt !== null && ([text(['公告', 'Notice']), text(dayText(seen.noticedAt))] as const),
    seen.objectionsUntil !== null &&
      ([
        text(['对名册提异议', 'Object to the roll']),
        text(['在名册冻结前，最迟 ', 'before the freeze, by ']) + text(instantText(seen.objectionsUntil)),
      ] as const),
    [text(['开始投票', 'Voting opens']), text(instantText(seen.opensAt))] as const,
    [text(['投票截止', 'Voting closes']), text(instantText(seen.closesAt))] as const,
    seen.publishedAt !== null &&
      ([text(['结果公布', 'Result published']), text(instantText(seen.publishedAt))] as const),
  ]
  return (
    <section>
      <h2>{text(['时间', 'When'])}</h2>
      <dl className="facts">
        {rows.map(
          (row) =>
            row && (
              <div key={row[0]}>
                <dt>{row[0]}</dt>
                <dd>{row[1]}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}

function How({ street, seen, isBefore }: { street: string; seen: Seen; isBefore: boolean }) {
  const text = useText()
  const { id, mode, terms, totals, trustees, threshold } = seen
  const posts = trustees.map(({ post }) => post).join(text(['、', ', ']))
  return (
    <section>
      <h2>{text(['怎么投、怎么算', 'How to vote and how it is counted'])}</h2>
      <dl className="facts">
        <div>
          <dt>{text(['手机', 'By phone'])}</dt>
          <dd>
            <Link to={`/vote/${street}/${id}`}>{text(['业主表决', 'Owners’ votes'])}</Link>
            {text(['：用领到的业主凭证，不到一分钟。', ': with your owner credential, in under a minute.'])}
          </dd>
        </div>
        <div>
          <dt>{text(['没有智能手机', 'Without a smartphone'])}</dt>
          <dd>
            {text([
              '用密封信里的密码，或到居委会、请两名工作人员上门投纸质票，一样有效。先收到的一份算数。',
              'With the code in the sealed letter; or on paper at the residents’ committee, or at your door. Whichever comes first counts.',
            ])}
          </dd>
        </div>
        {isBefore && (
          <div>
            <dt>{text(['核对自己', 'Check your entry'])}</dt>
            <dd>
              {seen.state === 'noticing' ? (
                <Link to={`/vote/${street}/${id}/objection`}>
                  {text(['看名册上我的面积，有错提异议', 'See your area on the roll; object if it is wrong'])}
                </Link>
              ) : (
                <Link to={`/vote/${street}/${id}`}>{text(['看名册上我的面积', 'See your area on the roll'])}</Link>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{text(['记名', 'Names'])}</dt>
          <dd>
            {text(modeWords[mode].name)}
            {text(['：', ': '])}
            {text(modeWords[mode].means)}
          </dd>
        </div>
        <div>
          <dt>{text(['改投', 'Second thoughts'])}</dt>
          <dd>
            {seen.revote
              ? text(['网上投过还可以再投，以最后一次为准。', 'You may vote again online; the last ballot counts.'])
              : text(['投出后不能改。', 'A ballot once cast stays.'])}
          </dd>
        </div>
        <div>
          <dt>{text(['没投的', 'Who does not vote'])}</dt>
          <dd>
            {text(notReturnedWords[terms.notReturned])}
            {terms.clause !== null && ` (${terms.clause})`}
          </dd>
        </div>
        <div>
          <dt>{text(['范围', 'Electorate'])}</dt>
          <dd>
            {text([
              `业主 ${totals.owners} 人，${totals.units} 套，${areaText(totals.area)[0]}`,
              `${totals.owners} owners, ${totals.units} homes, ${areaText(totals.area)[1]}`,
            ])}
            {totals.printed > 0 &&
              text([`；其中 ${totals.printed} 人用密封信`, `; ${totals.printed} of them by sealed letter`])}
          </dd>
        </div>
        <div>
          <dt>{text(['谁组织', 'Who runs it'])}</dt>
          <dd>
            {text([
              `业主委员会（或换届改选小组）召集，房管办核定并冻结名册。开票钥匙由${posts}分别保管，${threshold} 人到场才能打开合计。`,
              `Convened by the owners’ committee (or the re-election group); the property registry freezes the roll. The keys are held by ${posts}; ${threshold} of them are needed to open the totals.`,
            ])}
          </dd>
        </div>
      </dl>
      <p className="no-print">
        <Link to="/open/trust">{text(['凭什么相信？', 'Why trust this?'])}</Link>
      </p>
    </section>
  )
}
