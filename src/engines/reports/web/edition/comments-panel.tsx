import { useState } from 'react'
import { newId } from '#kernel/id'
import {
  reportRefusals,
  reports,
  runsOf,
  type Block,
  type CommentView,
  type EditionView,
} from '#engines/reports/shared'
import { Button, Problem, useBarrier, useCommand, useText, When } from '#ui'

function excerptOf(blocks: readonly Block[], id: string): string | null {
  const block = blocks.find((each) => each.id === id)
  if (!block) return null
  const said =
    block.kind === 'heading'
      ? block.text
      : block.kind === 'paragraph'
        ? runsOf(block)
            .map((run) => (run.kind === 'figure' ? '■' : run.text))
            .join('')
        : block.title
  return said.length > 36 ? `${said.slice(0, 36)}…` : said
}

interface Given {
  readonly edition: EditionView
  readonly blocks: readonly Block[]
  /** Where the writer is. */
  readonly block: string | null
  readonly onGoTo: (block: string) => void
}

/** What was said at which paragraph, and whether it was dealt with. */
export function CommentsPanel({ edition, blocks, block, onGoTo }: Given) {
  const text = useText()
  const barrier = useBarrier()
  const comment = useCommand(reports.comment)
  const [words, setWords] = useState('')
  const isOpen = edition.state !== 'sealed' && barrier(reports.comment.name) === null
  const at = block ?? blocks[0]?.id ?? null
  const open = edition.comments.filter((each) => each.resolvedAt === null)
  const settled = edition.comments.filter((each) => each.resolvedAt !== null)
  return (
    <div className="comments-panel">
      {isOpen && at && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const said = { commentId: newId(), id: edition.id, block: at, words }
            comment.mutate(said, { onSuccess: () => setWords('') })
          }}
        >
          <p className="note">
            {text(['批注于', 'At'])}：{excerptOf(blocks, at)}
          </p>
          <textarea
            className="control"
            aria-label={text(['批注内容', 'Comment'])}
            placeholder={text(['写下意见', 'Write a comment'])}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {comment.isError && <Problem error={comment.error} refusals={reportRefusals} />}
          <Button
            type="submit"
            busy={comment.isPending}
            why={words.trim() ? null : text(['先写意见', 'Write it first'])}
          >
            {text(['批注', 'Comment'])}
          </Button>
        </form>
      )}
      {edition.comments.length === 0 && <p className="quiet">{text(['还没有批注', 'No comment yet'])}</p>}
      <ul className="comments">
        {[...open, ...settled].map((each) => (
          <Comment
            key={each.id}
            edition={edition}
            comment={each}
            about={excerptOf(blocks, each.block)}
            onGoTo={onGoTo}
          />
        ))}
      </ul>
    </div>
  )
}

function Comment({
  edition,
  comment,
  about,
  onGoTo,
}: {
  edition: EditionView
  comment: CommentView
  about: string | null
  onGoTo: (block: string) => void
}) {
  const text = useText()
  const barrier = useBarrier()
  const resolve = useCommand(reports.resolveComment)
  const { id, block, words, by, at, resolvedBy } = comment
  return (
    <li data-settled={resolvedBy !== null || undefined}>
      {about !== null && (
        <button type="button" className="link-button" onClick={() => onGoTo(block)}>
          {about}
        </button>
      )}
      <p>{words}</p>
      <p className="note">
        {by} <When at={at} /> {resolvedBy && text([`● ${resolvedBy} 已办结`, `● resolved by ${resolvedBy}`])}
      </p>
      {resolve.isError && <Problem error={resolve.error} refusals={reportRefusals} isBrief />}
      {resolvedBy === null && edition.state !== 'sealed' && barrier(reports.resolveComment.name) === null && (
        <Button tone="quiet" busy={resolve.isPending} onClick={() => resolve.mutate({ id: edition.id, commentId: id })}>
          {text(['办结', 'Resolve'])}
        </Button>
      )}
    </li>
  )
}
