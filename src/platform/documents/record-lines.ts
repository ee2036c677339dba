import { letterPitch, lettersOnLine, sizes } from './gb-9704.ts'
import { officialDate, widthInLetters } from './official-document.ts'
import type { OfficialDocument } from './official-document.ts'

export interface RecordLines {
  /** 抄送, broken: what follows stands under what it says first. */
  readonly copies: readonly string[]
  readonly issuer: string
  readonly issuedOn: string
}

/** 7.4: 4号 letters, one letter in on both sides, one full stop at the end of 抄送. */
export function recordLines(record: NonNullable<OfficialDocument['record']>): RecordLines {
  const issuedOn = `${officialDate(record.issuedOn)}印发`
  if (!record.copies) return { copies: [], issuer: record.issuer, issuedOn }
  const most = Math.floor((lettersOnLine * letterPitch) / sizes.small) - 2
  const lines: string[] = []
  let line = '抄送：'
  for (const letter of `${record.copies.replace(/[。．.]$/, '')}。`) {
    // A sign that may not open a line hangs out by the letter that is free on the right.
    if (widthInLetters(line + letter) > most && !/[，。、；）]/.test(letter)) {
      lines.push(line)
      line = '　　　'
    }
    line += letter
  }
  return { copies: [...lines, line], issuer: record.issuer, issuedOn }
}
