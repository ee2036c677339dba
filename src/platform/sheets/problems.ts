import type { Text } from '#kernel/text'
import { packageProblems, PackageRefused } from '#platform/packages'
import { largestSheet } from './limits.ts'

/** Why a spreadsheet was not read, in the order in which it is found out. */
export const sheetProblems = {
  file_not_readable: [
    '文件无法读取，请重新选择后上传。',
    'The file cannot be read. Choose it again and send it once more.',
  ],
  file_empty: ['文件是空的，请检查后重新上传。', 'The file is empty. Check it and send it again.'],
  file_too_large: [
    '文件超过 200 MB，请拆分成几个文件后上传。',
    'The file is larger than 200 MB. Split it and send the parts.',
  ],
  file_kind_unknown: [
    '不是电子表格，请上传 .xlsx 或 .csv 文件。',
    'This is not a spreadsheet. Send an .xlsx or a .csv file.',
  ],
  old_workbook: [
    '这是旧版 Excel（.xls）文件，请用 Excel 或 WPS 另存为 .xlsx 后上传。',
    'This is an old Excel (.xls) file. Save it as .xlsx and send it again.',
  ],
  workbook_encrypted: [
    '文件设有打开密码，请取消密码后上传。',
    'The file is protected by a password. Remove the password and send it again.',
  ],
  binary_workbook: [
    '这是二进制工作簿（.xlsb），请另存为 .xlsx 后上传。',
    'This is a binary workbook (.xlsb). Save it as .xlsx and send it again.',
  ],
  open_document: [
    '这是 OpenDocument 表格（.ods），请另存为 .xlsx 后上传。',
    'This is an OpenDocument spreadsheet (.ods). Save it as .xlsx and send it again.',
  ],
  pdf_file: [
    '这是 PDF 文件，不是电子表格，请上传原来的 Excel 文件。',
    'This is a PDF file. Send the spreadsheet it came from.',
  ],
  markup_file: [
    '这是网页或 XML 格式的表格，请用 Excel 或 WPS 打开并另存为 .xlsx 后上传。',
    'This is a web page or XML named as a spreadsheet. Open it, save it as .xlsx and send it again.',
  ],
  content_type_wrong: [
    '文件内容与文件名不符，请用 Excel 或 WPS 另存为 .xlsx 后上传。',
    'The content is not what the name of the file says. Save it as .xlsx and send it again.',
  ],
  file_damaged: [
    '文件不完整或已损坏，请用 Excel 或 WPS 打开并另存后重新上传。',
    'The file is incomplete or damaged. Open it, save it again and send it once more.',
  ],
  ...packageProblems,
  too_many_strings: [
    '文件中的文字过多，请拆分成几个文件后上传。',
    'The file holds too many texts. Split it and send the parts.',
  ],
  sheet_missing: ['文件里没有工作表。', 'There is no worksheet in the file.'],
  too_many_rows: [
    `行数超过 ${largestSheet.rows.toLocaleString('en')} 行，请拆分后上传。`,
    `There are more than ${largestSheet.rows.toLocaleString('en')} rows. Split the file and send the parts.`,
  ],
  too_many_columns: [
    `有内容的列超过 ${largestSheet.columns} 列，请删去多余的列后上传。`,
    `More than ${largestSheet.columns} columns are used. Delete those not needed and send it again.`,
  ],
  cell_far_out: [
    `表格右侧很远处（第 ${largestSheet.columns} 列以后）还有单独的单元格有内容，请在 Excel 中按 Ctrl+End 找到并删除后上传。`,
    `A cell stands far to the right, beyond column ${largestSheet.columns}. Find it with Ctrl+End in Excel, delete it and send the file again.`,
  ],
  too_many_merges: [
    '合并的单元格过多，请取消合并后上传。',
    'There are too many merged cells. Unmerge them and send it again.',
  ],
  cell_too_long: [
    '有单元格的文字超过 32,767 字，请缩短后再试。',
    'A cell holds more than 32,767 characters. Shorten it and try again.',
  ],
  encoding_unknown: [
    '无法识别文字编码，请另存为 UTF-8 编码的 CSV 或 .xlsx 后上传。',
    'The encoding of the text is unknown. Save it as CSV in UTF-8 or as .xlsx and send it again.',
  ],
  quote_unclosed: [
    'CSV 文件中有引号没有配对，请检查后重新上传。',
    'A quotation mark in the CSV file is never closed. Mend it and send it again.',
  ],
} as const satisfies Record<string, Text>

export type SheetProblem = keyof typeof sheetProblems

/** How a reader deep inside stops; the functions of the door turn it into a value. */
export class SheetRefused extends Error {
  readonly problem: SheetProblem
  constructor(problem: SheetProblem) {
    super(sheetProblems[problem][1])
    this.name = 'SheetRefused'
    this.problem = problem
  }
}

/** The problem that something thrown stands for. What is no fault of the file is a bug, and is thrown on. */
export function problemOf(thrown: unknown): SheetProblem {
  if (thrown instanceof SheetRefused) return thrown.problem
  if (thrown instanceof PackageRefused) {
    return thrown.problem === 'package_encrypted' ? 'workbook_encrypted' : thrown.problem
  }
  if (thrown instanceof Error && 'syscall' in thrown) return 'file_not_readable'
  throw thrown
}
