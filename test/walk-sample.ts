import type { Result } from '#kernel/result'
import { calendarFrom } from '#model'
import {
  acceptCase,
  answerCase,
  checkCase,
  completeStep,
  createCase,
  dispatchCase,
  feedBack,
  limitsOf,
  recordContact,
  registerCase,
  signTask,
  verifyCase,
  visitCase,
  type CaseFile,
  type CaseType,
  type Deciding,
  type Photo,
  type Sample,
} from '#engines/cases/shared'

const calendar = calendarFrom()
const unit = '00000000-0000-7000-8000-00000000aaaa'

/** Walks a sample through the pure decisions as far as it says, on a fixed clock and with counted ids. */
export function walkSample(type: CaseType, sample: Sample): CaseFile {
  let minutes = 0
  let ids = 0
  const newId = () => `00000000-0000-7000-8000-${String(ids++).padStart(12, '0')}`
  const by = (person: string, ofUnit: string | null = null): Deciding => ({
    // A Tuesday morning with a quarter of an hour between one act and the next.
    now: new Date(Date.parse('2026-03-03T01:30:00Z') + 10 * 60_000 * minutes++).toISOString(),
    actor: { id: `00000000-0000-7000-8000-00000000${person}`, unit: ofUnit },
    type,
    parameters: { on: () => undefined },
    calendar: () => calendar,
    newId,
  })
  const [desk, hand, checker] = ['0001', '0002', '0003'] as const
  const photos: Photo[] = (['before', 'after'] as const).map((purpose) => ({ id: newId() as Photo['id'], purpose }))

  let file = must(
    createCase(
      {
        id: newId() as CaseFile['case']['id'],
        number: '202603031070150G00001',
        source: sample.source,
        upstreamNo: null,
        title: sample.title,
        description: sample.text,
        category: sample.category,
        answers: sample.answers,
        addressId: null,
        place: '示例路 1 弄 1 号',
        lng: null,
        lat: null,
        committee: '310107015001',
        grid: null,
        followCode: 'SAMPLE',
        selfDisposed: false,
        photos: [],
      },
      by(desk),
    ),
  )
  if (sample.until === 'reported') return file
  file = must(acceptCase(file, by(desk)))
  if (file.case.state === 'verifying') {
    file = must(verifyCase(file, { passed: true, note: '现场属实。', photos: [] }, by(checker)))
  }
  file = must(registerCase(file, by(desk)))
  if (sample.until === 'registered') return file
  file = must(dispatchCase(file, { unit: unit as never, assist: [] }, by(desk)))
  if (sample.until === 'dispatched') return file
  const task = file.tasks[0]!.id
  file = must(signTask(file, task, by(hand, unit)))
  if (type.steps.contact) {
    const now = by(hand, unit)
    const said = { made: true, at: now.now, person: '诉求人', reason: null, note: null }
    file = must(recordContact(file, said, now))
  }
  if (sample.until === 'disposing') return file
  const steps = limitsOf(type, 'dispose', file.case, file.case.reportedAt, { on: () => undefined })
  for (let step = 1; step < steps.length; step++) {
    file = must(completeStep(file, task, { note: null, photos: [] }, by(hand, unit)))
  }
  if (type.steps.answer) {
    const plain = { factFinding: 'true', factNote: null, appealFinding: 'reasonable', appealNote: null } as const
    const said = { ...plain, result: 'solved', way: 'phone', text: '已处置并告知。', photos: [] } as const
    file = must(answerCase(file, said, by(hand, unit)))
  }
  file = must(feedBack(file, task, { text: '已处置。', answers: {}, photos }, by(hand, unit)))
  if (sample.until === 'checking') return file
  file = must(checkCase(file, { passed: true, reason: null, photos: [] }, by(checker)))
  if (sample.until === 'visiting' || !type.steps.visit) return file
  const visit = { reached: true, contacted: true, solved: true, satisfaction: 'satisfied', reason: null, next: 'close' }
  return must(visitCase(file, visit as never, by(checker)))
}

function must<E extends string>(result: Result<CaseFile, E>): CaseFile {
  if (!result.ok) throw new Error(`the walk was refused: ${result.error}`)
  return result.value
}
