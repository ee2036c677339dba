import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'

/** What a screen reader is told of a page: parts within parts. */
export interface PdfStructure {
  readonly part: string
  readonly alt: string
  readonly within: readonly PdfStructure[]
}

let library: ReturnType<typeof init> | undefined

/** The tagged structure of a page of a PDF, as Chrome reads it. */
export async function structureOfPage(pdf: Uint8Array, index: number): Promise<readonly PdfStructure[]> {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  library ??= init({ wasmBinary: wasmBinary as unknown as ArrayBuffer }).then((lib) => (lib.PDFiumExt_Init(), lib))
  const lib = await library
  const { malloc, free } = lib.pdfium.wasmExports
  const memory = () => (lib.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
  const at = malloc(pdf.length)
  memory().set(pdf, at)
  const file = lib.FPDF_LoadMemDocument(at, pdf.length, '')
  const page = lib.FPDF_LoadPage(file, index)
  const tree = lib.FPDF_StructTree_GetForPage(page)
  const room = malloc(2000)
  const words = (read: (buffer: number, length: number) => number): string => {
    const length = read(room, 2000)
    return length > 2 ? Buffer.from(memory().subarray(room, room + length - 2)).toString('utf16le') : ''
  }
  const told = (element: number): PdfStructure => ({
    part: words((buffer, length) => lib.FPDF_StructElement_GetType(element, buffer, length)),
    alt: words((buffer, length) => lib.FPDF_StructElement_GetAltText(element, buffer, length)),
    within: Array.from({ length: Math.max(0, lib.FPDF_StructElement_CountChildren(element)) }, (_, nth) =>
      lib.FPDF_StructElement_GetChildAtIndex(element, nth),
    ).flatMap((child) => (child ? [told(child)] : [])),
  })
  const roots = Array.from({ length: lib.FPDF_StructTree_CountChildren(tree) }, (_, nth) =>
    told(lib.FPDF_StructTree_GetChildAtIndex(tree, nth)),
  )
  free(room)
  lib.FPDF_StructTree_Close(tree)
  lib.FPDF_ClosePage(page)
  lib.FPDF_CloseDocument(file)
  free(at)
  return roots
}
