import type { Field } from '#model'
import { remark, type RowReason } from './reason.ts'

const words =
  /^(待补充?|待查|待核实?|待定|待登记|不详|未知|不明|不清楚?|记不清|不知道?|不愿提供|不愿透露|拒绝提供|拒绝透露|拒报|拒填|暂无|暂缺|缺|缺失|未提供|未填写?|未登记|未采集|保密|n\/a|null|none)$/i
const ofPhones =
  /^(空号|停机|已停机|关机|欠费|无人接听|打不通|错号|没有|没有电话|无电话|无手机|没手机|无号码|没有手机)$/
const signs = /^[-—–_/\\.。·?…]{2,}$|^[?]$/

/** What stands where nobody was told anything: it is passed over, and that is said. */
export function isNotGiven(field: Field, written: string): boolean {
  if (!field.optional || (field.kind === 'text' && field.long)) return false
  const text = written.normalize('NFKC').trim()
  if (field.kind === 'choice' && Object.values(field.options).some(([zh]) => zh === text)) return false
  if (words.test(text) || signs.test(text)) return true
  return field.kind === 'phone' ? ofPhones.test(text) : field.kind !== 'flag' && text === '没有'
}

export const notGiven = (target: string, written: string): RowReason =>
  remark(target, 'not_given', [`“${written}”视为未填`, `${written}: taken as not given`])
