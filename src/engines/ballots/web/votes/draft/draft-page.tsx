import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { newId } from '#kernel/id'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { Button, Problem, Waiting } from '#ui'
import { isRefusal, useCommand, useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { useLaw } from '../../rules/use-law.ts'
import { DraftFields } from './draft-fields.tsx'
import { blank, instant, missingIn, runOffOf, stateOf, tidy, type DraftState } from './draft-state.ts'
import '../votes.css'

function Draft({ first, editing }: { first: DraftState; editing: VoteView | null }) {
  const text = useText()
  const heading = text(editing ? ['修改表决', 'Edit the vote'] : ['起草表决', 'Draft a vote'])
  usePageTitle(heading)
  const street = useStreet()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const [id] = useState(() => editing?.id ?? newId())
  const [version, setVersion] = useState(editing?.version ?? 0)
  const add = useCommand(ballots.draftVote)
  const save = useCommand(ballots.editVote)
  const latest = useOperation(ballots.vote, { id }, { enabled: editing !== null })
  const missing = missingIn(draft)
  const act = editing ? save : add
  const conflict = editing !== null && isRefusal(save.error, 'vote_changed_meanwhile') ? latest.data : undefined

  function send(): void {
    if (missing || !draft.scope) return
    const { opens, closes, scope, ...rest } = draft
    const said = {
      ...rest,
      id,
      scope: { kind: scope.kind, entry: scope.entry },
      questions: draft.questions.map(tidy),
      documents: [...draft.documents],
      trustees: [...draft.trustees],
      opensAt: instant(opens),
      closesAt: instant(closes),
    }
    const onSuccess = () => {
      toast(text(['已保存', 'Saved']))
      void navigate(`/desk/${street}/votes/${id}`)
    }
    if (editing) save.mutate({ ...said, version }, { onSuccess })
    else add.mutate(said, { onSuccess })
  }

  return (
    <div className="page vote-page draft-page">
      <header className="vote-title">
        <Link to={editing ? `/desk/${street}/votes/${id}` : `/desk/${street}/votes`}>
          {editing ? editing.title : text(['业主共同决定', "Owners' votes"])}
        </Link>
        <h1>{heading}</h1>
      </header>
      <DraftFields draft={draft} vote={editing?.id ?? null} onChange={setDraft} />
      {act.isError && (
        <Problem
          error={act.error}
          refusals={ballotRefusals}
          kept={['您写的内容仍在本页。', 'What you wrote is still on this page.']}
        >
          {conflict && (
            <div className="form-buttons">
              <Button onClick={() => setDraft(stateOf(conflict))}>
                {text(['换成他人保存的内容', 'Take what the other person saved'])}
              </Button>
              <Button
                onClick={() => {
                  setVersion(conflict.version)
                  save.reset()
                }}
              >
                {text(['保留我的内容，再保存时覆盖', 'Keep mine and save over theirs'])}
              </Button>
            </div>
          )}
        </Problem>
      )}
      <div className="draft-foot">
        <Button tone="main" busy={act.isPending} why={missing && text(missing)} onClick={send}>
          {text(['保存', 'Save'])}
        </Button>
        {missing && <span className="note">{text(missing)}</span>}
        {!missing && !editing && (
          <span className="note">
            {text(['保存后核对表决权人，再发布公告。', 'Next: check the electorate, then publish the notice.'])}
          </span>
        )}
      </div>
    </div>
  )
}

/** A vote from a blank sheet, or a run-off from a result. */
export function NewDraftPage() {
  const [query] = useSearchParams()
  const from = query.get('runOffOf') ?? ''
  const vote = useOperation(ballots.vote, { id: from }, { enabled: from !== '' })
  const result = useOperation(ballots.resultSheet, { id: from }, { enabled: from !== '' })
  const { law, told } = useLaw()
  if (!told) return <Waiting />
  if (!from) return <Draft first={blank(law)} editing={null} />
  const failed = vote.error ?? result.error
  if (failed) return <Problem error={failed} refusals={ballotRefusals} />
  if (!vote.data || !result.data) return <Waiting />
  return <Draft first={runOffOf(vote.data, result.data, law)} editing={null} />
}

export function EditDraftPage() {
  const { id = '' } = useParams()
  const vote = useOperation(ballots.vote, { id })
  const [first, setFirst] = useState<VoteView | null>(null)
  // What came first is edited; what others save meanwhile must not replace it under the pen.
  if (vote.data && first?.id !== vote.data.id) setFirst(vote.data)
  if (vote.isError && !vote.data) return <Problem error={vote.error} refusals={ballotRefusals} />
  if (!first) return <Waiting />
  return <Draft key={first.id} first={stateOf(first)} editing={first} />
}
