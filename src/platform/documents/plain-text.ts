import { DocumentRefused } from './problems.ts'

/** The text of a text file. Its bytes decide about the encoding, for nothing else says it. */
export function plainTextOf(bytes: Buffer): string {
  const text = decoded(bytes).replaceAll(/\r\n?/g, '\n')
  // oxlint-disable-next-line no-control-regex
  const controls = text.match(/[\x00-\x08\x0e-\x1f\ufffe\uffff]/g)?.length ?? 0
  if (text.includes('\0') || controls > text.length / 100) throw new DocumentRefused('file_kind_unknown')
  if (/^\s*<(!doctype|html|\?xml|head|meta|!--)/i.test(text.slice(0, 1024))) throw new DocumentRefused('markup_file')
  return text.trim() === '' ? refuseEmpty() : text
}

function refuseEmpty(): never {
  throw new DocumentRefused('file_empty')
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly('utf-16le', bytes) ?? refuse()
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strictly('utf-16be', bytes) ?? refuse()
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== undefined) return utf8
  if (isBrokenUtf8(bytes)) refuse()
  return strictly('gb18030', bytes) ?? refuse()
}

function strictly(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-8 with a few bytes lost would pass for GB18030 and come out as other letters throughout. */
function isBrokenUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8', 0, 64 * 1024)
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  return text.startsWith('\ufeff') || count(/[\u4e00-\u9fff]/g) > count(/\ufffd/g) * 10
}

function refuse(): never {
  throw new DocumentRefused('encoding_unknown')
}
