import type { Tx } from '#platform/db'
import type { Registers, Tags } from '#engines/registers/shared'

/** What the registers are made of here: with the fields and tags that faces add. */
export interface RegistersDeps {
  readonly registers: Registers
  readonly tags: Tags
  /** Open cases of these committees and grids, for whoever redraws them; the registers know nothing of cases. */
  readonly openCases?: (
    tx: Tx,
    street: string,
    of: { readonly committees: readonly string[]; readonly grids: readonly string[] },
  ) => Promise<
    readonly {
      readonly committee: string | null
      readonly grid: string | null
      readonly lng: number | null
      readonly lat: number | null
    }[]
  >
  /** Told, once it is on disk, that there is something to do with an import. */
  readonly onImport?: (street: string, id: string) => void
}
