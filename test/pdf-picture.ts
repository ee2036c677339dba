import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'

const dotsPerMm = 6

/** A page as ink on paper, measured in millimetres from the top left. */
export interface PagePicture {
  /** The rectangle that holds all ink between two heights; undefined where there is none. */
  inkBetween(top: number, bottom: number): { left: number; right: number; top: number; bottom: number } | undefined
  /** Stretches of height with ink, from one to another: the lines of a text. */
  linesBetween(top: number, bottom: number): readonly { top: number; bottom: number }[]
}

let library: ReturnType<typeof init> | undefined

/** Draws a page of a PDF as Chrome would. */
export async function pictureOfPage(pdf: Uint8Array, index: number): Promise<PagePicture> {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  library ??= init({ wasmBinary: wasmBinary as unknown as ArrayBuffer }).then((lib) => (lib.PDFiumExt_Init(), lib))
  const lib = await library
  const { malloc, free } = lib.pdfium.wasmExports
  const at = malloc(pdf.length)
  const memory = () => (lib.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
  memory().set(pdf, at)
  const file = lib.FPDF_LoadMemDocument(at, pdf.length, '')
  const page = lib.FPDF_LoadPage(file, index)
  const width = 210 * dotsPerMm
  const height = 297 * dotsPerMm
  const bitmap = lib.FPDFBitmap_Create(width, height, 0)
  lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
  lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
  const from = lib.FPDFBitmap_GetBuffer(bitmap)
  const stride = lib.FPDFBitmap_GetStride(bitmap)
  const dots = Buffer.from(memory().subarray(from, from + stride * height))
  lib.FPDFBitmap_Destroy(bitmap)
  lib.FPDF_ClosePage(page)
  lib.FPDF_CloseDocument(file)
  free(at)

  const isInk = (x: number, y: number) => dots[y * stride + x * 4 + 1]! < 160

  function inkBetween(top: number, bottom: number) {
    const ink = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
    for (let y = Math.round(top * dotsPerMm); y < Math.min(height, bottom * dotsPerMm); y++) {
      for (let x = 0; x < width; x++) {
        if (!isInk(x, y)) continue
        ink.left = Math.min(ink.left, x / dotsPerMm)
        ink.right = Math.max(ink.right, (x + 1) / dotsPerMm)
        ink.top = Math.min(ink.top, y / dotsPerMm)
        ink.bottom = Math.max(ink.bottom, (y + 1) / dotsPerMm)
      }
    }
    return ink.right < 0 ? undefined : ink
  }

  function linesBetween(top: number, bottom: number) {
    const lines: { top: number; bottom: number }[] = []
    let isOpen = false
    for (let y = Math.round(top * dotsPerMm); y < Math.min(height, bottom * dotsPerMm); y++) {
      let ink = 0
      for (let x = 0; x < width; x++) if (isInk(x, y)) ink++
      if (ink > 0 && !isOpen) lines.push({ top: y / dotsPerMm, bottom: y / dotsPerMm })
      if (ink > 0) lines.at(-1)!.bottom = (y + 1) / dotsPerMm
      isOpen = ink > 0
    }
    // A hair's breadth of a letter that stands apart is no line.
    return lines.filter((line) => line.bottom - line.top > 1.5)
  }

  return { inkBetween, linesBetween }
}
