import { between, type Rng } from '../src/app/demo/rng.ts'

/** One of a list, in which null may be. */
export const oneOf = <T>(rng: Rng, list: readonly T[]): T => list[Math.floor(rng() * list.length)] as T

/** The part of JSON Schema that our operations' inputs are described in. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

/** Values that mean something in the world under test, by the name of the field that takes them. */
export type Known = Readonly<Record<string, readonly unknown[]>>

const hex = (rng: Rng, count: number) => Array.from({ length: count }, () => between(rng, 0, 15).toString(16)).join('')
export const anyId = (rng: Rng) => `${hex(rng, 8)}-${hex(rng, 4)}-7${hex(rng, 3)}-8${hex(rng, 3)}-${hex(rng, 12)}`

/** Left out, or of the kind that the schema asks for: a list, an object, or neither. */
function mayStandIn(value: unknown, { type }: Schema): boolean {
  if (value === undefined || type === undefined) return true
  const kind = Array.isArray(value) ? 'array' : isBox(value) ? 'object' : 'one'
  return kind === (type === 'array' || type === 'object' ? type : 'one')
}

/** Something that fits the schema, with known values in known places. */
export function valid(schema: Schema, rng: Rng, known: Known, name = ''): unknown {
  const told = known[name]?.filter((value) => mayStandIn(value, schema))
  if (told && told.length > 0 && rng() < 0.85) return oneOf(rng, told)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return oneOf(rng, schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return valid(oneOf(rng, either), rng, known, name)
  if (schema.allOf) return valid(schema.allOf[0]!, rng, known, name)
  switch (schema.type) {
    case 'boolean':
      return rng() < 0.5
    case 'null':
      return null
    case 'integer':
    case 'number': {
      const [low, high] = [Math.max(schema.minimum ?? 0, -1e6), Math.min(schema.maximum ?? 1000, 1e6)]
      return schema.type === 'integer' ? between(rng, Math.ceil(low), Math.floor(high)) : low + rng() * (high - low)
    }
    case 'string': {
      if (schema.format === 'uuid') return anyId(rng)
      if (schema.format === 'date') return oneOf(rng, ['2026-11-21', '2026-12-31', '2020-02-29'])
      if (schema.format === 'date-time') return oneOf(rng, ['2026-11-21T01:00:00.000Z', '2020-01-01T00:00:00Z'])
      const text = oneOf(rng, ['路口有积水', '漏水', 'x', '已处置', 'Noise at night 50% _ \\ 噪声'])
      return text.slice(0, schema.maxLength ?? 100)
    }
    case 'array':
      return Array.from({ length: between(rng, 0, 2) }, () => valid(schema.items ?? {}, rng, known, name))
    case 'object': {
      if (!schema.properties) {
        const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
        return rng() < 0.6 ? {} : { [oneOf(rng, ['appeal', 'note', 'kind'])]: valid(rest, rng, known) }
      }
      const taken = Object.entries(schema.properties).filter(
        ([key]) => (schema.required ?? []).includes(key) || rng() < 0.5,
      )
      return Object.fromEntries(taken.map(([key, each]) => [key, valid(each, rng, known, key)]))
    }
    default:
      return oneOf(rng, ['路口', 1, true, null])
  }
}

function nested(depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown {
  let value = inner
  for (let at = 0; at < depth; at++) value = wrap(value)
  return value
}

/** What careless programs and people who mean harm send. */
const nasty: readonly ((rng: Rng) => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => -0,
  () => 5e-324,
  () => Number.MAX_SAFE_INTEGER + 1,
  () => 2 ** 63,
  () => 1.000000000000001,
  () => '',
  () => ' \t\r\n　',
  () => '\u0000',
  () => '漏\u0000水',
  () => '\ud800',
  () => '漏\udfff水',
  () => '\ud83d\ude00'.repeat(30),
  () => '‮⁦﻿漏水',
  () => '👨‍👩‍👧‍👦',
  () => '漏'.repeat(5000),
  (rng) => '水'.repeat(between(rng, 30_000, 250_000)),
  () => [],
  () => ({}),
  () => [null],
  () => nested(2000, '底', (value) => [value]),
  () => nested(500, '底', (value) => ({ a: value })),
  () => 'NaN',
  () => 'Infinity',
  () => '-Infinity',
  () => '0x10',
  () => '１２３',
  () => '1e3',
  () => "'; drop table cases; --",
  () => '%',
  () => '\\',
  () => '_%_',
  () => '../../../etc/passwd',
  () => '<script>alert(1)</script>',
  () => '=1+1',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'hotline-12345:constructor',
  () => '9999-12-31',
  () => '0000-00-00',
  () => '2026-02-30',
  () => '-000001-01-01T00:00:00Z',
  () => '+275760-09-13T00:00:00.000Z',
  () => '1582-10-10T00:00:00Z',
  () => '0001-01-01T00:00:00Z',
  () => '2026-11-21T24:00:00Z',
  () => '2026-11-21T10:00:00+23:59',
  () => '294277-01-01',
  () => 'infinity',
  () => '00000000-0000-0000-0000-000000000000',
  () => 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  () => '01A1FFF0-DD44-7202-8CCC-B7D5EF28AFBA',
  () => '{01a1fff0-dd44-7202-8ccc-b7d5ef28afba}',
  () => '01a1fff0dd4472028cccb7d5ef28afba',
  () => '01a1fff0-dd44-7202-8ccc-b7d5ef28afb',
  (rng) => anyId(rng),
  () => Buffer.from('["newest","2026-01-01T00:00:00.000Z","x"]').toString('base64url'),
  () => Buffer.from('["due",null,"00000000-0000-0000-0000-000000000000"]').toString('base64url'),
  () => Buffer.from('["newest","9999-12-31T23:59:59Z","00000000-0000-7000-8000-000000000000"]').toString('base64url'),
  () => '2026-01-01T00:00:00.000Z/00000000-0000-7000-8000-000000000000',
]

const oddKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '漏\u0000',
  'a'.repeat(5000),
  'input',
  'street',
]

type Box = Record<string, unknown> | unknown[]
const isBox = (value: unknown): value is Box => typeof value === 'object' && value !== null

/** Changes a copy of the value in one place, or altogether. */
export function mutate(value: unknown, rng: Rng, foreign: readonly unknown[]): unknown {
  const worse = () => (rng() < 0.25 && foreign.length > 0 ? oneOf(rng, foreign) : oneOf(rng, nasty)(rng))
  if (!isBox(value) || rng() < 0.04) return worse()
  const copy: Box = Array.isArray(value) ? [...value] : { ...value }
  const keys = Object.keys(copy)
  const key = keys.length > 0 ? oneOf(rng, keys) : ''
  const inner = (copy as Record<string, unknown>)[key]
  const how = rng()
  if (how < 0.12 && keys.length > 0) delete (copy as Record<string, unknown>)[key]
  else if (how < 0.24)
    Object.defineProperty(copy, oneOf(rng, oddKeys), {
      value: worse(),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  else if (how < 0.4 && isBox(inner)) (copy as Record<string, unknown>)[key] = mutate(inner, rng, foreign)
  else if (how < 0.46 && Array.isArray(inner))
    (copy as Record<string, unknown>)[key] = Array.from({ length: 300 }, () => inner[0] ?? worse())
  else (copy as Record<string, unknown>)[key] = worse()
  return copy
}
