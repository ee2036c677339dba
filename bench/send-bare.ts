import type pg from 'pg'
import type { Statement } from './record.ts'

/** Texts of a recording that differ from one time to the next, and what stands there this time. */
export type Made = ReadonlyMap<string, string>

/** A value of the recording with new texts in the places of the old ones. */
function valueOf(value: unknown, changing: readonly string[]): (made: Made) => unknown {
  const found = typeof value === 'string' ? changing.filter((each) => value.includes(each)) : []
  if (typeof value !== 'string' || found.length === 0) return () => value
  if (found.length === 1 && found[0] === value) return (made) => made.get(value)
  const pieces = value.split(new RegExp(`(${found.join('|')})`))
  return (made) => pieces.map((piece, at) => (at % 2 === 1 ? made.get(piece) : piece)).join('')
}

/** Sends a recording again, over the same driver, waiting where it was waited and doing nothing else. */
export function openSender(pool: pg.Pool, recorded: readonly Statement[], changing: readonly string[]) {
  const statements = recorded.map(({ text, values, name, awaited }) => ({
    text,
    values: values.map((value) => valueOf(value, changing)),
    awaited,
    ...(name && { name }),
  }))
  return async (made: Made): Promise<void> => {
    const connection = await pool.connect()
    let sent: Promise<unknown>[] = []
    for (const { text, values, awaited, ...named } of statements) {
      sent.push(
        values.length === 0
          ? connection.query(text)
          : connection.query({ text, values: values.map((value) => value(made)), ...named }),
      )
      if (!awaited) continue
      await Promise.all(sent)
      sent = []
    }
    connection.release()
  }
}
