import { PackageRefused } from './problems.ts'

/** What a scanner tells. Names come without their prefix; text comes with its references unresolved. */
export interface XmlEvents {
  open?(name: string, attributes: string, empty: boolean): void
  /** Also told of an empty element, straight after it opened. */
  close?(name: string): void
  text?(raw: string): void
  /** Each piece of the source, after what it caused was told. */
  source?(piece: string): void
}

export interface XmlScanner {
  write(chunk: string): void
  end(): void
}

/** Deeper than any part of a spreadsheet that people made. */
const usuallyDeepest = 64
/** No tag that Excel writes comes near; an endless one must not fill the memory. */
const longestTag = 256 * 1024

const enders = { comment: '-->', cdata: ']]>', instruction: '?>' } as const

/** Reads XML as it arrives and holds no more of it than one tag. A document type is never allowed. */
export function xmlScanner(events: XmlEvents, deepest = usuallyDeepest): XmlScanner {
  const opened: string[] = []
  let rest = ''
  let inside: keyof typeof enders | undefined
  let hadRoot = false

  function write(chunk: string): void {
    const text = rest === '' ? chunk : rest + chunk
    rest = ''
    let at = 0
    while (at < text.length) {
      const next = inside ? through(text, at) : text.charCodeAt(at) === 60 ? markup(text, at) : words(text, at)
      if (next < 0) {
        rest = text.slice(~next)
        if (rest.length > longestTag) throw new PackageRefused('file_damaged')
        return
      }
      at = next
    }
  }

  function words(text: string, at: number): number {
    const found = text.indexOf('<', at)
    const end = found < 0 ? text.length : found
    const raw = text.slice(at, end)
    tellText(raw)
    events.source?.(raw)
    return end
  }

  function tellText(raw: string): void {
    if (opened.length > 0) events.text?.(raw)
    else if (/[^\s\ufeff]/.test(raw)) throw new PackageRefused('file_damaged')
  }

  /** The rest of a comment, a CDATA section or an instruction, which may be long. */
  function through(text: string, at: number): number {
    const ender = enders[inside!]
    const found = text.indexOf(ender, at)
    const end = found < 0 ? Math.max(at, text.length - ender.length + 1) : found
    const piece = text.slice(at, end)
    if (inside === 'cdata') tellText(escapeXml(piece))
    if (found < 0) {
      events.source?.(piece)
      return ~end
    }
    inside = undefined
    events.source?.(piece + ender)
    return end + ender.length
  }

  /** A bare complement (~at) says: wait for more, from here. */
  function markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1)
    if (Number.isNaN(second)) return ~at
    if (second === 33) return declaration(text, at)
    if (second === 63) return enter('instruction', '<?', at)
    const end = endOfTag(text, at + 1)
    if (end < 0) return ~at
    if (second === 47) closing(text, at, end)
    else opening(text, at, end)
    events.source?.(text.slice(at, end + 1))
    return end + 1
  }

  function declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return enter('comment', '<!--', at)
    if (text.startsWith('<![CDATA[', at)) return enter('cdata', '<![CDATA[', at)
    const piece = text.slice(at, at + 9)
    if (at + 9 > text.length && ('<!--'.startsWith(piece) || '<![CDATA['.startsWith(piece))) return ~at
    throw new PackageRefused('xml_not_allowed')
  }

  function enter(what: keyof typeof enders, opener: string, at: number): number {
    inside = what
    events.source?.(opener)
    return at + opener.length
  }

  function opening(text: string, at: number, end: number): void {
    const empty = text.charCodeAt(end - 1) === 47
    const stop = empty ? end - 1 : end
    const cut = endOfName(text, at + 1, stop)
    const name = local(text.slice(at + 1, cut))
    if (name === '' || (opened.length === 0 && hadRoot)) throw new PackageRefused('file_damaged')
    hadRoot = true
    if (opened.length >= deepest) throw new PackageRefused('xml_too_deep')
    events.open?.(name, text.slice(cut, stop), empty)
    if (empty) events.close?.(name)
    else opened.push(name)
  }

  function closing(text: string, at: number, end: number): void {
    const name = local(text.slice(at + 2, endOfName(text, at + 2, end)))
    if (opened.pop() !== name) throw new PackageRefused('file_damaged')
    events.close?.(name)
  }

  function end(): void {
    if (rest !== '' || inside !== undefined || opened.length > 0 || !hadRoot) throw new PackageRefused('file_damaged')
  }

  return { write, end }
}

/** Where the tag ends; a value in quotes may hold a `>`. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 62) return at
    if (code === 60) throw new PackageRefused('file_damaged')
    if (code === 34 || code === 39) {
      at = text.indexOf(code === 34 ? '"' : "'", at + 1)
      if (at < 0) return -1
    }
  }
  return -1
}

function endOfName(text: string, from: number, stop: number): number {
  let at = from
  while (at < stop && text.charCodeAt(at) > 32) at++
  return at
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The value of an attribute, by its name with or without a prefix, references resolved. */
export function attribute(attributes: string, name: string): string | undefined {
  const plain = ` ${name}="`
  const at = attributes.indexOf(plain)
  if (at >= 0) {
    const from = at + plain.length
    return plainText(attributes.slice(from, attributes.indexOf('"', from)))
  }
  if (!attributes.includes(name)) return undefined
  for (const [, found, double, single] of attributes.matchAll(
    /(?<![^\s"'])([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    if (local(found!) === name) return plainText(double ?? single ?? '')
  }
  return undefined
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its references resolved. Only the five of XML are known: the rest would need a document type. */
export function plainText(raw: string): string {
  const text = raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));?|&/g, (whole, hex, decimal, name) => {
    if (!whole.endsWith(';')) throw new PackageRefused('file_damaged')
    if (name !== undefined) {
      const known = named[name]
      if (known === undefined) throw new PackageRefused('xml_not_allowed')
      return known
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const isAllowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)
    if (!isAllowed || (code >= 0xd800 && code <= 0xdfff)) throw new PackageRefused('file_damaged')
    return String.fromCodePoint(code)
  })
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** What XML cannot hold: the controls, halves of a pair, the two that are no characters; and CR, which it alters. */
export const unwritable =
  // oxlint-disable-next-line no-control-regex
  /[\x00-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
