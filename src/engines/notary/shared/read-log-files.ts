import type { AnchorFile, KeysFile, LeavesFile } from './log-files.ts'

export type Files = ReadonlyMap<string, Uint8Array>

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoded(bytes)
  } catch {
    return undefined
  }
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoded(bytes)) as unknown
  } catch {
    return undefined
  }
}

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
const hasTexts = (value: Members, ...names: string[]) => names.every((name) => typeof value[name] === 'string')
const hasCounts = (value: Members, ...names: string[]) =>
  names.every((name) => Number.isSafeInteger(value[name]) && (value[name] as number) >= 0)

/** By hand and not by a schema: pages that verify are read over telephones and carry no library of schemas. */
export function keysIn(value: unknown): KeysFile | undefined {
  if (!isObject(value) || typeof value['log'] !== 'string' || !areTexts(value['witnesses'])) return undefined
  const sm2 = value['sm2']
  if (sm2 !== undefined && !(isObject(sm2) && hasTexts(sm2, 'name', 'publicKey'))) return undefined
  return hasCounts(value, 'quorum') ? (value as unknown as KeysFile) : undefined
}

export function leavesIn(value: unknown): LeavesFile | undefined {
  if (!isObject(value) || !Array.isArray(value['leaves'])) return undefined
  const isLeaf = (each: unknown) => isObject(each) && hasCounts(each, 'index') && hasTexts(each, 'kind', 'at', 'hash')
  return value['leaves'].every(isLeaf) ? (value as unknown as LeavesFile) : undefined
}

export function anchorsIn(value: unknown): AnchorFile | undefined {
  if (!isObject(value) || typeof value['origin'] !== 'string' || !Array.isArray(value['anchors'])) return undefined
  const isAnchor = (each: unknown) =>
    isObject(each) &&
    hasCounts(each, 'size', 'block') &&
    hasTexts(each, 'root', 'chain', 'chainId', 'contract', 'transaction', 'at')
  return value['anchors'].every(isAnchor) ? (value as unknown as AnchorFile) : undefined
}

export interface LogLeaf {
  readonly index: number
  readonly kind: string
  readonly at: string
  readonly data: unknown
}

export function leafIn(index: number, value: unknown): LogLeaf | undefined {
  if (!isObject(value) || !hasTexts(value, 'kind', 'at') || !('data' in value)) return undefined
  return { index, kind: value['kind'] as string, at: value['at'] as string, data: value['data'] }
}

/** A vote's record keeps its log under `tlog/`, and the anchors beside it. */
export function logPart(files: Files): Files {
  if (!files.has('tlog/checkpoint')) return files
  const inside = [...files].flatMap(([path, bytes]): [string, Uint8Array][] =>
    path.startsWith('tlog/') ? [[path.slice(5), bytes]] : path === 'anchor.json' ? [[path, bytes]] : [],
  )
  return new Map(inside)
}
