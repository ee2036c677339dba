import { simplify } from './characters.ts'

/** As compared: brackets, blanks and the words for the place told apart from the name itself are gone. */
export function plainEnterpriseName(text: string): string | undefined {
  const name = simplify(text.normalize('NFKC'))
    .toUpperCase()
    .replaceAll(/[\s()【】[\]"'“”·.,,。-]/g, '')
    .replace(/^上海市?/, '')
  return name === '' ? undefined : name
}

const legalForms =
  /(?:有限责任公司|股份有限公司|有限公司|合伙企业|有限合伙|个人独资企业|事务所|中心|合作社|研究院|学校|幼儿园|医院)$/
const branches = /(?:分公司|分店|分行|支行|营业部|办事处|门店|.店|代表处)$/

/** A registered name ends in its legal form; a sign over a shop does not. */
export const isFullName = (name: string) => name.length >= 6 && (legalForms.test(name) || branches.test(name))
export const isBranch = (name: string) => branches.test(name)

/** What is left of a name without legal form: 茅台路小吃 of 茅台路小吃有限公司. */
export const coreOf = (name: string) => name.replace(legalForms, '').replaceAll('上海', '')
