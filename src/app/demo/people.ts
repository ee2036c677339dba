import type { Rng } from './rng.ts'
import { between, pick } from './rng.ts'

export { makeRng } from './rng.ts'

// Ordered roughly as usual in Shanghai; the first ones come up more often.
const surnames = '张王陈李徐朱周沈吴陆黄金顾刘杨赵孙胡曹钱唐姚施马俞许郑潘蒋严高曾夏费秦傅叶丁谢庄范戴谈倪翁汤石奚瞿乔'

const givenNames = {
  female:
    '美华 雅琴 秀英 丽萍 慧芳 佩珍 静怡 晓燕 文君 海燕 玉兰 菊芬 思琪 雨婷 佳怡 春梅 桂芳 月琴 敏 洁 莉 婷 燕萍 国芳 惠娟 蓓蕾 诗韵 梦洁 红妹'.split(
      ' ',
    ),
  male: '国强 建华 志明 伟 家俊 建国 文杰 浩然 永康 德明 晓东 海峰 俊杰 宏伟 天佑 志刚 鸣 立新 卫东 根宝 阿根 子轩 宇航 振华 耀庭 培德 斌 晨'.split(
    ' ',
  ),
}

/** An invented name; nobody real is meant. */
export function personName(rng: Rng): string {
  // The square favours the beginning of the list, as life does.
  const surname = surnames.charAt(Math.floor(rng() ** 2 * surnames.length))
  return surname + pick(rng, rng() < 0.5 ? givenNames.female : givenNames.male)
}

/** 199 0000 xxxx: looks like a number, is nobody's. */
export function phoneNumber(rng: Rng): string {
  return `1990000${String(between(rng, 0, 9999)).padStart(4, '0')}`
}
