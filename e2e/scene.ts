import sharp from 'sharp'
import { newId } from '#kernel/id'
import type { OutputOf, SentTo } from '#kernel/operation'
import { cases, type CaseId, type CaseLine, type TaskId } from '#engines/cases/shared'
import { registers, type Address } from '#engines/registers/shared'
import { changshou, type Opened } from './world.ts'

/** Words that no other case has. */
export const onlyHere = (words: string): string => `${words}${newId().slice(-6)}`

export interface Made {
  readonly caseId: CaseId
  readonly title: string
  readonly number: string
}

type Told = Partial<SentTo<typeof cases.create>> & { readonly title: string }

/** A case that someone registered; the rest of what happens to it is the journey's. */
export async function registerCase(by: Opened, told: Told): Promise<Made> {
  const caseId = newId() as CaseId
  const { number } = await by.perform(cases.create, {
    caseId,
    type: 'resident-snapshot',
    source: 'phone',
    category: 'local:m:54018',
    place: '长寿路 100 号',
    ...told,
  })
  return { caseId, title: told.title, number }
}

/** A hotline ticket; what the caller wants is help unless said otherwise. */
export async function registerTicket(by: Opened, told: Told): Promise<Made & { readonly upstreamNo: string }> {
  const upstreamNo = told.upstreamNo ?? onlyHere('SH')
  const made = await registerCase(by, {
    type: 'hotline-12345',
    source: 'hotline',
    category: 'local:m:54006',
    answers: { appeal: 'help' },
    callerName: '陆建国',
    callerPhone: '19900000517',
    ...told,
    upstreamNo,
  })
  return { ...made, upstreamNo }
}

export async function takeThrough(duty: Opened, { caseId }: Pick<Made, 'caseId'>): Promise<void> {
  await duty.perform(cases.accept, { caseId })
  await duty.perform(cases.register, { caseId })
}

export async function dispatch(
  duty: Opened,
  made: Pick<Made, 'caseId'>,
  unit: string,
  assist: string[] = [],
): Promise<void> {
  const units = await unitsOf(duty)
  await duty.perform(cases.dispatch, {
    caseId: made.caseId,
    unit: units(unit).id,
    assist: assist.map((code) => units(code).id),
  })
}

type UnitFound = OutputOf<typeof registers.directory>['units'][number]

/** The units of the street by their code. */
export async function unitsOf(person: Opened): Promise<(code: string) => UnitFound> {
  const { units } = await person.ask(registers.directory, {})
  return (code) => {
    const unit = units.find((each) => each.code === code || (code === 'first-committee' && each.kind === 'committee'))
    if (!unit) throw new Error(`There is no unit ${code}`)
    return unit
  }
}

export async function fileOf(person: Opened, { caseId }: Pick<Made, 'caseId'>): Promise<OutputOf<typeof cases.get>> {
  return person.ask(cases.get, { caseId })
}

/** The task that the person's own unit has in a case. */
export async function taskOf(person: Opened, made: Pick<Made, 'caseId'>): Promise<TaskId> {
  const { items } = await person.ask(cases.myTasks, {})
  const task = items.find((each) => each.id === made.caseId)
  if (!task) throw new Error('The unit has no task in this case')
  return task.taskId as TaskId
}

/** Contact, findings, answer and feedback of a hotline ticket, all plain. */
export async function handleTicket(handler: Opened, made: Pick<Made, 'caseId'>): Promise<void> {
  const { caseId } = made
  const taskId = await taskOf(handler, made)
  await handler.perform(cases.sign, { caseId, taskId })
  await handler.perform(cases.contact, { caseId, made: true, at: new Date().toISOString(), person: '陆建国' })
  await handler.perform(cases.answer, {
    caseId,
    factFinding: 'true',
    appealFinding: 'reasonable',
    result: 'solved',
    way: 'phone',
    text: '已到现场清理完毕并电话告知。',
  })
  await handler.perform(cases.feedback, { caseId, taskId, text: '已清理完毕。' })
}

/** A small photo of plain colour, as a phone would send it. */
export async function photo(colour = '#7a8a99'): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
}

export async function upload(person: Opened, colour?: string, street = changshou): Promise<string> {
  const id = newId()
  const answer = await person.context.request.put(`/api/${street}/files/${id}`, {
    multipart: { file: { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await photo(colour) } },
  })
  if (!answer.ok()) throw new Error(`The photo was refused: ${await answer.text()}`)
  return id
}

export async function addressesNear(person: Opened, words: string): Promise<readonly Address[]> {
  return (await person.ask(registers.addresses, { words, limit: 30 })).items
}

/** Metres between two places of one street. */
export function metres(a: Pick<Address, 'lng' | 'lat'>, b: Pick<Address, 'lng' | 'lat'>): number {
  return Math.hypot((a.lat - b.lat) * 111_320, (a.lng - b.lng) * 111_320 * Math.cos((a.lat * Math.PI) / 180))
}

/** Every line that the operation gives for a filter, page after page. */
export async function allLines(person: Opened, filter: object): Promise<CaseLine[]> {
  const lines: CaseLine[] = []
  for (let after: string | undefined; ;) {
    const page = await person.ask(cases.list, { ...filter, limit: 200, ...(after && { after }) })
    lines.push(...page.items)
    if (!page.next) return lines
    after = page.next
  }
}
