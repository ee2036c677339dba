/** What a spreadsheet would take for a formula if it opened a CSV file, also behind spaces and our own apostrophes. */
const dangerous = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/
const plainNumber = /^-?\d+(\.\d+)?$/

/** The field with an apostrophe before what could be run. Numbers typed as such stay, or -5 could not be reckoned with. */
export function neutralise(text: string, isNumber: boolean): string {
  if (isNumber && plainNumber.test(text)) return text
  return dangerous.test(text) ? `'${text}` : text
}

/** Takes back exactly what `neutralise` put before. */
export function withoutGuard(field: string): string {
  return field.startsWith("'") && dangerous.test(field) ? field.slice(1) : field
}

/** A field as it stands in the file. Controls, which would make the file look binary, become their pictures (␀). */
export function csvField(text: string, isNumber: boolean): string {
  // oxlint-disable-next-line no-control-regex
  const visible = text.replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (letter) => {
    return String.fromCharCode(0x2400 + letter.charCodeAt(0))
  })
  const guarded = neutralise(visible, isNumber)
  return /[",;\t\r\n]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
