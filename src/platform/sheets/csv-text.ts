/** What a spreadsheet would take for a formula if it opened a CSV file, also behind spaces and our own apostrophes. */
const dangerous = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/
const plainNumber = /^-?\d+(\.\d+)?$/

/** The field with an apostrophe before what could be run. Numbers typed as such stay, or -5 could not be reckoned with. */
export function neutralise(text: string, isNumber: boolean): string {
  if (isNumber && plainNumber.test(text)) return text
  return dangerous.test(text) ? `'${text}` : text
}

/** The formula by which people keep a number a text where CSV has none: ="0019900001234". */
const textFormula = /^="((?:[^"]|"")*)"$/

/** Takes back exactly what `neutralise` put before, and says what a spreadsheet would show of a text made a formula. */
export function withoutGuard(field: string): string {
  if (field.startsWith("'") && dangerous.test(field)) return field.slice(1)
  return textFormula.exec(field)?.[1]?.replaceAll('""', '"') ?? field
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
