import type { Registers, Tags } from '#engines/registers/shared'

/** What the registers are made of here: with the fields and tags that faces add. */
export interface RegistersDeps {
  readonly registers: Registers
  readonly tags: Tags
}
