const form = [5, 6, 5, 6]

/** A code as it was typed or scanned: wide letters, blanks and missing strokes put right; capitals stay what they are. */
export function letterCode(typed: string): string {
  const letters = typed.normalize('NFKC').replace(/[^A-Za-z0-9]/g, '')
  if (letters.length !== 22) return typed.trim()
  let at = 0
  return form.map((length) => letters.slice(at, (at += length))).join('-')
}
