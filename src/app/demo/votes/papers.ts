import { newId } from '#kernel/id'
import { ballots, type SheetRow } from '#engines/ballots/shared'
import { castAt, type Marks, type PaperVoter } from './cast-ballots.ts'
import type { Held } from './stage.ts'

const chosen = (marks: Marks) => marks.map((row) => row.flatMap((mark, answer) => (mark === 1 ? [answer] : [])))

/** Papers as they come in, each read by one clerk and again by another; of a secret vote only the envelopes. */
export async function enterPapers(held: Held, papers: readonly PaperVoter[]): Promise<void> {
  const { player, clerks, id, plan } = held
  for (const [nth, { owner, marks }] of papers.entries()) {
    const at = castAt(held, nth, papers.length, 0.75, 1)
    const paper = newId()
    const file = await held.photo(`paper/${nth}`, at)
    const content = plan.mode === 'named' ? { content: { valid: true as const, choices: chosen(marks) } } : {}
    await player.play(
      ballots.enterPaper,
      clerks[0],
      { id, paper, owner: owner.no, file, accepted: true, ...content },
      at,
    )
    await player.play(ballots.confirmPaper, clerks[1], { id, paper, ...content }, new Date(at.getTime() + 180_000))
  }
}

/** The urn of a secret vote counted in public, by classes of area, and again by a second clerk. */
export async function countPapers(held: Held, papers: readonly PaperVoter[]): Promise<void> {
  const { player, clerks, id, plan, at } = held
  const byArea = new Map<number, PaperVoter[]>()
  for (const paper of papers) byArea.set(paper.owner.area, [...(byArea.get(paper.owner.area) ?? []), paper])
  const rows = [...byArea].map(([area, some]): SheetRow => {
    const counts = plan.questions.map((_, question) =>
      some[0]!.marks[question]!.map((__, answer) =>
        some.reduce((sum, { marks }) => sum + marks[question]![answer]!, 0),
      ),
    )
    return { area, counts, invalid: 0 }
  })
  const sheet = newId()
  const closed = plan.days[2]
  const file = await held.photo('sheet', at(closed, 20.5))
  await player.play(ballots.enterSheet, clerks[0], { id, sheet, rows, file }, at(closed, 20.6))
  await player.play(ballots.confirmSheet, clerks[1], { id, sheet, rows }, at(closed, 20.8))
}
