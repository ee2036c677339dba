export { barPictureMm, barPictures } from './bar-pictures.ts'
export type { Bar } from './bar-pictures.ts'
export { documentLimits } from './limits.ts'
export type { DocumentLimits } from './limits.ts'
export { documentProblems } from './problems.ts'
export type { DocumentProblem } from './problems.ts'
export { readDocumentTables, readDocumentText } from './read-document.ts'
export type { DocumentTable, DocumentText } from './read-document.ts'
export { fontsUsed } from './document-fonts.ts'
export type { FontRole, FontUse } from './document-fonts.ts'
export { numberHeadings, officialDate } from './official-document.ts'
export type {
  DocumentBlock,
  DocumentFigure,
  DocumentGrid,
  DocumentHeading,
  DocumentParagraph,
  DocumentPicture,
  DocumentRun,
  OfficialDocument,
} from './official-document.ts'
export { writeDocx } from './write-docx.ts'
export type { GivenFonts } from './pdf-fonts.ts'
export { writePdf } from './write-pdf.ts'
