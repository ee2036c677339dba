// A process of its own, so that a file that never ends, or that brings its reader down, takes nothing else with it.
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { init } from '@embedpdf/pdfium'

const wrongPassword = 4
const unknownSecurity = 5

class Refused extends Error {}

process.once('disconnect', () => process.exit())
process.once('message', answer)
process.send('ready')

let refusedMemory = false

/** Answers with the lines of every page, or with a problem. */
async function answer({ bytes, wasmPath, limits }) {
  endInTime(limits.milliseconds + 5_000)
  boundMemory(limits.memoryBytes)
  let said
  try {
    said = { pages: await readPages(bytes, wasmPath, limits) }
  } catch (thrown) {
    said = { problem: problemOf(thrown) }
  }
  process.send(refusedMemory ? { problem: 'reading_too_large' } : said)
}

// Whoever started it ends it in time, unless they ended themselves. A busy thread hears nothing; another one does.
function endInTime(milliseconds) {
  const end = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${Number(milliseconds)})`
  new Worker(end, { eval: true }).unref()
}

// Nothing else bounds what compiled code may take; what it is not given, it reports or dies of.
function boundMemory(bytes) {
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > bytes) {
      refusedMemory = true
      throw new RangeError('The reader may take no more memory.')
    }
    return grow.call(this, pages)
  }
}

function problemOf(thrown) {
  if (thrown instanceof Refused) return thrown.message
  // What stops the reader itself is a fault of the file: it is compiled code, and cannot reach out of its memory.
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) return 'file_damaged'
  throw thrown
}

async function readPages(bytes, wasmPath, limits) {
  const lib = await init({ wasmBinary: readFileSync(wasmPath), print() {}, printErr() {} })
  lib.PDFiumExt_Init()
  const at = lib.pdfium.wasmExports.malloc(bytes.length)
  if (at === 0) throw new Refused('reading_too_large')
  lib.pdfium.HEAPU8.set(bytes, at)
  const file = lib.FPDF_LoadMemDocument(at, bytes.length, '')
  if (file === 0) {
    const isLocked = [wrongPassword, unknownSecurity].includes(lib.FPDF_GetLastError())
    throw new Refused(isLocked ? 'document_encrypted' : 'file_damaged')
  }
  const count = lib.FPDF_GetPageCount(file)
  if (count > limits.pages) throw new Refused('too_many_pages')
  if (count < 1) throw new Refused('file_damaged')
  const pages = []
  const reader = lineReader(lib, limits)
  let failed = 0
  for (let index = 0; index < count; index++) {
    const page = lib.FPDF_LoadPage(file, index)
    const text = page === 0 ? 0 : lib.FPDFText_LoadPage(page)
    if (text === 0) failed++
    else pages.push(reader.linesOf(text))
    if (text !== 0) lib.FPDFText_ClosePage(text)
    if (page !== 0) lib.FPDF_ClosePage(page)
  }
  // A text with pages missing would be taken for the whole.
  if (failed > 0) throw new Refused('file_damaged')
  return pages
}

function lineReader(lib, limits) {
  const boxAt = lib.pdfium.wasmExports.malloc(24)
  let letters = 0

  // By the advance of the letter: the ink of a letter that the file does not bring along is anybody's guess.
  function boxOf(text, index) {
    if (!lib.FPDFText_GetLooseCharBox(text, index, boxAt)) return undefined
    const [left, top, right, bottom] = new Float32Array(lib.pdfium.HEAPU8.buffer.slice(boxAt, boxAt + 16))
    return { left, right, bottom, top }
  }

  // Boxes are as high as the font says of itself, which may be anything.
  function sizeOf(text, index) {
    const size = lib.FPDFText_GetFontSize(text, index)
    if (!lib.FPDFText_GetMatrix(text, index, boxAt)) return Math.max(size, 1)
    const [, , c, d] = new Float32Array(lib.pdfium.HEAPU8.buffer.slice(boxAt, boxAt + 24))
    return Math.max(size * Math.hypot(c, d), 1)
  }

  function linesOf(text) {
    const count = lib.FPDFText_CountChars(text)
    letters += Math.max(0, count)
    if (letters > limits.letters) throw new Refused('text_too_long')
    const lines = []
    let line = newLine()
    for (let index = 0; index < count; index++) {
      const code = lib.FPDFText_GetUnicode(text, index)
      if (code === 10 || code === 13) {
        if (line.last !== undefined) lines.push(ended(text, line))
        line = newLine()
      } else if (code === 32 || code === 9 || code === 0xa0) {
        line.isSpaced = line.last !== undefined
        line.isTyped ||= lib.FPDFText_IsGenerated(text, index) === 0
      } else if (code > 32 && code !== 0xfffe && code !== 0xffff && code <= 0x10ffff) add(text, line, index, code)
    }
    if (line.last !== undefined) lines.push(ended(text, line))
    return lines.filter((each) => each !== undefined)
  }

  function add(text, line, index, code) {
    if (line.last !== undefined && line.isSpaced) line.text += spaceBetween(text, line.last, index, line.isTyped)
    line.text += String.fromCodePoint(code)
    line.first ??= index
    line.last = index
    line.isSpaced = false
    line.isTyped = false
  }

  // Letters set apart to fill a line, or from digits, are no words apart; columns of a table are.
  function spaceBetween(text, before, after, isTyped) {
    const left = boxOf(text, before)
    const right = boxOf(text, after)
    if (!left || !right) return ' '
    const height = Math.max(sizeOf(text, before), sizeOf(text, after))
    const gap = right.left - left.right
    if (gap > 2 * height) return '\t'
    const hans = [before, after].filter((each) => lib.FPDFText_GetUnicode(text, each) > 0x2e7f).length
    const isSetting = hans === 2 || (hans === 1 && !isTyped)
    return isSetting && gap < 0.8 * height ? '' : ' '
  }

  function ended(text, line) {
    const angle = lib.FPDFText_GetCharAngle(text, line.first)
    // A word across the page is a watermark.
    if (angle > 0.05 && angle < 2 * Math.PI - 0.05) return undefined
    const first = boxOf(text, line.first)
    const last = boxOf(text, line.last)
    if (!first || !last) return undefined
    const { left } = first
    const { right } = last
    const size = Math.max(sizeOf(text, line.first), sizeOf(text, line.last))
    return { text: line.text, left, right, bottom: Math.min(first.bottom, last.bottom), size }
  }

  return { linesOf }
}

function newLine() {
  return { text: '', first: undefined, last: undefined, isSpaced: false, isTyped: false }
}
