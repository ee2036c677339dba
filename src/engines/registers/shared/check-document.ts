import { err, ok, type Result } from '#kernel/result'
import {
  plainCode,
  readForeignResidentId,
  readMilitaryId,
  readPassport,
  readResidentId,
  readTravelPermit,
  type CodeTrouble,
} from '#model'
import type { identityTypes } from './person-register.ts'

export type IdentityType = keyof typeof identityTypes

export interface CheckedDocument {
  readonly type: IdentityType
  /** As it is kept: 18 places where 15 were written. */
  readonly number: string
  readonly birth: string | null
  readonly sex: 'male' | 'female' | null
}

const plain = (type: IdentityType, number: string): CheckedDocument => ({ type, number, birth: null, sex: null })

/** The number of a document; where nobody said of which, its shape tells. */
export function checkDocument(
  written: string,
  type: string | null,
  today?: string,
): Result<CheckedDocument, CodeTrouble> {
  const day = today === undefined ? [] : ([today] as const)
  switch (type) {
    case 'passport': {
      const read = readPassport(written)
      return read.ok ? ok(plain('passport', read.value)) : read
    }
    case 'hmt_travel': {
      const read = readTravelPermit(written)
      return read.ok ? ok(plain('hmt_travel', read.value.number)) : read
    }
    case 'military': {
      const read = readMilitaryId(written)
      return read.ok ? ok(plain('military', read.value)) : read
    }
    case 'foreign_permanent': {
      const read = readForeignResidentId(written, ...day)
      if (!read.ok) return read
      return ok({ type, number: read.value.id, birth: read.value.birth, sex: read.value.sex })
    }
    case 'other':
      return ok(plain('other', plainCode(written).slice(0, 40)))
    default: {
      // 310107-19600519-123X, and one typed in groups.
      const joined = plainCode(written).replaceAll(/[-‐-―−·.]/g, '')
      const read = readResidentId(/^(?:\d{15}|\d{17}[\dX])$/.test(joined) ? joined : written, ...day)
      if (read.ok) {
        const { id, kind, birth, sex } = read.value
        return ok({ type: kind === 'resident' ? 'resident' : 'hmt_residence', number: id, birth, sex })
      }
      if (type !== null) return err(read.error)
      return byShape(plainCode(written), today) ?? err(read.error)
    }
  }
}

function byShape(code: string, today?: string): Result<CheckedDocument, CodeTrouble> | null {
  if (/^(9\d{16}[\dX]|[A-Z]{3}\d{12})$/.test(code)) return checkDocument(code, 'foreign_permanent', today)
  if (/^[HM]\d{8}(\d{2})?$/.test(code)) return checkDocument(code, 'hmt_travel', today)
  if (/字第?\d+号?$/.test(code)) return checkDocument(code, 'military', today)
  if (/^[A-Z]{1,2}\d{6,8}$/.test(code)) return checkDocument(code, 'passport', today)
  return null
}
