import pg from 'pg'

const { builtins } = pg.types
const int8Array = 1016
const dateArray = 1182
const numericArray = 1231
const textArray: number = 1009

type Parser = (text: string) => unknown

const parseTextArray: Parser = pg.types.getTypeParser(textArray)

// What pg does by itself: int8 as text, date as an instant in the zone of the process (a day off in Shanghai).
const parsers = new Map<number, Parser>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, asText],
  [builtins.NUMERIC, asText],
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
