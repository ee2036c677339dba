import { fractionText, matterIds, matters, type MatterId, type VoteQuestion } from '#engines/ballots/shared'
import { Button, FieldRow, InputRow } from '#ui'
import { useLaw } from '../../rules/use-law.ts'
import { useText } from '#ui/text'

/** What the law asks for a matter: the share of all owners who take part, and of those who agree, of both measures. */
export function RuleOf({ matter, day }: { matter: MatterId; day: string }) {
  const text = useText()
  const rule = useLaw(day).law.rules.get(matter)
  if (!rule) return null
  const [quorum, majority] = [fractionText(rule.quorum.area), fractionText(rule.majority.area)]
  return (
    <p className="rule-line">
      {text([
        `专有部分面积和人数各${quorum[0]}参与；参与的面积和人数各${majority[0]}同意。`,
        `Quorum: ${quorum[1]} of the area and of the owners. Majority: ${majority[1]} of the participating area and owners.`,
      ])}{' '}
      <span className="note">{text(rule.article)}</span>
      {rule.confidence !== 'sure' && <span className="unverified">{text(['待法务核定', 'to be confirmed'])}</span>}
    </p>
  )
}

function QuestionRow({
  question,
  place,
  day,
  onChange,
  onRemove,
}: {
  question: VoteQuestion
  place: number
  day: string
  onChange: (question: VoteQuestion) => void
  onRemove: (() => void) | null
}) {
  const text = useText()
  const isElection = question.kind === 'election'
  const candidates = isElection ? question.candidates : []
  return (
    <fieldset className="question-row">
      <legend>{text([`第 ${place + 1} 项`, `Question ${place + 1}`])}</legend>
      <FieldRow label={['事项', 'Matter']}>
        {(aria) => (
          <select
            {...aria}
            className="control"
            value={isElection ? 'committee_election' : question.article}
            onChange={(event) => {
              const article = event.target.value as MatterId
              onChange(
                article === 'committee_election'
                  ? { kind: 'election', text: question.text, candidates: [...candidates], seats: 5, round: 1 }
                  : { kind: 'matter', article, text: question.text },
              )
            }}
          >
            {matterIds.map((id) => (
              <option key={id} value={id}>
                {text(matters[id].label)}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <RuleOf matter={isElection ? 'committee_election' : question.article} day={day} />
      <FieldRow label={['表决内容', 'Wording on the ballot']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={500}
            value={question.text}
            placeholder={text(
              isElection
                ? ['选举第三届业主委员会委员', "Elect the members of the third owners' committee"]
                : [
                    '是否同意……？写清项目、金额、承担方式',
                    'Do you agree that …? Give the project, the amount and who bears it',
                  ],
            )}
            onChange={(event) => onChange({ ...question, text: event.target.value })}
          />
        )}
      </FieldRow>
      {question.kind === 'election' ? (
        <div className="question-pair">
          <FieldRow
            label={['候选人', 'Candidates']}
            hint={['每行一人，按选票上的次序', 'One per line, in the order of the ballot']}
          >
            {(aria) => (
              <textarea
                {...aria}
                className="control"
                rows={Math.max(4, candidates.length + 1)}
                value={question.candidates.join('\n')}
                onChange={(event) => onChange({ ...question, candidates: event.target.value.split('\n') })}
              />
            )}
          </FieldRow>
          <div className="question-side">
            <InputRow
              label={['应选名额', 'Seats']}
              type="number"
              min={1}
              max={15}
              value={question.seats}
              onChange={(event) => onChange({ ...question, seats: Math.trunc(event.target.valueAsNumber || 1) })}
            />
            <FieldRow label={['轮次', 'Round']}>
              {(aria) => (
                <select
                  {...aria}
                  className="control"
                  value={question.round}
                  onChange={(event) => onChange({ ...question, round: Number(event.target.value) })}
                >
                  <option value={1}>{text(['首轮', 'First'])}</option>
                  <option value={2}>{text(['另行选举', 'Run-off'])}</option>
                  <option value={3}>{text(['再次另行选举', 'Second run-off'])}</option>
                </select>
              )}
            </FieldRow>
          </div>
        </div>
      ) : (
        <p className="note">{text(['选项固定为同意、反对、弃权。', 'Answers: for, against, abstain.'])}</p>
      )}
      {onRemove && (
        <Button tone="quiet" onClick={onRemove}>
          {text(['去掉这一项', 'Remove this question'])}
        </Button>
      )}
    </fieldset>
  )
}

/** All questions of a vote: one ballot answers them all. */
export function QuestionsForm({
  questions,
  day,
  onChange,
}: {
  questions: readonly VoteQuestion[]
  day: string
  onChange: (questions: readonly VoteQuestion[]) => void
}) {
  const text = useText()
  return (
    <div className="questions-form">
      {questions.map((question, place) => (
        <QuestionRow
          key={place}
          question={question}
          place={place}
          day={day}
          onChange={(changed) => onChange(questions.map((each, nth) => (nth === place ? changed : each)))}
          onRemove={questions.length > 1 ? () => onChange(questions.filter((_, nth) => nth !== place)) : null}
        />
      ))}
      {questions.length < 10 && (
        <Button onClick={() => onChange([...questions, { kind: 'matter', article: 'use_fund', text: '' }])}>
          {text(['再加一项', 'Add a question'])}
        </Button>
      )}
    </div>
  )
}
