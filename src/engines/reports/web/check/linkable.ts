import type { Claim, LinkableClaim } from '#engines/reports/shared'

/** A claim with the words before it, as far as the sentence goes, and how exactly it is said. */
export function linkable({ id, label, value, unit, start, end }: Claim, text: string): LinkableClaim {
  const before = text.slice(Math.max(0, start - 60), start).replaceAll(/\s/g, '')
  const clause = before.split(/[，。；：！？,;:!?]/).at(-1) ?? ''
  const said = text.slice(start, end)
  const decimals = /\.(\d+)/.exec(said)?.[1]?.length ?? 0
  // 1.2 万 is exact to a thousand.
  const scale = said.includes('亿') ? 8 : said.includes('万') ? 4 : 0
  return { id, words: `${clause}${label}`.slice(-80), value, unit, decimals: decimals - scale }
}
