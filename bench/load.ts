// A process of its own: sends commands over keep-alive connections with as little work as possible,
// so that what is measured is the server and not the one who measures.
import { connect, type Socket } from 'node:net'
import { newId } from '#kernel/id'

export interface LoadAsked {
  readonly port: number
  readonly path: string
  readonly cookie: string
  /** JSON with ‹command› and ‹case› where a new id goes. */
  readonly body: string
  readonly clients: number
  readonly ms: number
  /** Ends after so many, if that comes first. */
  readonly most?: number
}

export interface LoadTold {
  readonly done: number
  readonly refused: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly said: string
}

function requestOf({ path, cookie, body, port }: LoadAsked) {
  const length = Buffer.byteLength(body.replace('‹command›', newId()).replace('‹case›', newId()))
  const head =
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n` +
    `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  const pieces = (head + body).split(/‹command›|‹case›/)
  return () => `${pieces[0]}${newId()}${pieces[1]}${newId()}${pieces[2]}`
}

async function load(asked: LoadAsked): Promise<LoadTold> {
  const next = requestOf(asked)
  const times: number[] = []
  let [started, refused, said] = [0, 0, '']
  const began = performance.now()
  const ends = began + asked.ms
  const client = async () => {
    const socket: Socket = connect(asked.port, '127.0.0.1').setNoDelay(true)
    let text = ''
    await new Promise<void>((settle, reject) => {
      let sentAt = 0
      const send = () => {
        sentAt = performance.now()
        if (sentAt >= ends || started >= (asked.most ?? Infinity)) return socket.end(settle)
        started += 1
        text = ''
        socket.write(next())
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1')
        const end = text.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
        if (text.length < end + 4 + length) return
        times.push(performance.now() - sentAt)
        if (!text.startsWith('HTTP/1.1 200')) {
          refused += 1
          said ||= text
        }
        send()
      })
    })
  }
  await Promise.all(Array.from({ length: asked.clients }, client))
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
  return { done: times.length - refused, refused, seconds, p50: at(0.5), p99: at(0.99), said }
}

process.on('message', (asked: LoadAsked) => {
  load(asked).then(
    (told) => process.send!(told),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
})
