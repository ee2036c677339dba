import { groupOf } from './heads.ts'
import { openHouseholds } from './households.ts'
import { peopleOf } from './people-of-row.ts'
import { doubtful, remark, skipped, withoutValue, wrong, type RowReason } from './reason.ts'
import { asLeft, sameAddress, sameAsLeft } from './same-as.ts'
import { isPlace, type GivenRow, type Merged, type SheetCell, type SheetRow } from './sheet-row.ts'
import { plainHead } from './targets.ts'

/** How a sheet is to be read. */
export interface SheetPlan {
  readonly headRow: number
  /** The row of the first head; without it nothing above the heads is told. */
  readonly headFrom?: number
  readonly heads: readonly string[]
  /** What stands above the heads, and the name of the sheet: they may say where everybody lives. */
  readonly context: string
  /** By column, from the first. */
  readonly targets: readonly string[]
  readonly merges: readonly Merged[]
  /** What people wrote beside cells, by row. */
  readonly comments?: ReadonlyMap<number, readonly CommentedCell[]>
}

interface CommentedCell {
  /** From 1, and as the spreadsheet calls it. */
  readonly column: number
  readonly cell: string
  readonly text: string
}

const notBelowHeads = skipped('above_heads', [
  '在表头之上，未读取；如是数据，请移到表头之下',
  'Above the heads and not read: move it below them if it is data',
])
const anotherTable = skipped('another_table', [
  '属于另一张表（表头不同），未读取，请另存为一个文件后导入',
  'Of another table with other heads: not read. Save it as a file of its own',
])

/** Words by which someone says that a row is not to be taken as it stands. */
const warning =
  /[勿莫别不]要?(再?导|录|登记|统计)|搬走|搬离|迁出|已[搬迁]|已故|去世|死亡|注销|作废|重复|待核|核实|存疑|有误/

function commented(cell: string, text: string): RowReason {
  const told = text === '' ? '受限，未读取' : text.slice(0, 500)
  return (warning.test(text) ? doubtful : remark)(null, 'cell_comment', [
    `${cell} 的批注：${told}`,
    `Comment on ${cell}: ${text === '' ? 'restricted, not read' : told}`,
  ])
}

/** 1, 2, 3 … below the heads. */
const isCount = (words: readonly string[]) =>
  words.length > 2 && words.every((word, at) => word.normalize('NFKC').replaceAll(/[()]/g, '') === String(at + 1))

const sameAsAbove = /^(同上|同前|〃|″|"|''|”|“|ditto)$/i
const totals = /^(小计|合计|总计|共计|累计|总数|总人数|合\s*计|小\s*计|总\s*计)([:：]?\s*[\d,.]*\s*[人户件个]?)?$/
const remarks =
  /^(注|备注|说明|填表说明|填报说明|填表人|制表人|制表|审核人|填报人|填表日期|填报日期|制表日期|联系人|打印时间)\s*[:：]/
const section =
  /^[一二三四五六七八九十\d]+\s*[、.)）]|[路弄街]|小区|新村|[苑坊]$|^(第?[\d一二三四五六七八九十]+)(号楼|幢|栋|单元|组)$/
/** No name has a number of a lane in it, or begins as a chapter does. */
const place = /^[一二三四五六七八九十]+、|[路街].*\d|\d+\s*[弄号幢栋]|(小区|新村|花苑|花园)$/

interface LayoutKind {
  readonly ofPeople: boolean
  /** Whether a row names the columns of a table of this kind. */
  readonly isHeads?: (cells: readonly string[]) => boolean
}

