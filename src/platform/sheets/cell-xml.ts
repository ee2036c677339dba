import { escapeXml, unwritable } from '#platform/packages'

// oxlint-disable-next-line no-control-regex
const likeEscape = /_(?=x[0-9a-fA-F]{4}(?:_|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]))/g

/** A text of a cell as a workbook keeps it: what XML cannot hold is written _xHHHH_, which Excel reads back. */
export function cellXml(text: string): string {
  const escaped = text.replaceAll(likeEscape, '_x005F_').replaceAll(unwritable, (letter) => {
    return `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
  return escapeXml(escaped)
}

/** The text of a cell, its _xHHHH_ resolved. */
export function cellText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
