import type { PackageLimits } from '#platform/packages'

const mega = 1024 * 1024

/** What a document may cost before it is refused. */
export interface DocumentLimits extends PackageLimits {
  /** The file as it arrived. */
  readonly fileBytes: number
  /** Letters of one part of XML, tags included. */
  readonly partLetters: number
  /** Letters of the text that comes out. */
  readonly letters: number
  readonly cells: number
  readonly pages: number
  readonly milliseconds: number
  /** What the reader of a PDF may take. */
  readonly memoryBytes: number
}

/** An annual report has 60 pages and 40,000 letters; Word writes some 40 letters of XML for one of text. */
export const documentLimits: DocumentLimits = {
  fileBytes: 50 * mega,
  parts: 4_000,
  partBytes: 512 * mega,
  totalBytes: 1_024 * mega,
  ratio: 250,
  partLetters: 128 * mega,
  letters: 5_000_000,
  cells: 200_000,
  pages: 2_000,
  milliseconds: 20_000,
  memoryBytes: 384 * mega,
}

/** Tables in text boxes in tables: Word itself stops nesting long before. */
export const deepestXml = 400
