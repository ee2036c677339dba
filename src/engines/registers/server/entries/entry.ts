import type { Fields, Origins, RegisterId } from '#engines/registers/shared'
import type { Said } from '../../shared/trust.ts'

/** Where an entry lies; of a person, where the person lives. */
export interface Place {
  readonly committee: string | null
  readonly grid: string | null
  readonly microGrid: string | null
  readonly lng: number | null
  readonly lat: number | null
  /** The key of the home's address, by which a person may be recognised. */
  readonly homeKey: string | null
}

export const nowhere: Place = { committee: null, grid: null, microGrid: null, lng: null, lat: null, homeKey: null }

export interface Entry extends Place {
  readonly id: string
  readonly register: RegisterId
  readonly parent: string | null
  readonly root: string
  readonly state: 'standing' | 'merged' | 'withdrawn'
  readonly fields: Fields
  readonly origins: Origins
  readonly sortKey: string
  readonly version: number
}

export interface Statement extends Said {
  readonly entry: string
  readonly import: string | null
  readonly importRow: number | null
  readonly saidBy: string | null
  readonly withdrawnAt: string | null
}

/** Something said of an entry that is there, or of one that it makes. */
export interface Saying {
  readonly statement: string
  readonly entry: string
  /** Of an entry that this makes: its register, and what it lies in. */
  readonly makes: { readonly register: RegisterId; readonly parent: string | null; readonly place: Place } | null
  readonly source: string
  readonly observedOn: string
  readonly fields: Fields
  readonly import?: string | null
  readonly importRow?: number | null
}
