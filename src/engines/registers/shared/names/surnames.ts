// Those of the Hundred Family Surnames, of the old histories and of today. Left out on purpose: 贺兰, 张简, 王孙, 东阳 and
// others that are nearly always a plain surname and the first character of a given name.
const compounds = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 穀梁 榖梁 拓跋 夹谷 ' +
    '轩辕 令狐 段干 百里 呼延 东郭 南门 东门 西门 北门 羊舌 微生 公户 公玉 公仪 公仲 公上 公山 公坚 公伯 公祖 公乘 公皙 公叔 ' +
    '公输 梁丘 左丘 毌丘 母丘 贯丘 第五 南荣 东里 东宫 北宫 北堂 南郭 仲长 子书 子桑 即墨 达奚 褚师 淳于 单于 句龙 仉督 耶律 ' +
    '完颜 叶赫 纳兰 那拉 富察 叱干 贺若 库狄 厍狄 斛律 尔朱 屈突 哥舒 乌孙 墨台 扶余 豆卢 范姜 陆费 西陵 司城 司鸿 士孙 主父 ' +
    '相里 胡母 胡毋 少正 叔孙 季孙 孟孙 臧孙 徐离 綦毋 綦连 五鹿 乞伏 秃发 沮渠 歐陽 司馬 諸葛 東方 尉遲 長孫 獨孤 軒轅 鍾離 ' +
    '閭丘 鮮于 聞人 淳於 澹臺 單于 侯莫陈 钮祜禄 阿史那 郁久闾 乌古论 爱新觉罗'
  ).split(' '),
)

/**
 * The surname of a name in Chinese characters, compound ones whole: 欧阳 of 欧阳修. A name of two characters has a surname of
 * one, so 钟离 is 离 of the family 钟. Whatever is not Chinese gives its first character.
 */
export function surnameOf(name: string): string {
  const letters = [...name]
  for (const length of [4, 3, 2])
    if (letters.length > length) {
      const head = letters.slice(0, length).join('')
      if (compounds.has(head)) return head
    }
  return letters[0] ?? ''
}
