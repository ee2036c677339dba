import type { Command, SentTo } from '#kernel/operation'
import { idFrom, type Actor } from '#platform/operations'
import type {
  AppealFinding,
  AttachmentId,
  CaseId,
  CaseType,
  FactFinding,
  Outcome,
  Parameters,
  Sample,
  Satisfaction,
  Source,
} from '#engines/cases/shared'
import type { Cast } from './cast.ts'
import type { Player } from './player.ts'
import { between, type Rng } from './rng.ts'

export interface Walk {
  /** Names the case for ever: the ids of its commands follow from it. */
  readonly key: string
  readonly type: CaseType
  readonly source: Source
  readonly upstreamNo: string | null
  readonly category: string
  readonly title: string
  readonly text: string
  readonly answers: Sample['answers']
  readonly address: {
    readonly id: string
    readonly text: string
    readonly committee: string
    readonly grid: string
    readonly comprehensive: string | null
  }
  readonly caller: { readonly name: string; readonly phone: string } | null
  readonly reportedAt: Date
  readonly until: Sample['until'] | 'parked'
  readonly selfDisposed: boolean
  readonly finding: { readonly fact: FactFinding; readonly appeal: AppealFinding; readonly result: Outcome } | null
  readonly satisfaction: Satisfaction
  /** What share of its limit the handling takes: above 1 it is late. */
  readonly pace: number
}

export interface Stage {
  readonly player: Player
  readonly cast: Cast
  readonly parameters: Parameters
  /** Makes photos of a case arrive, as an upload would. */
  photo(key: string, at: Date): Promise<AttachmentId>
  photos(keys: readonly (readonly [key: string, at: Date])[]): Promise<void>
  /** Nothing is performed later than this. */
  readonly now: Date
}

const order: readonly Walk['until'][] = [
  'reported',
  'registered',
  'dispatched',
  'disposing',
  'checking',
  'visiting',
  'closed',
]
/** Names a photo of a case for ever, as its commands are named. */
export const photoKey = (walk: Pick<Walk, 'key'>, of: string, purpose: 'before' | 'after') =>
  `${walk.key}/${of}/${purpose}`
const minutes = (from: Date, count: number) => new Date(from.getTime() + count * 60_000)

/** One case on its way: its clock, and everything done with it at the clock's moment. */
export interface Walking {
  readonly stage: Stage
  readonly walk: Walk
  readonly rng: Rng
  readonly caseId: CaseId
  readonly wantsPhotos: boolean
  readonly clock: Date
  /** Lets so many minutes pass. */
  later(from: number, to: number): void
  pass(milliseconds: number): void
  /** The clock, as far as the present. */
  moment(): Date
  reaches(until: Walk['until']): boolean
  play<C extends Command>(command: C, actor: Actor, input: SentTo<C>, step: string): Promise<void>
  photo(purpose: 'before' | 'after', of?: string): Promise<{ id: AttachmentId; purpose: 'before' | 'after' }>
}

export function setOut(stage: Stage, walk: Walk, rng: Rng): Walking {
  let clock = walk.reportedAt
  const moment = () => (clock > stage.now ? stage.now : clock)
  return {
    stage,
    walk,
    rng,
    caseId: idFrom(walk.key) as CaseId,
    wantsPhotos: walk.type.proof !== 'none',
    get clock() {
      return clock
    },
    later(from, to) {
      clock = minutes(clock, from + rng() * (to - from))
    },
    pass(milliseconds) {
      clock = new Date(clock.getTime() + milliseconds)
    },
    moment,
    reaches: (until) =>
      walk.until === 'parked'
        ? until !== 'checking' && until !== 'visiting' && until !== 'closed'
        : order.indexOf(walk.until) >= order.indexOf(until),
    async play(command, actor, input, step) {
      await stage.player.play(command, actor, input, moment(), idFrom(walk.key, step))
    },
    async photo(purpose, of = 'lead') {
      return { id: await stage.photo(photoKey(walk, of, purpose), clock), purpose }
    },
  }
}

/** A number between, for paces and waits. */
export const share = (rng: Rng, from: number, to: number) =>
  between(rng, Math.round(from * 1000), Math.round(to * 1000)) / 1000
