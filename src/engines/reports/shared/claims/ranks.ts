import type { Numeral } from './numerals.ts'

const cue = /(?:排名|排|位列|位居|名列|居|列|评分|考评|考核|测评|得分|全[省市区县国]|街镇|综合)[^，。；]{0,10}第$/

/** 位列全区第一, 排名第5: a place among others, at the end of what is said. */
export function rankAt(
  text: string,
  { start, end }: Numeral,
): { readonly start: number; readonly end: number } | undefined {
  if (text[start - 1] !== '第') return undefined
  const word = /^[名位]/.test(text.slice(end, end + 1)) ? 1 : 0
  if (!/[，。；、）”\n]/.test(text[end + word] ?? '\n')) return undefined
  if (!cue.test(text.slice(Math.max(0, start - 20), start))) return undefined
  return { start: start - 1, end: end + word }
}
