import type { Text } from '#kernel/text'

/** Why a zip file of XML parts was not read, where that is the same for every kind of document. */
export const packageProblems = {
  zip_bomb: [
    '文件解压后异常庞大，为安全起见未读取。',
    'The file grows abnormally when unpacked and was not read for safety.',
  ],
  too_many_parts: [
    '文件内部的部件过多，为安全起见未读取。',
    'The file has too many parts inside and was not read for safety.',
  ],
  path_unsafe: [
    '文件内部含有不安全的路径，为安全起见未读取。',
    'The file has unsafe paths inside and was not read for safety.',
  ],
  xml_not_allowed: [
    '文件内部含有不允许的 XML 声明，为安全起见未读取。',
    'The file has XML declarations inside that are not allowed and was not read for safety.',
  ],
  xml_too_deep: [
    '文件内部嵌套过深，为安全起见未读取。',
    'The file is nested too deeply inside and was not read for safety.',
  ],
} as const satisfies Record<string, Text>

/** What may be wrong with such a file. How one says that it is damaged or locked depends on what it should have been. */
export type PackageProblem = keyof typeof packageProblems | 'file_damaged' | 'package_encrypted'

/** How a reader deep inside stops; whoever reads a kind of document turns it into a value. */
export class PackageRefused extends Error {
  readonly problem: PackageProblem
  constructor(problem: PackageProblem) {
    super(`The package was refused: ${problem}.`)
    this.name = 'PackageRefused'
    this.problem = problem
  }
}
