import pg from 'pg'

const { builtins } = pg.types
const int8Array = 1016
const dateArray = 1182
const numericArray = 1231
const textArray: number = 1009

type Parser = (text: string) => unknown

const parseTextArray: Parser = pg.types.getTypeParser(textArray)

// What pg does by itself: int8 as text, date as an instant in the zone of the process (a day off in Shanghai).
// Instants stay text, in ISO with milliseconds in UTC: such strings sort as they follow and cross the wire as they are.
const parsers = new Map<number, Parser>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, asText],
  [builtins.NUMERIC, asText],
  [builtins.TIMESTAMPTZ, isoInstant],
  [int8Array, (text) => (parseTextArray(text) as (string | null)[]).map((item) => item && safeInteger(item))],
  [dateArray, parseTextArray],
  [numericArray, parseTextArray],
])

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

function asText(text: string): string {
  return text
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number; select it as text.`)
  return value
}

/** From PostgreSQL's "2026-11-21 08:00:00.123456+00"; the session's zone is UTC. */
function isoInstant(text: string): string {
  const at = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (!at) throw new RangeError(`${text} is no instant of our calendar.`)
  return `${at[1]}T${at[2]}.${(at[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`
}
