import type { OutputOf } from '#kernel/operation'
import { ballotRefusals, fractionText, keepingText, percent, type ballots } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { useText } from '#ui/text'
import { useAsked } from '../light/asking.ts'
import { resultOf } from './operations.ts'
import { answerText, areaText, instantText, notReturnedWords } from './plain-words.ts'

type Seen = OutputOf<typeof ballots.result>
type Asked = Seen['questions'][number]
type Outcome = Asked['outcome']
type Measure = Outcome['participating']

/** What was decided, by both measures, and every step that leads there. */
export function Result({ street, id }: { street: string; id: string }) {
  const text = useText()
  const { value, error } = useAsked(street, resultOf, { id })
  if (error !== null)
    return (
      <p className="trouble" role="alert">
        {text(sayError(error, ballotRefusals))}
      </p>
    )
  if (!value) return <p role="status">{text(['正在取结果……', 'Fetching the result …'])}</p>
  return (
    <section className="result">
      <h2>{text(['表决结果', 'Result'])}</h2>
      {value.questions.map((asked) => (
        <Question key={asked.text} seen={value} asked={asked} />
      ))}
      <Ballots seen={value} />
      <p className="small">
        {text(['监票人', 'Tellers'])}
        {text(['：', ': '])}
        {value.tellers.map(({ name, post }) => `${name}（${post}）`).join(text(['、', ', ']))}
        {value.publishedAt !== null && (
          <>
            {' · '}
            {text(['公布', 'published'])} {text(instantText(value.publishedAt))}
          </>
        )}
        {value.filedAt !== null && (
          <>
            {' · '}
            {text(['已备案', 'filed'])} {text(instantText(value.filedAt))}
          </>
        )}
      </p>
      <p className="small">{text(keepingText(value.keeping))}</p>
    </section>
  )
}

function Question({ seen, asked }: { seen: Seen; asked: Asked }) {
  const text = useText()
  const { outcome, without } = asked
  const isElection = asked.kind === 'election'
  const passed = isElection ? outcome.elected.length > 0 : outcome.passes
  return (
    <article>
      <h3>{asked.text}</h3>
      <p className={passed ? 'decided yes' : 'decided no'}>
        <strong>
          {isElection
            ? passed
              ? `${text(['当选', 'Elected'])}${text(['：', ': '])}${outcome.elected.join(text(['、', ', ']))}`
              : text(['无人当选', 'Nobody is elected'])
            : passed
              ? text(['通过', 'Passed'])
              : text(['未通过', 'Not passed'])}
        </strong>
        <span>{text(asked.conclusion)}</span>
      </p>
      <Answers outcome={outcome} asked={asked} />
      {outcome.runOff.length > 0 && (
        <p>
          {text(['另行选举', 'Run-off'])}
          {text(['：', ': '])}
          {outcome.runOff.join(text(['、', ', ']))}
        </p>
      )}
      <Shares seen={seen} asked={asked} outcome={outcome} />
      <details>
        <summary>{text(['一步一步怎么算的', 'How it was reckoned, step by step'])}</summary>
        <Steps outcome={outcome} />
        <p className="small">{text(asked.source)}</p>
        <Channels asked={asked} />
      </details>
      {without && (
        <details>
          <summary>{text(['如果没投的不算参加', 'If those who did not vote are left out'])}</summary>
          <p>
            {text([
              `上面的结果按议事规则（${seen.clause ?? ''}）“${notReturnedWords[outcome.policy][0]}”。不这样算：`,
              `The result above follows the owners’ rules (${seen.clause ?? ''}): ${notReturnedWords[outcome.policy][1]}. Without that:`,
            ])}{' '}
            <strong>
              {without.elected.length > 0
                ? without.elected.join(text(['、', ', ']))
                : without.passes
                  ? text(['通过', 'passed'])
                  : text(['未通过', 'not passed'])}
            </strong>
          </p>
          <Answers outcome={without} asked={asked} />
          <Steps outcome={without} />
        </details>
      )}
    </article>
  )
}

