/** What may be wrong with a zip file of XML parts, whatever stands in it. */
export type PackageProblem =
  | 'file_damaged'
  | 'package_encrypted'
  | 'path_unsafe'
  | 'too_many_parts'
  | 'xml_not_allowed'
  | 'xml_too_deep'
  | 'zip_bomb'

/** How a reader deep inside stops; whoever reads a kind of document turns it into a value. */
export class PackageRefused extends Error {
  readonly problem: PackageProblem
  constructor(problem: PackageProblem) {
    super(`The package was refused: ${problem}.`)
    this.name = 'PackageRefused'
    this.problem = problem
  }
}
