export interface LiveEvent {
  readonly id: string
  readonly operation: string
  readonly subject: string | null
}

export interface LivePage {
  readonly events: readonly LiveEvent[]
  /** When each of them came, by performance.now(). */
  readonly arrivals: readonly number[]
  readonly ended: Promise<void>
  /** Waits until so many have come. */
  until(count: number): Promise<void>
  close(): void
}

/** Listens to a street as a page does; `after` is the last one that it had. Answers once the server is listening too. */
export async function openEvents(url: string, cookie: string, after?: string): Promise<LivePage> {
  const stop = new AbortController()
  const headers = { cookie, ...(after !== undefined && { 'last-event-id': after }) }
  const response = await fetch(url, { headers, signal: stop.signal })
  if (response.status !== 200) throw new Error(`the stream was refused: ${response.status}`)
  const events: LiveEvent[] = []
  const arrivals: number[] = []
  const waiting = new Set<() => void>()
  let isReady = () => {}
  const ready = new Promise<void>((settle) => (isReady = settle))

  function take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]))
    if (fields.get('event') === 'ready') isReady()
    if (fields.get('event') !== 'act') return
    arrivals.push(performance.now())
    events.push({ id: fields.get('id')!, ...(JSON.parse(fields.get('data')!) as Omit<LiveEvent, 'id'>) })
    for (const check of waiting) check()
  }

  async function read(): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body!) {
        text += decoder.decode(chunk as Uint8Array, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop()!
        for (const block of blocks) take(block)
      }
    } catch {
      // Cut off, by us or by the server.
    }
  }

  const ended = read()
  await ready
  return {
    events,
    arrivals,
    ended,
    async until(count) {
      await new Promise<void>((settle, reject) => {
        const late = setTimeout(() => reject(new Error(`only ${events.length} of ${count} events came`)), 10_000)
        const check = () => {
          if (events.length < count) return
          clearTimeout(late)
          waiting.delete(check)
          settle()
        }
        waiting.add(check)
        check()
      })
    },
    close: () => stop.abort(),
  }
}
