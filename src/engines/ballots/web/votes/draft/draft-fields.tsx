import { ballots, type VoteMode } from '#engines/ballots/shared'
import { Button, Chips, FieldRow, InputRow } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { useLaw } from '../../rules/use-law.ts'
import { FileInput } from '../file-input.tsx'
import { modeWords } from '../vote-words.tsx'
import { earliestDay, today, type DraftState } from './draft-state.ts'
import { QuestionsForm } from './questions-form.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { TermsForm } from './terms-form.tsx'
import { TrusteesChoice } from './trustees-choice.tsx'

/** What the numbers of the electorate give away, said beside the choice of the mode. */
function ModeAdvice({ vote, draft }: { vote: string | null; draft: DraftState }) {
  const text = useText()
  const electorate = useOperation(ballots.electorate, { id: vote ?? '' }, { enabled: vote !== null })
  const judged = electorate.data?.guard
  if (judged)
    return (
      <ul className="advice" data-verdict={judged.verdict}>
        {judged.reasons.map((reason) => (
          <li key={reason[0]}>{text(reason)}</li>
        ))}
      </ul>
    )
  return (
    <p className="note">
      {text(
        draft.mode === 'secret'
          ? draft.scope && draft.scope.kind !== 'compound'
            ? [
                '楼幢、门号人数少，面积和人数两个总数就能推出各户选择，建议实名。',
                'In a building or staircase the two totals can reveal how each home voted: better by name.',
              ]
            : ['保存后按面积分布核对能否保密。', 'Once saved, the areas are checked for what the totals would reveal.']
          : [
              '计票后公开每户选择，截止前谁也看不到。',
              'Every owner’s choice is published after the count; nobody sees any before the close.',
            ],
      )}
    </p>
  )
}

/** One column, top to bottom as the notice will read. */
export function DraftFields({
  draft,
  vote,
  onChange,
}: {
  draft: DraftState
  vote: string | null
  onChange: (draft: DraftState) => void
}) {
  const text = useText()
  const set = (changed: Partial<DraftState>) => onChange({ ...draft, ...changed })
  const earliest = earliestDay(useLaw().law)
  const tooEarly = draft.opens !== '' && draft.opens.slice(0, 10) < earliest
  return (
    <div className="draft-fields">
      <section>
        <h2>{text(['标题与范围', 'Title and scope'])}</h2>
        <InputRow
          label={['标题', 'Title']}
          maxLength={100}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <ScopeChoice value={draft.scope} onChange={(scope) => set({ scope })} />
      </section>
      <section>
        <h2>{text(['表决事项', 'Questions'])}</h2>
        <QuestionsForm questions={draft.questions} day={today()} onChange={(questions) => set({ questions })} />
        <FieldRow label={['附件', 'Documents']} optional group>
          {() => (
            <ul className="draft-documents">
              {draft.documents.map((each, place) => (
                <li key={each.file}>
                  <input
                    className="control"
                    aria-label={text(['附件名称', 'Title of the document'])}
                    value={each.title}
                    onChange={(event) =>
                      set({
                        documents: draft.documents.map((other, nth) =>
                          nth === place ? { ...other, title: event.target.value } : other,
                        ),
                      })
                    }
                  />
                  <Button
                    tone="quiet"
                    onClick={() => set({ documents: draft.documents.filter((other) => other !== each) })}
                  >
                    {text(['去掉', 'Remove'])}
                  </Button>
                </li>
              ))}
              {draft.documents.length < 10 && (
                <li>
                  <FileInput
                    label={['添加附件', 'Add a document']}
                    file={null}
                    onChange={(file, name) =>
                      file && set({ documents: [...draft.documents, { file, title: name.slice(0, 100) }] })
                    }
                  />
                </li>
              )}
            </ul>
          )}
        </FieldRow>
      </section>
      <section>
        <h2>{text(['方式与时间', 'Mode and period'])}</h2>
        <FieldRow label={['方式', 'Mode']} group>
          {(aria) => (
            <Chips<VoteMode> options={modeWords} value={draft.mode} onChange={(mode) => set({ mode })} {...aria} />
          )}
        </FieldRow>
        <ModeAdvice vote={vote} draft={draft} />
        <label className="check-line">
          <input type="checkbox" checked={draft.revote} onChange={(event) => set({ revote: event.target.checked })} />
          {text(['截止前可在网上改投，以最后一次为准', 'May vote again online; the last ballot counts'])}
        </label>
        <div className="question-pair">
          <InputRow
            label={['投票开始', 'Opens']}
            hint={[
              `公告须提前 15 日：今天发布，最早 ${earliest} 开始（《物业管理条例》第十四条）`,
              `Notice of 15 days: published today, it may open on ${earliest} (Property Management Regulation art. 14)`,
            ]}
            error={
              tooEarly
                ? text([
                    `早于 ${earliest}，今天发布公告已来不及`,
                    `Before ${earliest}: too soon even if announced today`,
                  ])
                : undefined
            }
            type="datetime-local"
            value={draft.opens}
            onChange={(event) => set({ opens: event.target.value })}
          />
          <InputRow
            label={['投票截止', 'Closes']}
            hint={['最长 60 日', 'At most 60 days later']}
            type="datetime-local"
            value={draft.closes}
            onChange={(event) => set({ closes: event.target.value })}
          />
        </div>
      </section>
      <section>
        <h2>{text(['受托人与密钥', 'Trustees and keys'])}</h2>
        <TrusteesChoice
          chosen={draft.trustees}
          threshold={draft.threshold}
          onChange={(trustees, threshold) => set({ trustees, threshold })}
        />
        <FieldRow
          label={['密码学参数', 'Cryptography']}
          hint={
            draft.group === 'ed25519'
              ? ['投票快，推荐', 'Fast, recommended']
              : [
                  '全部记录可用 Debian 自带的 belenios-tool 独立验证，投票略慢',
                  'The whole record can be verified with Debian’s own belenios-tool; casting is a little slower',
                ]
          }
          group
        >
          {(aria) => (
            <Chips
              options={{ ed25519: ['Ed25519', 'Ed25519'], 'belenios-2048': ['BELENIOS-2048', 'BELENIOS-2048'] }}
              value={draft.group}
              onChange={(group) => set({ group })}
              {...aria}
            />
          )}
        </FieldRow>
      </section>
      <section>
        <h2>{text(['计票规则', 'Counting'])}</h2>
        <TermsForm terms={draft.terms} onChange={(terms) => set({ terms })} />
      </section>
    </div>
  )
}
