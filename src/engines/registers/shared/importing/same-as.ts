import { doubtful, wrong, type RowReason } from './reason.ts'

export const sameAsLeft = /^同左$/

const isAddress = (target: string | undefined) => target === 'address' || /^field:\w*Address$/.test(target ?? '')
const isPhone = (target: string | undefined) => /^field:\w*phone2?$/i.test(target ?? '')

/** What stands in the cell to the left, where both say the same kind of thing. */
export function asLeft(targets: readonly string[], at: number, left: string, reasons: RowReason[]): string {
  const target = targets[at] ?? 'note'
  if (target === 'note' || target === 'ignore' || target === 'withhold') return '同左'
  const beside = targets[at - 1]
  if (left !== '' && ((isAddress(target) && isAddress(beside)) || (isPhone(target) && isPhone(beside)))) return left
  reasons.push(
    wrong(target, 'nothing_on_the_left', [
      '写“同左”，但左边一格没有可用的内容',
      'Said to be as on the left, where nothing of its kind stands',
    ]),
  )
  return ''
}

const asHome = /^同(现住址|现居住地址?|现居地|现住地|居住地址?|实际居住地址?|住址|家庭住址|家庭地址|地址)$/
const asHukou = /^同(户籍|户籍地址?|户籍所在地|户口|户口地址|户口所在地)$/

/** 同现住址 below 户籍地址 is the address of the row, 同户籍 below 现住址 that of its hukou. */
export function sameAddress(given: Record<string, string>, reasons: RowReason[]): void {
  const plain = (target: string) => given[target]?.replaceAll(/\s/g, '') ?? ''
  const home = asHukou.test(plain('address')) ? '' : plain('address') && given['address']!
  for (const target of Object.keys(given)) {
    const isHome = target === 'address'
    if (!isAddress(target) || !(isHome ? asHukou : asHome).test(plain(target))) continue
    const hukou = plain('field:hukouAddress')
    const from = isHome ? (asHome.test(hukou) ? '' : (given['field:hukouAddress'] ?? '')) : home
    if (from !== '') given[target] = from
    else {
      reasons.push(
        doubtful(target, 'same_address_missing', [
          `写“${given[target]}”，但该行没有写在一格里的这个地址，请核对`,
          `Said to be ${given[target]}, which does not stand in one cell of the row`,
        ]),
      )
      delete given[target]
    }
  }
}
