import { newId } from '#kernel/id'
import type { Block, EditionView } from '#engines/reports/shared'
import { replay } from '../src/app/demo/replay.ts'
import { Plan } from '../src/app/demo/plan.ts'
import { anHttpWorld, changshou, type HttpWorld } from './http-world.ts'

type Body = Readonly<Record<string, unknown>>

export { readPlan } from '../src/app/demo/replay.ts'

/** A street with a small year behind it, and the people who make a report. */
export interface ReportsWorld extends HttpWorld {
  /** Does what must be granted. */
  must(who: string, command: string, input: object): Promise<Body>
  /** Asks what must be answered. */
  look(who: string, query: string, input: object): Promise<Body>
  refusal(who: string, command: string, input: object): Promise<string | undefined>
  edition(id: string, who?: string): Promise<EditionView>
  /** Begins the report of a year. */
  begin(year: number, said?: object): Promise<string>
  /** Saves over the text as it stands. */
  write(id: string, change: (blocks: readonly Block[]) => readonly Block[]): Promise<number>
  /** Brings a draft to its seal. */
  seal(id: string): Promise<void>
  /** Performs a year from counts. */
  year(flows: readonly object[], year?: number): Promise<void>
}

export async function aReportsWorld(): Promise<ReportsWorld> {
  const http = await anHttpWorld()
  let plans = 0
  const world: ReportsWorld = Object.assign(Object.create(http) as HttpWorld, {
    async must(who: string, command: string, input: object) {
      const answer = await http.send(command, input, await http.signIn(who))
      if (answer.status !== 200) throw new Error(`${command}: ${answer.text}`)
      return answer.body
    },
    async look(who: string, query: string, input: object) {
      const answer = await http.ask(query, input, await http.signIn(who))
      if (answer.status !== 200) throw new Error(`${query}: ${answer.text}`)
      return answer.body
    },
    async refusal(who: string, command: string, input: object) {
      return (await http.send(command, input, await http.signIn(who))).body.code
    },
    async edition(id: string, who = 'mishu') {
      return (await world.look(who, 'reports.edition', { id })) as unknown as EditionView
    },
    async begin(year: number, said: object = {}) {
      const id = newId()
      await world.must('mishu', 'reports.make', { id, template: 'annual', year, ...said })
      return id
    },
    async write(id: string, change: (blocks: readonly Block[]) => readonly Block[]) {
      const { version, title, blocks } = await world.edition(id)
      const saved = await world.must('mishu', 'reports.save', { id, version, title, blocks: change(blocks) })
      return saved['version'] as number
    },
    async seal(id: string) {
      const { version } = await world.edition(id)
      await world.must('mishu', 'reports.submit', { id, version })
      await world.must('shenpi', 'reports.review', { id, version })
      await world.must('lingdao', 'reports.countersign', { id, version })
      await world.must('zhuren', 'reports.sign', { id, version, code: '沪普长街' })
    },
    async year(flows: readonly object[], year = 2023) {
      const plan = Plan.parse({ id: `small-${++plans}`, street: changshou, year, flows })
      const { composition, database, data } = http
      const done = () => {}
      await replay(
        plan,
        database,
        composition.implementations,
        data,
        done,
        new AbortController().signal,
        async () => {},
      )
    },
  })
  return world
}
