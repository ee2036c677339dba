import type { Text } from '#kernel/text'
import type { CaseType } from '#engines/cases/shared'

/** One purpose that people recognise by name, put together from the vocabulary of the engines. */
export interface Face {
  /** Also the folder's name and the address. */
  readonly id: string
  readonly name: Text
  readonly summary: Text
  /** Who works with it: the ids of case roles. */
  readonly serves: readonly string[]
  readonly caseTypes: readonly CaseType[]
}

export function defineFace(face: Face): Face {
  return face
}
