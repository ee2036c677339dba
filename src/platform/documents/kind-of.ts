import { extname } from 'node:path'
import { DocumentRefused } from './problems.ts'

/** What the bytes are, whatever the name says; what cannot be read is refused with what to do instead. */
export function kindOf(bytes: Buffer, name: string): 'zip' | 'pdf' | 'txt' {
  if (bytes.length === 0) throw new DocumentRefused('file_empty')
  const start = bytes.toString('latin1', 0, 1024)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw new DocumentRefused(problemOfCompound(bytes, name))
  if (start.startsWith('{\\rtf')) throw new DocumentRefused('rich_text')
  if (/^(\xff\xd8\xff|\x89PNG|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP)/s.test(start)) {
    throw new DocumentRefused('picture_file')
  }
  if (!/^\.(txt|text|md|csv)?$/i.test(extname(name))) {
    const isMarkup = /^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|head|meta|!--)/i.test(start)
    throw new DocumentRefused(isMarkup ? 'markup_file' : 'content_type_wrong')
  }
  return 'txt'
}

/** A compound file holds an old document, or a new one behind a password; its directory says which. */
function problemOfCompound(bytes: Buffer, name: string) {
  if (bytes.length < 512) return 'file_damaged'
  const sector = 2 ** Math.min(16, bytes.readUInt16LE(30))
  const at = (bytes.readUInt32LE(48) + 1) * sector
  const names = bytes.toString('utf16le', Math.min(at, bytes.length), Math.min(at + 4096, bytes.length))
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo')) return 'document_encrypted'
  if (names.includes('WordDocument') || /^\.(doc|dot|wps|wpt)$/i.test(extname(name))) return 'old_document'
  if (/Workbook|Book|PowerPoint Document/.test(names)) return 'other_document'
  return names === '' ? 'file_damaged' : 'file_kind_unknown'
}
