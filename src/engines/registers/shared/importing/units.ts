const known =
  /^[十百千万亿]*(?:元?人民币|元|圆|美元|美金|港元|港币|欧元|日元|英镑|澳元|加元|新元|韩元|m2|km2|平方米|平米|平方|平方公里|平方千米|亩|公顷|人|名|户|层|台|部|间|家|个)?$/
const atEnd = /[十百千万亿]*(?:美元|美金|港元|港币|欧元|日元|英镑|元|m2|平方米|平米|平方公里|亩|公顷)$/

/** What is longer is no head, and would only cost time. */
const longestHead = 200

/** The unit that the head of a column names: 税收（万元）, 面积㎡, 注册资本/万美元. Null where it names none. */
function unitIn(head: string): string | null {
  const plain = head
    .slice(0, longestHead)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*]+/g, '')
  for (const [, inner = ''] of plain.matchAll(/[(【[<]([^)】\]>]*)[)】\]>]/g)) {
    const unit = inner.replace(/^单位[:为是]?/, '').replace(/^人民币(?=.)/, '')
    if (unit !== '' && known.test(unit)) return unit
  }
  return atEnd.exec(plain)?.[0] ?? null
}

/** Above the heads: 单位：万元. Of people and homes it says nothing of any number. */
const ofTable = /单位[:为是]?\s*([十百千万亿]*(?:人民币|美元|美金|港元|港币|欧元|日元|英镑|元))/

/** Before a target: the unit that the head of its column names. */
export const saidUnit = '@unit:'

/** The units that a sheet names for its columns, as what a row says of itself. */
export function unitsOf(sheet: {
  readonly title: string
  readonly columns: readonly { readonly head: string; readonly target: string }[]
}): Readonly<Record<string, string>> {
  const whole = ofTable.exec(sheet.title.normalize('NFKC'))?.[1]
  return Object.fromEntries(
    sheet.columns.flatMap(({ head, target }) => {
      if (!target.startsWith('field:')) return []
      const unit = unitIn(head) ?? (/税|资本|资金|金额|产值|收入/.test(head) ? whole : undefined)
      return unit ? [[`${saidUnit}${target}`, unit]] : []
    }),
  )
}
