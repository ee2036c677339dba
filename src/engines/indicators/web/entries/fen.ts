/** What people write as an amount (in 万元 or 元, with grouping), in fen; null when it is no amount of whole fen. */
export function fenOf(written: string, unit: 'tenThousand' | 'yuan'): number | null {
  const said = written.replaceAll(/[,，\s]/g, '')
  const parts = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(said)
  if (!parts) return null
  const [, sign, whole = '', rest = ''] = parts
  const decimals = unit === 'yuan' ? 2 : 6
  if (/[1-9]/.test(rest.slice(decimals))) return null
  const fen = Number(whole + rest.padEnd(decimals, '0').slice(0, decimals))
  return Number.isSafeInteger(fen) ? (sign && fen !== 0 ? -fen : fen) : null
}

function decimal(fen: number, decimals: number): string {
  const digits = String(Math.abs(fen)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, -decimals).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-decimals).slice(0, 2)}`
}

/** 186,800.00: fen in 万元 with two decimals, cut off. */
export const tenThousands = (fen: number): string => decimal(fen, 6)

/** 1,868,000,000.00: fen in 元, exact. */
export const yuan = (fen: number): string => decimal(fen, 2)
