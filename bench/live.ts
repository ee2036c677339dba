import { newId } from '#kernel/id'
import { cases } from '#engines/cases/shared'
import { openEvents, type LivePage } from '../test/live-events.ts'
import { sampleCase } from './sample-case.ts'
import { ask, bundle, makeSettled, removeFolder, signIn, startServer } from './system.ts'
import { kept, percentile, printTable, round } from './table.ts'

const mostMilliseconds = 2000

/** From the answer to a command until its event has reached the other clients. */
export async function benchLive(full: boolean): Promise<boolean> {
  await bundle('src/app/server/cli.ts')
  const data = await makeSettled()
  const server = await startServer(data)
  try {
    const who = await signIn(server.url, 'zhiban')
    const { items } = await ask<{ items: { id: string; text: string }[] }>(server.url, who, 'registers.addresses', { words: '路' }) // prettier-ignore
    const create = async (): Promise<[string, number]> => {
      const id = newId()
      const response = await fetch(`${server.url}/api/${who.street}/${cases.create.name}`, {
        method: 'POST',
        headers: { cookie: who.cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ command: newId(), input: sampleCase(items[0]!, id) }),
      })
      if (!response.ok) throw new Error(`a creation was refused: ${await response.text()}`)
      await response.arrayBuffer()
      return [id, performance.now()]
    }
    const measure = async (writers: number, listeners: number, acts: number) => {
      const pages: LivePage[] = []
      for (let at = 0; at < listeners; at++)
        pages.push(await openEvents(`${server.url}/api/${who.street}/live`, who.cookie))
      const answered = new Map<string, number>()
      let left = acts
      const writing = async () => {
        while (left-- > 0) answered.set(...(await create()))
      }
      await Promise.all(Array.from({ length: writers }, writing))
      await Promise.all(pages.map((page) => page.until(acts)))
      const took = pages.flatMap(({ events, arrivals }) =>
        // The event may overtake the answer.
        events.map(({ subject }, at) => Math.max(0, arrivals[at]! - answered.get(subject ?? '')!)),
      )
      for (const page of pages) page.close()
      const slow = percentile(took, 0.95)
      const holds = slow <= mostMilliseconds
      const cells = [writers, listeners, took.length, round(percentile(took, 0.5)), round(slow), round(Math.max(...took)), kept(holds)] // prettier-ignore
      return { holds, cells }
    }
    await measure(2, 1, 20)
    const measured = [await measure(1, 1, full ? 500 : 100), await measure(8, 19, full ? 500 : 100)]
    printTable(
      `Live: milliseconds from the answer to a command until other clients have its event; promised ≤ ${mostMilliseconds / 1000} s`,
      ['at work', 'listeners', 'events', 'median', '95 %', 'slowest', ''],
      measured.map(({ cells }) => cells),
    )
    return measured.every(({ holds }) => holds)
  } finally {
    await server.stop()
    await removeFolder(data)
  }
}