function Answers({ outcome, asked }: { outcome: Outcome; asked: Asked }) {
  const text = useText()
  const { area, owners } = outcome.participating
  const isElection = asked.kind === 'election'
  const rows = isElection ? outcome.answers.toSorted((a, b) => b.measure.owners - a.measure.owners) : outcome.answers
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{isElection ? text(['候选人', 'Candidate']) : text(['意见', 'Answer'])}</th>
          <th scope="col">{text(['面积', 'Area'])}</th>
          <th scope="col">{text(['人数', 'Owners'])}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, measure }) => (
          <tr key={label}>
            <th scope="row">
              {text(answerText(label))}
              {isElection && outcome.elected.includes(label) && <small> {text(['当选', 'elected'])}</small>}
            </th>
            <td>
              {text(areaText(measure.area))}
              <small>{percent(measure.area, area)}</small>
            </td>
            <td>
              {measure.owners}
              <small>{percent(measure.owners, owners)}</small>
            </td>
          </tr>
        ))}
        <tr className="total">
          <th scope="row">{text(['参加', 'Took part'])}</th>
          <td>{text(areaText(area))}</td>
          <td>{owners}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** Quorum and majority as the fractions they are. */
function Shares({ seen, asked, outcome }: { seen: Seen; asked: Asked; outcome: Outcome }) {
  const text = useText()
  const fraction = (part: Measure, whole: Measure) =>
    `${text(areaText(part.area))} / ${text(areaText(whole.area))} · ${part.owners} / ${whole.owners}`
  const agree = asked.kind === 'matter' ? outcome.answers[0]?.measure : undefined
  return (
    <dl className="facts">
      <div>
        <dt>
          {text(['参加', 'Took part'])} · {text(fractionText(asked.quorum))}
        </dt>
        <dd>
          {fraction(outcome.participating, seen.totals)}{' '}
          <span className={outcome.quorate ? 'verdict yes' : 'verdict no'}>
            {outcome.quorate ? text(['达到', 'reached']) : text(['未达到', 'not reached'])}
          </span>
        </dd>
      </div>
      {agree && (
        <div>
          <dt>
            {text(['同意', 'Agree'])} · {text(fractionText(asked.majority))}
          </dt>
          <dd>
            {fraction(agree, outcome.participating)}{' '}
            <span className={outcome.answers[0]!.passes ? 'verdict yes' : 'verdict no'}>
              {outcome.answers[0]!.passes ? text(['达到', 'reached']) : text(['未达到', 'not reached'])}
            </span>
          </dd>
        </div>
      )}
    </dl>
  )
}

function Steps({ outcome }: { outcome: Outcome }) {
  const text = useText()
  return (
    <ol className="reckoned">
      {outcome.steps.map((step) => (
        <li key={step.text[0]} className={step.holds === null ? '' : step.holds ? 'yes' : 'no'}>
          {text(step.text)}
        </li>
      ))}
    </ol>
  )
}

function Channels({ asked }: { asked: Asked }) {
  const text = useText()
  const said = (measure: Measure) => (
    <td>
      {text(areaText(measure.area))}
      <small>
        {measure.owners} {text(['人', 'owners'])}
      </small>
    </td>
  )
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text(['渠道', 'Channel'])}</th>
          <th scope="col">{text(['网上', 'Online'])}</th>
          <th scope="col">{text(['纸质', 'On paper'])}</th>
        </tr>
      </thead>
      <tbody>
        {asked.online.map(({ label, measure }, place) => (
          <tr key={label}>
            <th scope="row">{text(answerText(label))}</th>
            {said(measure)}
            {asked.paper[place] && said(asked.paper[place].measure)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Ballots({ seen }: { seen: Seen }) {
  const text = useText()
  const said = (measure: Measure) => `${measure.owners} ${text(['人', 'owners'])} · ${text(areaText(measure.area))}`
  const rows: readonly (readonly [string, Measure])[] = [
    [text(['全部业主', 'All owners']), seen.totals],
    [text(['选票已送达', 'Ballot delivered']), seen.delivered],
    [text(['网上投票', 'Voted online']), seen.online],
    [text(['纸质有效票', 'Valid on paper']), seen.paper],
    [text(['无效票', 'Invalid']), seen.paper.invalid],
    [text(['送达未返', 'Delivered, not returned']), seen.notReturned],
  ]
  return (
    <details>
      <summary>{text(['票数', 'Ballots'])}</summary>
      <dl className="facts">
        {rows.map(([name, measure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said(measure)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
