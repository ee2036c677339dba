import { err, ok, type Result } from '#kernel/result'
import { plainCode } from './plain-code.ts'

export type PlateKind =
  | 'ordinary'
  | 'new_energy'
  | 'trailer'
  | 'learner'
  | 'police'
  | 'hong_kong'
  | 'macao'
  | 'embassy'
  | 'consulate'
  | 'armed_police'
  | 'military'

export interface Plate {
  readonly plate: string
  readonly kind: PlateKind
}

const province = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
// Letters I and O are never issued (GA 36).
const any = '[A-HJ-NP-Z0-9]'

const shapes: readonly (readonly [PlateKind, RegExp])[] = [
  ['ordinary', new RegExp(`^${province}[A-HJ-NP-Z]${any}{5}$`)],
  // Small vehicles carry the energy letter first, large ones last: A–C, D, E for electric, F, G, H, J, K for others.
  ['new_energy', new RegExp(`^${province}[A-HJ-NP-Z](?:[A-HJK]${any}\\d{4}|\\d{5}[A-HJK])$`)],
  ['trailer', new RegExp(`^${province}[A-HJ-NP-Z]${any}{4}挂$`)],
  ['learner', new RegExp(`^${province}[A-HJ-NP-Z]${any}{4}学$`)],
  ['police', new RegExp(`^${province}[A-HJ-NP-Z]${any}{4}警$`)],
  ['hong_kong', new RegExp(`^粤Z${any}{4}港$`)],
  ['macao', new RegExp(`^粤Z${any}{4}澳$`)],
  ['embassy', /^(?:使\d{6}|\d{6}使)$/],
  ['consulate', new RegExp(`^(?:${province}[A-HJ-NP-Z]\\d{4}领|领\\d{6}|\\d{6}领)$`)],
  ['armed_police', new RegExp(`^WJ${province}?\\d{4}[0-9A-HJ-NP-Z]$`)],
  ['military', /^[A-HJ-NP-Z]{2}\d{5}$/],
]

/** A number plate; dots, dashes and spaces between its parts are dropped. */
export function readPlate(text: string): Result<Plate, 'plate_shape'> {
  const plate = plainCode(text).replace(/[·•・.\-‐-―]/g, '')
  const found = shapes.find(([, shape]) => shape.test(plate))
  return found ? ok({ plate, kind: found[0] }) : err('plate_shape')
}
