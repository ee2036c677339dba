import { escapeXml, unwritable } from '#platform/packages'
import { documentFonts, westernFont } from './document-fonts.ts'
import type { FontRole } from './document-fonts.ts'
import { letterPitch } from './gb-9704.ts'

export const twips = (points: number): number => Math.round(points * 20)
/** So many letters of the text, in twips. */
export const letters = (count: number): number => Math.round(count * letterPitch * 20)

export interface RunLook {
  readonly font?: FontRole
  readonly size?: number
  readonly color?: string
  readonly isMarked?: boolean
}

export function fontsXml(role: FontRole): string {
  const name = documentFonts[role].name
  const western = role === 'black' || role === 'song' ? name : westernFont
  return `<w:rFonts w:hint="eastAsia" w:ascii="${western}" w:hAnsi="${western}" w:eastAsia="${name}" w:cs="${westernFont}"/>`
}

export function runXml(text: string, look: RunLook = {}): string {
  const properties = [
    look.font ? fontsXml(look.font) : '<w:rFonts w:hint="eastAsia"/>',
    look.color ? `<w:color w:val="${look.color}"/>` : '',
    look.size ? `<w:sz w:val="${look.size * 2}"/><w:szCs w:val="${look.size * 2}"/>` : '',
    look.isMarked ? '<w:highlight w:val="yellow"/>' : '',
  ].join('')
  const pieces = text.split(/(\n|\t)/).map((piece) => {
    if (piece === '\n') return '<w:br/>'
    if (piece === '\t') return '<w:tab/>'
    return piece === '' ? '' : `<w:t xml:space="preserve">${wordXml(piece)}</w:t>`
  })
  return `<w:r><w:rPr>${properties}</w:rPr>${pieces.join('')}</w:r>`
}

/** What XML cannot hold is left out: a document has no use for it. */
export function wordXml(text: string): string {
  return escapeXml(text.replaceAll(unwritable, ''))
}

export interface ParagraphLook {
  readonly style?: string
  readonly align?: 'left' | 'center' | 'right'
  /** In letters of the text. */
  readonly left?: number
  readonly right?: number
  readonly hanging?: number
  readonly keepNext?: boolean
  readonly breakBefore?: boolean
  /** In points: the height of a line, and what stands clear above and below. */
  readonly pitch?: number | 'auto'
  readonly before?: number
  readonly after?: number
  /** Other properties, in the order of the schema. */
  readonly frame?: string
  readonly borders?: string
  readonly tabs?: string
}

export function paragraphXml(runs: string, look: ParagraphLook = {}): string {
  const { left, right, hanging } = look
  const indents = [
    left === undefined ? '' : ` w:left="${letters(left)}"`,
    right === undefined ? '' : ` w:right="${letters(right)}"`,
    hanging === undefined ? '' : ` w:hanging="${letters(hanging)}"`,
  ].join('')
  const properties = [
    look.style ? `<w:pStyle w:val="${look.style}"/>` : '',
    look.keepNext ? '<w:keepNext/>' : '',
    look.breakBefore ? '<w:pageBreakBefore/>' : '',
    look.frame ?? '',
    look.borders ?? '',
    look.tabs ?? '',
    spacingXml(look),
    indents === '' ? '' : `<w:ind${indents}/>`,
    look.align ? `<w:jc w:val="${look.align}"/>` : '',
  ].join('')
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`
}

function spacingXml({ before, after, pitch }: ParagraphLook): string {
  if (before === undefined && after === undefined && pitch === undefined) return ''
  const around = `${before === undefined ? '' : ` w:before="${twips(before)}"`}${after === undefined ? '' : ` w:after="${twips(after)}"`}`
  if (pitch === undefined) return `<w:spacing${around}/>`
  const line = pitch === 'auto' ? ' w:line="240" w:lineRule="auto"' : ` w:line="${twips(pitch)}" w:lineRule="exact"`
  return `<w:spacing${around}${line}/>`
}
