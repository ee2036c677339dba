import { surnameOf } from '../names/surnames.ts'
import { weights } from './weights.ts'

// Shares among the registered population in tenths of a per mille: surnames as the Ministry of Public Security published
// them for 2020 (王 李 张 刘 陈 are 30.8 % together), the tail by their order in that list; given names by its lists of
// the most frequent full names (张伟 290,000), divided by the share of the surname. As of 2021-02.
const surnameShares = table(
  '王723 李719 张681 刘538 陈453 杨308 赵229 黄223 周212 吴205 徐168 孙154 胡131 朱126 高121 林118 何117 郭115 马105 罗86 梁84 宋81 郑78 谢72 ' +
    '韩68 唐65 冯64 于62 董61 萧59 程57 曹57 袁54 邓54 许54 傅51 沈50 曾50 彭49 吕47 苏47 卢47 蒋47 蔡46 贾42 丁43 魏45 薛42 叶43 阎42 余41 潘41 杜40 ' +
    '戴39 夏38 钟38 汪37 田37 任36 姜36 范36 方36 石35 姚34 谭34 廖34 邹33 熊32 金31 陆31 郝30 孔29 白29 崔28 康28 毛27 邱27 秦27 江26 史26 顾26 侯25 邵24',
)
const rareSurname = 10

const givenShares = table(
  '伟43 芳40 娜38 敏36 静36 丽34 强33 磊33 军32 洋30 勇28 艳28 杰28 娟26 涛26 超26 明24 霞23 平22 刚21 桂英20 秀英31 秀兰22 玉兰16 建国14 建华15 ' +
    '秀珍13 桂兰15 志强11 玉梅10 红20 玲20 辉18 鹏18 英20 华20 斌16 波16 浩15 宇13 婷18 燕18 梅15 飞15 琳14 帅14 丹16 凤英11 淑珍9 桂珍8 建军10 建平8 ' +
    '国强6 志明6 海燕7 晓东5 小红6 丽华7 丽娟6 婷婷9 欣怡9 子涵9 梓涵9 浩然8 宇轩7 子轩8 一诺7 佳怡5 俊杰7 思远3 文杰4 国华7 明华5 爱华5 玉珍8 秀芳6',
)
/** Shares of given names that no list has, by how many characters they have. */
const rareGiven = [0, 4, 0.4, 0.1]

function table(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split(' ').map((entry) => {
      const name = entry.replace(/\d+$/, '')
      return [name, Number(entry.slice(name.length)) / 10_000]
    }),
  )
}

/** How many bits it says that two statements bear this very name; 张伟 says less than 濮阳若溪. */
export function nameBits(name: string): number {
  const surname = surnameOf(name)
  const given = name.slice(surname.length)
  const share =
    (surnameShares.get(surname) ?? rareSurname / 10_000) *
    (givenShares.get(given) ?? (rareGiven[Math.min(given.length, 3)] ?? 0.1) / 10_000)
  return share > 0 ? Math.min(weights.name.most, -Math.log2(share)) : 0
}

export const isKnownSurname = (text: string) => surnameShares.has(text)
