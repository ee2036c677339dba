import type { Text } from '#kernel/text'

/** What a face of type is for: 小标宋 for titles, 黑体 and 楷体 for headings, 仿宋 for all else, 宋体 for page numbers. */
export type FontRole = 'title' | 'black' | 'kai' | 'body' | 'song'

interface DocumentFont {
  readonly use: Text
  /** The name that GB/T 9704-2012 or practice gives it, first in a DOCX. */
  readonly name: string
  /** What a DOCX asks for where that is missing. */
  readonly otherNames: readonly string[]
  /** Whether whoever has Windows or WPS has it lawfully. */
  readonly comesWith: Text
  /** What a PDF is set in unless the font itself is given. */
  readonly inPdf: { readonly name: string; readonly family: 'serif' | 'sans'; readonly weight: number }
}

export const documentFonts: Readonly<Record<FontRole, DocumentFont>> = {
  title: {
    use: ['标题、发文机关标志', 'Title and letterhead'],
    name: '方正小标宋简体',
    otherNames: ['FZXiaoBiaoSong-B05S', '方正小标宋_GBK', '华文中宋', '宋体'],
    comesWith: ['方正字库授权', 'a licence of FounderType'],
    inPdf: { name: '思源宋体 Noto Serif SC Bold', family: 'serif', weight: 700 },
  },
  black: {
    use: ['一级标题、表头', 'Headings of the first level, heads of tables'],
    name: '黑体',
    otherNames: ['SimHei', '思源黑体'],
    comesWith: ['随 Windows、WPS 授权', 'Windows or WPS'],
    inPdf: { name: '思源黑体 Noto Sans SC Medium', family: 'sans', weight: 500 },
  },
  kai: {
    use: ['二级标题', 'Headings of the second level'],
    name: '楷体_GB2312',
    otherNames: ['KaiTi_GB2312', '楷体', 'KaiTi'],
    comesWith: ['随旧版 Windows、WPS 授权', 'older Windows or WPS'],
    inPdf: { name: '思源宋体 Noto Serif SC SemiBold', family: 'serif', weight: 600 },
  },
  body: {
    use: ['正文、版记', 'Text and record'],
    name: '仿宋_GB2312',
    otherNames: ['FangSong_GB2312', '仿宋', 'FangSong'],
    comesWith: ['随旧版 Windows、WPS 授权', 'older Windows or WPS'],
    inPdf: { name: '思源宋体 Noto Serif SC', family: 'serif', weight: 400 },
  },
  song: {
    use: ['页码', 'Page numbers'],
    name: '宋体',
    otherNames: ['SimSun'],
    comesWith: ['随 Windows、WPS 授权', 'Windows or WPS'],
    inPdf: { name: '思源宋体 Noto Serif SC', family: 'serif', weight: 400 },
  },
}

export const fontRoles = Object.keys(documentFonts) as readonly FontRole[]

/** Western letters and digits in a DOCX. */
export const westernFont = 'Times New Roman'

export interface FontUse {
  readonly use: Text
  /** What the standard asks for. */
  readonly name: string
  readonly comesWith: Text
  /** What a DOCX shows where it is not installed, the first that is. */
  readonly docxStandIns: readonly string[]
  /** What a PDF is set in; undefined when the font itself was given. */
  readonly pdfStandIn: string | undefined
}

/** Tells which fonts the standard asks for, who may use them, and what stands in where they are not. */
export function fontsUsed(given: Partial<Record<FontRole, unknown>> = {}): readonly FontUse[] {
  return fontRoles.map((role) => {
    const { use, name, comesWith, otherNames, inPdf } = documentFonts[role]
    const pdfStandIn = given[role] === undefined ? inPdf.name : undefined
    return { use, name, comesWith, docxStandIns: otherNames, pdfStandIn }
  })
}
