import type { JudgedTarget } from '#engines/indicators/shared'
import { Refusal } from '#ui/operations'
import type { DraftTarget } from './target-draft.ts'

/** A row of the file as it was read, and what whoever brings it in chose. */
export interface ReadTarget extends Omit<JudgedTarget, 'goals' | 'milestones'> {
  readonly id: string
  readonly goals: readonly (JudgedTarget['goals'][number] & { readonly id: string; readonly measure?: string | null })[]
  readonly milestones: readonly (JudgedTarget['milestones'][number] & { readonly id: string })[]
  readonly isOut?: boolean
}

export async function sendTable(street: string, bookId: string, file: File): Promise<ReadTarget[]> {
  const answer = await fetch(`/api/${street}/target-books/${bookId}/table?name=${encodeURIComponent(file.name)}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'accept-language': document.documentElement.lang.startsWith('en') ? 'en' : 'zh-CN',
    },
    body: file,
  })
  const body: unknown = await answer.json()
  if (!answer.ok) throw new Refusal(answer.status, body as never)
  return (body as { items: ReadTarget[] }).items
}

/** What still keeps a row out: said as its own field, so that choosing mends it. */
export function hindrances(row: ReadTarget): string[] {
  return [
    row.title === '' && 'title',
    row.section === null && 'section',
    row.leadUnit === null && 'lead',
    row.unknownUnits.length > 0 && 'units',
    row.deadline === null && 'deadline',
  ].filter((each) => each !== false)
}

export function inputOf(row: ReadTarget): DraftTarget {
  return {
    id: row.id,
    level: row.level,
    section: row.section!,
    title: row.title,
    content: row.content,
    leader: row.leader,
    leadUnit: row.leadUnit as never,
    assisting: [...row.assisting] as never,
    deadline: row.deadline!,
    weight: row.weight,
    kind: row.kind,
    evidence: row.evidence,
    goals: row.goals.map((goal) => ({ ...goal })),
    milestones: row.milestones.map((each) => ({ ...each })),
  }
}
