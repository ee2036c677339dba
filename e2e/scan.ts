/** A scan, as a clerk's camera makes one. */
export function aScan(name: string): { name: string; mimeType: string; buffer: Buffer } {
  return {
    name: `${name}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7\n% ${name}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF`),
  }
}
