import { err, ok, type Result } from '#kernel/result'
import { startsInMainland } from './division-code.ts'
import { plainCode } from './plain-code.ts'

export interface RealEstateUnit {
  readonly code: string
  /** The first 19 characters: the parcel of land or sea (宗地、宗海). */
  readonly parcel: string
  readonly division: string
  /** F house, L forest, Q other, W none. */
  readonly fixture: 'F' | 'L' | 'Q' | 'W'
  /** Building and unit within the parcel, four digits each; null where nothing stands on it. */
  readonly building: string | null
  readonly unit: string | null
}

export type RealEstateUnitTrouble =
  | 'real_estate_unit_shape'
  | 'real_estate_unit_division'
  | 'real_estate_unit_parcel'
  | 'real_estate_unit_fixture'

/**
 * A real-estate unit code, 28 characters of GB/T 37346-2019: division 6, cadastral district 3 and sub-district 3, parcel
 * feature 2, parcel serial 5, fixture 1, building 4, unit 4. It has no check digit. The first letter of the parcel feature
 * is ownership (G state, J collective, Z undetermined); which second letters are in force could not be checked against the
 * standard's own table, so any letter passes.
 */
export function readRealEstateUnit(text: string): Result<RealEstateUnit, RealEstateUnitTrouble> {
  const code = plainCode(text).replaceAll('-', '')
  const parts = /^(\d{6})\d{6}([A-Z]{2})\d{5}([A-Z])([A-Z0-9]{4})([A-Z0-9]{4})$/.exec(code)
  if (!parts) return err('real_estate_unit_shape')
  const [, division = '', feature = '', fixture = '', building = '', unit = ''] = parts
  if (!startsInMainland(division)) return err('real_estate_unit_division')
  if (!/^[GJZ]/.test(feature)) return err('real_estate_unit_parcel')
  const parcel = code.slice(0, 19)
  if (fixture === 'W' && building + unit === '00000000')
    return ok({ code, parcel, division, fixture, building: null, unit: null })
  if ((fixture === 'F' || fixture === 'L' || fixture === 'Q') && /^\d{8}$/.test(building + unit))
    return ok({ code, parcel, division, fixture, building, unit })
  return err('real_estate_unit_fixture')
}
