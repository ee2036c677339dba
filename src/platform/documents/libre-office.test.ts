import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { anOfficialReport } from '../../../test/official-report.ts'
import { pictureOfPage } from '../../../test/pdf-picture.ts'
import { readDocumentText, writeDocx, writePdf } from './index.ts'
import type { OfficialDocument } from './index.ts'

/** Another reader than our own: what both of ours misunderstand alike, LibreOffice does not. */
const isPresent = spawnSync('soffice', ['--version']).status === 0
const hasChinese = String(spawnSync('fc-list', [':lang=zh-cn', 'family']).stdout).trim() !== ''
const folder = mkdtempSync(join(tmpdir(), 'documents-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As LibreOffice prints it; undefined when only its spreadsheets are installed. */
function printed(docx: Uint8Array, name: string): Uint8Array | undefined {
  const path = join(folder, `${name}.docx`)
  writeFileSync(path, docx)
  const home = `-env:UserInstallation=file://${join(folder, 'home')}`
  try {
    execFileSync('soffice', [home, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], {
      timeout: 100_000,
      stdio: 'pipe',
    })
  } catch {
    return undefined
  }
  const pdf = join(folder, `${name}.pdf`)
  return existsSync(pdf) ? readFileSync(pdf) : undefined
}

const bare = (text: string) => text.replaceAll(/— ?\d+ ?—/g, '').replaceAll(/\s/g, '')

async function textOf(bytes: Uint8Array, name: string): Promise<string> {
  const read = await readDocumentText(bytes, name)
  if (!read.ok) throw new Error(read.error)
  return bare(read.value.text)
}

/** Only letters that fill their place, so that no sign hangs over the edge. */
const letters = '坚持以人民为中心的发展思想推动城市治理数字化转型'
const full: OfficialDocument = {
  title: '工作总结',
  madeAt: '2026-11-22T02:00:00Z',
  blocks: [{ kind: 'paragraph', runs: [letters.repeat(120)] }],
}

test('LibreOffice prints the Word document on the measures of the PDF', { timeout: 120_000 }, async (context) => {
  if (!isPresent) return context.skip('soffice is not installed: nobody but ourselves has opened the written document')
  if (!hasChinese) return context.skip('no Chinese font is installed: LibreOffice would print empty squares')
  const word = printed(await writeDocx(full), 'full')
  if (!word) return context.skip('soffice has no Writer: nobody but ourselves has opened the written document')
  const pdf = await writePdf(full)
  for (const index of [1, 2]) {
    const [inWord, inPdf] = [await pictureOfPage(word, index), await pictureOfPage(pdf, index)]
    const [wordLines, pdfLines] = [inWord.linesBetween(30, 265), inPdf.linesBetween(30, 265)]
    expect([wordLines.length, pdfLines.length]).toEqual([22, 22])
    for (const [at, line] of wordLines.entries()) {
      const middle = (each: { top: number; bottom: number }) => (each.top + each.bottom) / 2
      expect(Math.abs(middle(line) - middle(pdfLines[at]!))).toBeLessThan(2)
    }
    const [wordInk, pdfInk] = [inWord.inkBetween(30, 265)!, inPdf.inkBetween(30, 265)!]
    for (const side of ['left', 'right'] as const) expect(Math.abs(wordInk[side] - pdfInk[side])).toBeLessThan(1.2)
    const [wordNumber, pdfNumber] = [inWord.inkBetween(263, 280)!, inPdf.inkBetween(263, 280)!]
    const outside = index % 2 === 0 ? 'right' : 'left'
    expect(Math.abs(wordNumber[outside] - pdfNumber[outside])).toBeLessThan(2)
    expect(Math.abs(wordNumber.bottom - pdfNumber.bottom)).toBeLessThan(2)
  }
})

test('LibreOffice reads of a report what the PDF says', { timeout: 120_000 }, async (context) => {
  if (!isPresent) return context.skip('soffice is not installed: nobody but ourselves has read the written document')
  if (!hasChinese) return context.skip('no Chinese font is installed: LibreOffice would print empty squares')
  const word = printed(await writeDocx(anOfficialReport), 'report')
  if (!word) return context.skip('soffice has no Writer: nobody but ourselves has read the written document')
  const pdf = await writePdf(anOfficialReport)
  const inWord = await textOf(word, 'report.pdf')
  const inPdf = await textOf(pdf, 'report.pdf')
  // Letters, not their order: LibreOffice draws the lines of the record before the text.
  expect([...inWord].sort().join('')).toBe([...inPdf].sort().join(''))
  const pages = async (bytes: Uint8Array) => {
    const read = await readDocumentText(bytes, 'report.pdf')
    return read.ok ? read.value.pages! : 0
  }
  expect(await pages(word)).toBe(await pages(pdf))
  const last = (await pages(word)) - 1
  const record = (await pictureOfPage(word, last)).inkBetween(220, 262.8)!
  const ours = (await pictureOfPage(pdf, last)).inkBetween(220, 262.8)!
  for (const side of ['left', 'right', 'top', 'bottom'] as const) {
    expect(Math.abs(record[side] - ours[side])).toBeLessThan(1.5)
  }
})
