import type { Text } from '#kernel/text'
import { packageProblems, PackageRefused } from '#platform/packages'

/** Why a document was not read. */
export const documentProblems = {
  file_empty: ['文件是空的，请检查后重新上传。', 'The file is empty. Check it and send it again.'],
  file_too_large: [
    '文件超过 50 MB，请删去图片或拆分后上传。',
    'The file is larger than 50 MB. Take out pictures or split it, and send it again.',
  ],
  file_kind_unknown: [
    '无法识别的文件，请上传 .docx、.pdf 或 .txt 文件。',
    'This is no document that can be read. Send a .docx, .pdf or .txt file.',
  ],
  old_document: [
    '这是旧版 Word 或 WPS 文件（.doc、.wps），请另存为 .docx 后上传。',
    'This is an old Word or WPS file (.doc, .wps). Save it as .docx and send it again.',
  ],
  rich_text: [
    '这是 RTF 文件，请另存为 .docx 后上传。',
    'This is a rich text file (.rtf). Save it as .docx and send it again.',
  ],
  open_document: [
    '这是 OpenDocument 文件（.odt），请另存为 .docx 后上传。',
    'This is an OpenDocument file (.odt). Save it as .docx and send it again.',
  ],
  ofd_file: [
    '这是 OFD 版式文件，请上传定稿前的 .docx，或转换为 PDF 后上传。',
    'This is an OFD file. Send the .docx it came from, or turn it into a PDF.',
  ],
  other_document: [
    '这是表格或演示文稿，不是文字材料，请上传 .docx、.pdf 或 .txt 文件。',
    'This is a spreadsheet or a presentation. Send a .docx, .pdf or .txt file.',
  ],
  markup_file: [
    '这是网页或 XML 格式的文件，请用 Word 或 WPS 打开并另存为 .docx 后上传。',
    'This is a web page or XML. Open it, save it as .docx and send it again.',
  ],
  picture_file: [
    '这是图片，没有可读取的文字，请上传原来的 .docx 或文字版 PDF。',
    'This is a picture without text. Send the .docx or the PDF with text that it came from.',
  ],
  content_type_wrong: [
    '文件内容与文件名不符，请用 Word 或 WPS 另存为 .docx 后上传。',
    'The content is not what the name of the file says. Save it as .docx and send it again.',
  ],
  document_encrypted: [
    '文件设有打开密码，请取消密码后上传。',
    'The file is protected by a password. Remove the password and send it again.',
  ],
  file_damaged: [
    '文件不完整或已损坏，请打开并另存后重新上传。',
    'The file is incomplete or damaged. Open it, save it again and send it once more.',
  ],
  ...packageProblems,
  text_too_long: ['文字超过 500 万字，请拆分后上传。', 'The text has more than five million letters. Split it.'],
  too_many_cells: [
    '表格的单元格超过 20 万个，请拆分或改用 Excel 上传。',
    'The tables have more than 200,000 cells. Split them, or send a spreadsheet.',
  ],
  too_many_pages: ['超过 2,000 页，请拆分后上传。', 'There are more than 2,000 pages. Split the file.'],
  scan_without_text: [
    'PDF 里没有可读取的文字（可能是扫描件），请上传原来的 .docx 或文字版 PDF。',
    'The PDF has no text, perhaps because it was scanned. Send the .docx or the PDF with text that it came from.',
  ],
  tables_only_in_docx: [
    '只能从 .docx 文件读取表格，请用 Word 或 WPS 另存为 .docx 后上传。',
    'Tables are read from .docx files only. Save it as .docx and send it again.',
  ],
  table_missing: ['文件里没有表格。', 'There is no table in the file.'],
  encoding_unknown: [
    '无法识别文字编码，请另存为 UTF-8 编码后上传。',
    'The encoding of the text is unknown. Save it in UTF-8 and send it again.',
  ],
  reading_too_slow: [
    '读取用时过长，已停止。文件可能异常，请另存后再试。',
    'Reading took too long and was stopped. The file may be abnormal; save it again and try once more.',
  ],
  reading_too_large: [
    '读取占用内存过多，已停止。请拆分或另存后再试。',
    'Reading took too much memory and was stopped. Split the file or save it again, and try once more.',
  ],
  reading_busy: ['正在读取的文件较多，请一分钟后再上传。', 'Many files are being read. Send it again in a minute.'],
  reading_stopped: ['读取已取消。', 'Reading was called off.'],
} as const satisfies Record<string, Text>

export type DocumentProblem = keyof typeof documentProblems

/** How a reader deep inside stops; the functions of the door turn it into a value. */
export class DocumentRefused extends Error {
  readonly problem: DocumentProblem
  constructor(problem: DocumentProblem) {
    super(documentProblems[problem][1])
    this.name = 'DocumentRefused'
    this.problem = problem
  }
}

/** The problem that something thrown stands for. What is no fault of the file is a bug, and is thrown on. */
export function problemOf(thrown: unknown): DocumentProblem {
  if (thrown instanceof DocumentRefused) return thrown.problem
  if (thrown instanceof PackageRefused) {
    return thrown.problem === 'package_encrypted' ? 'document_encrypted' : thrown.problem
  }
  throw thrown
}
