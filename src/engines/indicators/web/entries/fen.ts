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

/** 186,800.00: fen in 万元 with two decimals, cut off; with `exact`, to the fen. */
export function tenThousands(fen: number, { exact = false }: { readonly exact?: boolean } = {}): string {
  const digits = String(Math.abs(fen)).padStart(7, '0')
  const whole = digits.slice(0, -6).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const rest = digits.slice(-6)
  return `${fen < 0 ? '-' : ''}${whole}.${exact ? rest.replace(/0{1,4}$/, '') : rest.slice(0, 2)}`
}
