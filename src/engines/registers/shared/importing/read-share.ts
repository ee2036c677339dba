/** A part of a whole, in lowest terms. */
export type ReadShare = readonly [part: number, whole: number]

const digits = '零一二三四五六七八九'
/** 二十五; a share is never of more than a hundred. */
function numberIn(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '百' || text === '一百') return 100
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text) ?? []
  if (!ten) return tens && ones ? Number.NaN : digits.indexOf(tens ?? ones ?? '零')
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)
}

function lowest(part: number, whole: number): ReadShare | null {
  if (!(part > 0 && part <= whole && whole <= 1_000_000_000)) return null
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const by = divisor(part, whole)
  return [part / by, whole / by]
}

/** 1/2, 50%, 33.33%, 0.5, 二分之一, 全部. Null where it cannot be read. */
export function readShare(written: string): ReadShare | null {
  const text = written
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replace(/^(占|持有|份额)/, '')
  if (/^(全部|全额|全|单独所有|独有|单独)$/.test(text)) return [1, 1]
  if (/^(一半|半)$/.test(text)) return [1, 2]
  const fraction = /^(\d{1,9})[/⁄](\d{1,9})$/.exec(text)
  if (fraction) return lowest(Number(fraction[1]), Number(fraction[2]))
  const spoken = /^([一二三四五六七八九十百\d]+)分之([一二三四五六七八九十百\d]+)$/.exec(text)
  if (spoken) return lowest(numberIn(spoken[2]!), numberIn(spoken[1]!))
  const decimal = /^(\d{1,3})(?:\.(\d{1,6}))?(%?)$/.exec(text)
  if (!decimal) return null
  const [, whole = '', after = '', sign] = decimal
  const scale = 10 ** after.length
  const part = Number(whole) * scale + Number(after || 0)
  // 50 alone may mean fifty of a hundred, or of anything.
  return sign ? lowest(part, 100 * scale) : lowest(part, scale)
}

export const sayShare = ([part, whole]: ReadShare) => (part === whole ? '全部' : `${part}/${whole}`)
