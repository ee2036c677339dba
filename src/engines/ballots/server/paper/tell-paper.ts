import { must } from '#kernel/assert'
import { findAttachment } from '#platform/files'
import type { Context } from '#platform/operations'
import { tell } from '../log.ts'
import { setupOf } from '../setups.store.ts'
import { voidPaper, waitingPaper, type PaperRow } from './papers.store.ts'

export async function tellPaper(
  context: Context,
  vote: string,
  paper: Pick<PaperRow, 'id' | 'owner' | 'file'>,
  state: 'received' | 'confirmed' | 'void',
): Promise<void> {
  const { tx, street } = context
  const { log } = must(await setupOf(tx, street, vote), 'files of a vote that was frozen')
  const scan = must(await findAttachment(tx, street, paper.file), 'the scan of a paper')
  await tell(context, log, 'paper', { vote, paper: paper.id, owner: paper.owner, state, scan: scan.originalSha256 })
}

/** The owner votes online while a paper in that name waits for its second hand: it was not received, and never will be. */
export async function giveWay(context: Context, vote: string, owner: string): Promise<void> {
  const { tx, street } = context
  const paper = await waitingPaper(tx, street, vote, owner)
  if (!paper) return
  await voidPaper(tx, street, vote, paper, null, '业主已在网上投票，复核前的纸质票录入作废')
  await tellPaper(context, vote, paper, 'void')
}