/** Reads the rows of a sheet in their order: what is left blank below a merged cell, or said to be as above, is carried down. */
export function openLayout(plan: SheetPlan, { ofPeople, isHeads = () => false }: LayoutKind) {
  const { targets, headRow, headFrom = 0 } = plan
  const heads = plan.heads.map((head) => plainHead(groupOf(head)[1]))
  const nameAt = targets.indexOf('field:name')
  const places = targets.flatMap((target, at) => (isPlace(target) ? [at] : []))
  // Of a second table beside the first, and of the owner beside who lives there.
  const namesAgain = heads.flatMap((head, at) =>
    at !== nameAt && head !== '' && head === heads[nameAt] && targets[at] === 'note' ? [at] : [],
  )
  const households = openHouseholds(plan, heads)
  const tops = new Map<string, string>()
  const down = plan.merges
    .filter((merge) => merge.toRow > merge.fromRow && merge.fromRow > headRow)
    .toSorted((a, b) => a.fromRow - b.fromRow)
  let nextMerge = 0
  let active: Merged[] = []
  const before: string[] = []
  let context = plan.context

  /** From other heads on, until these come again, the columns are another table's. */
  let isOther = false
  function other(begins: boolean, told: RowReason): RowReason {
    isOther = begins
    return told
  }

  function carried(row: number, column: number): string | undefined {
    const merge = active.find((each) => column >= each.fromColumn && column <= each.toColumn && row <= each.toRow)
    if (!merge) return undefined
    const key = `${merge.fromRow}/${merge.fromColumn}`
    return tops.get(key)
  }

  function follow(row: number): void {
    while (nextMerge < down.length && down[nextMerge]!.fromRow <= row) active.push(down[nextMerge++]!)
    if (active.length > 0) active = active.filter((merge) => merge.toRow >= row)
  }

  function read(sheetRow: SheetRow): readonly GivenRow[] {
    const rows = readCells(sheetRow)
    const comments = plan.comments?.get(sheetRow.row)
    if (!comments) return rows
    const reasons = comments.map(({ column, cell, text }) =>
      commented(cell, targets[column - 1] === 'withhold' ? '' : text),
    )
    if (rows.length > 0) return rows.map((each) => ({ ...each, reasons: [...each.reasons, ...reasons] }))
    const cells = sheetRow.cells.map(({ text }, at) => (targets[at] === 'withhold' ? '' : text.trim()))
    const aside = skipped('comment_aside', ['表头或标题上有批注', 'A comment on the heads or the title'])
    return [{ row: sheetRow.row, part: 0, cells, given: {}, reasons: [aside, ...reasons], formulas: 0 }]
  }

  function readCells({ row, cells }: SheetRow): readonly GivenRow[] {
    if (row <= headRow && row >= headFrom) return []
    follow(row)
    // A formula without a result stands in the file all the same: nothing that is there vanishes.
    const texts = cells.map((cell) => (cell.uncached ? `=${cell.formula ?? ''}` : cell.text.trim()))
    if (texts.every((text) => text === '')) return []
    const kept = texts.map((text, at) => (targets[at] === 'withhold' && text !== '' ? '' : text))
    const filled = texts.flatMap((text, at) => (text === '' ? [] : [at]))
    const isAbove = row <= headRow
    if (isAbove && isTitle(filled.map((at) => texts[at]!))) return []
    const odd = isAbove ? notBelowHeads : whatElse(texts, filled)
    if (odd)
      return [
        {
          row,
          part: 0,
          cells: kept,
          given: context === '' ? {} : { '@context': context },
          reasons: [odd],
          formulas: 0,
        },
      ]

    const reasons: RowReason[] = []
    const given: Record<string, string> = {}
    let formulas = 0
    const begins = households.begins(texts)
    const stood: string[] = []
    const width = Math.max(texts.length, active.length > 0 ? targets.length : 0)
    for (let at = 0; at < width; at++) {
      const target = targets[at] ?? 'note'
      const cell = cells[at]
      let text = texts[at] ?? ''
      if (cell?.formula !== undefined) formulas += 1
      if (cell?.uncached) {
        before[at] = ''
        reasons.push(withoutValue(target, !['note', 'ignore', 'withhold'].includes(target)))
        continue
      }
      if (text === '' && active.length > 0) text = carried(row, at + 1) ?? ''
      else if (sameAsAbove.test(text)) text = asAbove(at, target, reasons)
      else if (sameAsLeft.test(text)) text = asLeft(targets, at, stood[at - 1] ?? '', reasons)
      stood[at] = text
      for (const merge of active)
        if (merge.fromRow === row && merge.fromColumn === at + 1) tops.set(`${merge.fromRow}/${merge.fromColumn}`, text)
      before[at] = text === '' && isPlace(target) && !begins ? (before[at] ?? '') : text
      if (text === '') continue
      if (target === 'withhold') {
        reasons.push(
          remark('withhold', 'restricted_withheld', [
            '受限标签未读取，请由专管员办理',
            'A restricted tag was not read',
          ]),
        )
        continue
      }
      if (target === 'note' || target === 'ignore') continue
      if (cell?.kind === 'error') {
        reasons.push(wrong(target, 'cell_error', [`单元格是公式错误（${text}）`, `The cell holds an error (${text})`]))
        continue
      }
      if (isLost(cell, target, text)) {
        reasons.push(
          wrong(target, 'number_lost_digits', [
            '号码以数字保存，末几位已丢失，请将该列改为文本后重新填写',
            'Kept as a number: the last digits are lost. Make the column text and type it again',
          ]),
        )
        continue
      }
      if (cell?.formula !== undefined)
        reasons.push(remark(target, 'formula_value', ['取公式的计算结果', 'The computed value of a formula']))
      if (given[target] === undefined) given[target] = text
    }
    if (ofPeople) households.fill(given, texts, before, reasons)
    sameAddress(given, reasons)
    for (const at of namesAgain)
      if (texts[at])
        reasons.push(
          remark(null, 'name_again', [
            `“${plan.heads[at]!.trim()}”一列的“${texts[at]}”及其后各列仅留存，未作为人员导入`,
            `${texts[at]} in a second column of names, and what goes with it, is kept only`,
          ]),
        )
    if (context !== '') given['@context'] = context
    if (!ofPeople || nameAt < 0) return [{ row, part: 1, cells: kept, given, reasons, formulas }]
    return peopleOf({ row, part: 1, cells: kept, given, reasons, formulas })
  }

  function asAbove(at: number, target: string, reasons: RowReason[]): string {
    const above = before[at] ?? ''
    if (target === 'field:name' || target === 'field:idNumber') {
      reasons.push(
        wrong(target, 'same_as_above', ['姓名和证件号码不能写“同上”', 'A name or number cannot be the same as above']),
      )
      return ''
    }
    if (above === '')
      reasons.push(
        wrong(target, 'nothing_above', ['写“同上”，但上一行没有内容', 'Said to be as above, where nothing stands']),
      )
    return above
  }

  /** What is told as the title of the sheet need not be told as a row. */
  const isTitle = (words: readonly string[]) =>
    words.every((word) => plan.context.includes(word)) &&
    (words.length === 1 || words.every((word) => /[:：]/.test(word)))

  /** Rows that are no record: heads again, sums, remarks, the head of a section. */
  function whatElse(texts: readonly string[], filled: readonly number[]): RowReason | null {
    const again = filled.filter((at) => heads[at] !== '' && plainHead(texts[at]!) === heads[at]).length
    if (headRow > 0 && filled.length > 1 && again >= Math.max(2, filled.length * 0.6))
      return other(false, skipped('heads_again', ['重复的表头', 'The heads again']))
    if (headRow > 0 && isHeads(texts)) return other(true, anotherTable)
    if (isOther) return anotherTable
    if (isCount(filled.map((at) => texts[at]!)))
      return skipped('column_numbers', ['列号行', 'The numbers of the columns'])
    if (filled.slice(0, 3).some((at) => totals.test(texts[at]!)))
      return skipped('total_row', ['小计或合计行', 'A row of sums'])
    const named = texts[nameAt] ?? ''
    const isNamed = named !== '' && !remarks.test(named) && !/[:：]$/.test(named)
    if (filled.length <= 3 && filled.some((at, no) => remarks.test(texts[at]!) && (no === 0 || !isNamed)))
      return skipped('remark_row', ['说明或落款行', 'A remark'])
    if (filled.length === 1) {
      const text = texts[filled[0]!]!
      if (remarks.test(text) || text.length > 40) return skipped('remark_row', ['说明或落款行', 'A remark'])
      const isOwnCell =
        !['field:name', 'note', 'ignore'].includes(targets[filled[0]!] ?? 'note') || (filled[0] === nameAt && !ofPeople)
      if ((filled[0] === nameAt ? place : section).test(text) && targets.length > 2 && !isOwnCell) {
        context = `${plan.context}\n${text}`
        for (const at of places) before[at] = ''
        return skipped('section_row', ['分段标题', 'The head of a section'])
      }
    }
    if (filled.every((at) => targets[at] === 'ignore'))
      return skipped('number_only', ['仅有序号', 'Nothing but a number'])
    return null
  }

  return { read }
}

const isLost = (cell: SheetCell | undefined, target: string, text: string) =>
  cell !== undefined &&
  (cell.lossy === true ||
    (['field:idNumber', 'field:uscc', 'field:realEstateCode', 'owner_ids'].includes(target) &&
      ((cell.kind === 'number' && text.replaceAll(/\D/g, '').length > 15) || /^\d(\.\d+)?e\+?\d+$/i.test(text))))
