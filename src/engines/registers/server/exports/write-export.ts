import type { Readable } from 'node:stream'
import { writeCsv, writeSheet } from '#platform/sheets'
import { purposes } from '#engines/registers/shared'
import type { ExportFile } from './export-rows.ts'

/** Whose file it is. */
export interface ExportMark {
  readonly by: string
  readonly unit: string
  /** An ISO instant. */
  readonly at: string
  readonly title: string
  readonly rows: number
}

/** 2026-11-22 14:00 in Shanghai. */
const clockOf = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** An export as a workbook or as CSV, with who took it on every page of it. */
export function writeExport(file: ExportFile, mark: ExportMark, as: 'xlsx' | 'csv'): Readable {
  return as === 'csv' ? csvOf(file, mark) : workbookOf(file, mark)
}

const watermarkOf = ({ export: { id } }: ExportFile, { by, unit, at }: ExportMark) =>
  `${by}（${unit}）${clockOf(at)} 导出编号 ${id}`

/** For what it was taken, and what may be done with it. */
function notesOf({ export: asked }: ExportFile, { by, unit, at, rows }: ExportMark): string[] {
  return [
    `导出人：${by}（${unit}）`,
    `导出时间：${clockOf(at)}`,
    `导出编号：${asked.id}`,
    `用途：${purposes[asked.purpose][0]}；${asked.note}`,
    `记录数：${rows}；${asked.clear ? '完整信息，经审批' : '脱敏信息'}`,
    '本文件含个人信息，仅限上述用途使用，不得转发；用毕删除。每次下载均已登记。',
  ]
}

function workbookOf(file: ExportFile, mark: ExportMark): Readable {
  const notes = notesOf(file, mark)
  return writeSheet({
    name: mark.title,
    columns: file.columns.map(({ head, field }) => ({
      title: head,
      kind: field?.field.kind === 'integer' ? 'number' : field?.field.kind === 'day' ? 'day' : 'text',
    })),
    rows: file.rows,
    notes: { name: '导出说明', lines: notes },
    watermark: watermarkOf(file, mark),
    properties: {
      title: mark.title,
      creator: mark.by,
      subject: `导出编号 ${file.export.id}`,
      description: notes.join('\n'),
      createdAt: new Date(mark.at),
    },
  })
}

/** The mark stands below the rows, where an import passes over it: above them it would be taken for the heads. */
function csvOf(file: ExportFile, mark: ExportMark): Readable {
  return writeCsv(
    (async function* () {
      yield file.columns.map(({ head }) => head)
      yield* file.rows
      yield [`说明：${watermarkOf(file, mark)}；仅限登记的用途使用，不得转发。`]
    })(),
  )
}
