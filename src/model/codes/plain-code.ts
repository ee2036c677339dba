/**
 * A code as it was meant: full-width digits and letters made plain, capitals, without the spaces, invisible characters
 * and leading apostrophe (a spreadsheet's sign for text) that come along when codes are copied.
 */
export function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, '')
    .replace(/^['’‘]/, '')
    .toUpperCase()
}
