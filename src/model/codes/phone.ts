import { err, ok, type Result } from '#kernel/result'

/** Mainland mobile or landline numbers, with the separators that people type. */
export const phonePattern = /^(\+?86[- ]?)?(1[3-9]\d{9}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?)$/

export type Phone =
  | { readonly kind: 'mobile'; readonly number: string }
  | {
      readonly kind: 'landline'
      /** As it is dialled and stored: `021-62345678`, `62345678`, `021-62345678-12`. */
      readonly number: string
      readonly area: string | null
      readonly extension: string | null
    }

// 010, 020–029 (without 026) have local numbers of eight digits, the four-digit codes 03xx–09xx of seven or eight; they
// begin with 2 to 8. Without a code a number is one of this city.
const landline = /^(?:(?:(010|02[0-57-9])-?)?([2-8]\d{7})|(0[3-9]\d{2})-?([2-8]\d{6,7}))(?:-(\d{1,6}))?$/

/** A telephone number out of a form or a spreadsheet: `１９９ ０００５ 678`, `(021)6234 5678转12`, `+86-199…`. */
export function readPhone(text: string): Result<Phone, 'phone_shape'> {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff()']+/g, '')
    // 199.0000.5678 is parted by dots; 1990000567.8 is a number that was reckoned with.
    .replace(/\.0$|\.(?=\d{3})/g, '')
    .replace(/[‐-―−—~]/g, '-')
    .replace(/(?:分机|转|#)/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^(?:\+|00)?86-?(?=[01])/, '')
  const mobile = plain.replaceAll('-', '')
  if (/^1[3-9]\d{9}$/.test(mobile)) return ok({ kind: 'mobile', number: mobile })

  const parts = landline.exec(plain)
  if (!parts) return err('phone_shape')
  const [, large, local = parts[4] ?? '', small, , extension = null] = parts
  const area = large ?? small ?? null
  const number = [area, local, extension].filter((part) => part !== null).join('-')
  return ok({ kind: 'landline', number, area, extension })
}
