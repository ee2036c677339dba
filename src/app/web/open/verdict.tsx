import { useEffect, useRef } from 'react'
import type { Text } from '#kernel/text'
import { awaitedFindings, type RecordFinding, type RecordStep, type RecordVerdict } from '#engines/ballots/shared'
import { useText } from '#ui/text'
import { areaText, modeWords } from './plain-words.ts'

const stateWords: Readonly<Record<RecordStep['state'], Text>> = {
  passed: ['符合', 'holds'],
  failed: ['不符合', 'does not hold'],
  open: ['有待确认', 'left open'],
  skipped: ['不涉及', 'does not apply'],
  waiting: ['未核验', 'not reached'],
  running: ['未核验', 'not reached'],
}

const words: Readonly<Record<RecordVerdict['state'], { kind: 'yes' | 'open' | 'no'; title: Text }>> = {
  sound: { kind: 'yes', title: ['核验通过：结果与选票一致', 'Verified: the result is that of the ballots'] },
  unfinished: {
    kind: 'open',
    title: ['到目前为止都符合，还没有可以确认的结果', 'All holds so far; there is no result to confirm yet'],
  },
  refuted: { kind: 'no', title: ['核验不通过', 'Refuted'] },
}

/** What was checked and what came out, for an owner first and for an engineer below. */
export function Verdict({
  verdict,
  seconds,
  hadEarlier,
}: {
  verdict: RecordVerdict
  seconds: number
  hadEarlier: boolean
}) {
  const text = useText()
  const { state, ok, findings, steps, facts } = verdict
  const wrong = findings.filter(({ gravity }) => gravity === 'wrong')
  const shown = useRef<HTMLElement>(null)
  useEffect(() => {
    // Newer browsers return a promise, which would be taken for the effect's end.
    shown.current?.scrollIntoView({ block: 'start' })
  }, [verdict])
  const awaited = findings.filter(({ code }) => awaitedFindings.has(code))
  const open = findings.filter((each) => each.gravity === 'open' && !awaited.includes(each))
  return (
    <section className="verdict-part" role="status" ref={shown}>
      <p className={`decided ${words[state].kind}`}>
        <strong>
          {ok
            ? text(words[state].title)
            : text([
                `核验不通过：发现 ${wrong.length} 处不符`,
                `Refuted: ${wrong.length} ${wrong.length === 1 ? 'thing does' : 'things do'} not hold`,
              ])}
        </strong>
        <span>
          {facts.title ?? ''}
          {facts.mode !== null && ` · ${text(modeWords[facts.mode].name)}`}
        </span>
      </p>
      {!ok && (
        <p>
          {text([
            '请保存这份记录，把下面的发现连同记录交给居委会、自治办，或提出异议。',
            'Keep this record, and bring it with these findings to the residents’ committee, or object.',
          ])}
        </p>
      )}
      {facts.found.map(({ tracker, state, seq }) => (
        <p key={tracker} className={state === 'unknown' ? 'trouble' : 'say'}>
          {state === 'unknown'
            ? text(['记录里没有您的选票编号。', 'Your tracker is not on this record.'])
            : state === 'counted'
              ? text([`您的选票是第 ${seq} 张，已计入。`, `Your ballot is number ${seq}, and it is counted.`])
              : text([
                  `您的选票是第 ${seq} 张，您后来改投，以后一张为准。`,
                  `Your ballot is number ${seq}; a later one of yours counts instead.`,
                ])}
        </p>
      ))}
      <Findings title={['发现的不符', 'What does not hold']} findings={wrong} kind="no" />
      <Findings title={['还在等什么', 'What is awaited']} findings={awaited} kind="open" />
      <h2>{text(['核验了什么', 'What was checked'])}</h2>
      <ol className="reckoned">
        {steps.map((step) => (
          <li key={step.id} className={step.state === 'passed' ? 'yes' : step.state === 'failed' ? 'no' : 'open'}>
            {text(step.text)} <small>{text(stateWords[step.state])}</small>
          </li>
        ))}
        <li className={hadEarlier ? 'yes' : 'open'}>
          {hadEarlier
            ? text([
                '与本浏览器以前见过的存证点一致，没有改写历史',
                'No other history than this browser has seen before',
              ])
            : text([
                '本浏览器第一次见到这份存证日志；以后再核验会与今天的比对',
                'This browser sees this log for the first time; later verifications compare with today’s',
              ])}
        </li>
      </ol>
      <dl className="facts">
        <div>
          <dt>{text(['业主', 'Owners'])}</dt>
          <dd>
            {facts.owners} · {text(areaText(facts.area))}
          </dd>
        </div>
        <div>
          <dt>{text(['网上选票', 'Ballots online'])}</dt>
          <dd>
            {text([
              `${facts.ballots} 张，计入 ${facts.counted} 张`,
              `${facts.ballots}, of which ${facts.counted} count`,
            ])}{' '}
            · {text(areaText(facts.countedArea))}
          </dd>
        </div>
        <div>
          <dt>{text(['纸质票', 'Papers'])}</dt>
          <dd>{facts.papers}</dd>
        </div>
        {facts.log && (
          <div>
            <dt>{text(['存证', 'Log'])}</dt>
            <dd>
              {text([
                `${facts.log.size} 条，见证签名 ${facts.log.cosignedBy.length} 个，上链 ${facts.log.anchors.length} 次`,
                `entries: ${facts.log.size}; witnesses: ${facts.log.cosignedBy.length}; anchors: ${facts.log.anchors.length}`,
              ])}
            </dd>
          </div>
        )}
      </dl>
      {state === 'sound' && facts.decisions.length > 0 && (
        <>
          <h2>{text(['重新计票的结论', 'The count, made again'])}</h2>
          <ul className="plain-list">
            {facts.decisions.map(({ conclusion }) => (
              <li key={conclusion[0]}>{text(conclusion)}</li>
            ))}
          </ul>
        </>
      )}
      <Findings title={['有待您确认的', 'Left for you to decide']} findings={open} kind="open" />
      <p className="small">
        {text([`用时 ${seconds.toFixed(1)} 秒，全部在您的设备上。`, `${seconds.toFixed(1)} s, all on your device.`])}
      </p>
    </section>
  )
}

function Findings({ title, findings, kind }: { title: Text; findings: readonly RecordFinding[]; kind: 'no' | 'open' }) {
  const text = useText()
  if (findings.length === 0) return null
  const shown = findings.slice(0, 50)
  return (
    <>
      <h2>{text(title)}</h2>
      <ul className="findings">
        {shown.map((finding, place) => (
          // The same finding may stand at the same place twice.
          <li key={`${place} ${finding.code}`} className={kind}>
            <strong>{text(finding.text)}</strong>
            <code>
              {finding.where}
              {finding.detail !== '' && ` · ${finding.detail}`}
            </code>
            <code>{finding.code}</code>
          </li>
        ))}
      </ul>
      {findings.length > shown.length && (
        <p>{text([`另有 ${findings.length - shown.length} 处。`, `And ${findings.length - shown.length} more.`])}</p>
      )}
    </>
  )
}
