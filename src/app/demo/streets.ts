export interface Road {
  readonly name: string
  /** Which way it runs. */
  readonly runs: 'east' | 'north'
  /** Where it crosses the street's rectangle: share from the south for one that runs east, from the west for one that runs north. */
  readonly at: number
  /** House numbers at its western or southern end and at the other. */
  readonly numbers: readonly [from: number, to: number]
}

/** Real names, roughly in their real order; the house numbers are invented. */
export const roadsOf: Readonly<Record<string, readonly Road[]>> = {
  '310107015': [
    { name: '安远路', runs: 'east', at: 0.06, numbers: [899, 21] },
    { name: '长寿路', runs: 'east', at: 0.34, numbers: [1188, 16] },
    { name: '普陀路', runs: 'east', at: 0.48, numbers: [488, 12] },
    { name: '澳门路', runs: 'east', at: 0.62, numbers: [798, 36] },
    { name: '宜昌路', runs: 'east', at: 0.76, numbers: [698, 20] },
    { name: '光复西路', runs: 'east', at: 0.92, numbers: [1208, 48] },
    { name: '东新路', runs: 'north', at: 0.06, numbers: [12, 488] },
    { name: '武宁路', runs: 'north', at: 0.16, numbers: [18, 388] },
    { name: '叶家宅路', runs: 'north', at: 0.25, numbers: [16, 198] },
    { name: '胶州路', runs: 'north', at: 0.36, numbers: [788, 1098] },
    { name: '常德路', runs: 'north', at: 0.45, numbers: [988, 1388] },
    { name: '西康路', runs: 'north', at: 0.56, numbers: [888, 1518] },
    { name: '陕西北路', runs: 'north', at: 0.65, numbers: [1288, 1788] },
    { name: '江宁路', runs: 'north', at: 0.74, numbers: [888, 1428] },
    { name: '昌化路', runs: 'north', at: 0.84, numbers: [488, 988] },
    { name: '莫干山路', runs: 'north', at: 0.95, numbers: [16, 120] },
  ],
  '310105008': [
    { name: '虹古路', runs: 'east', at: 0.05, numbers: [688, 16] },
    { name: '安龙路', runs: 'east', at: 0.22, numbers: [898, 112] },
    { name: '仙霞路', runs: 'east', at: 0.42, numbers: [988, 280] },
    { name: '茅台路', runs: 'east', at: 0.62, numbers: [1068, 188] },
    { name: '玉屏南路', runs: 'east', at: 0.79, numbers: [588, 216] },
    { name: '天山路', runs: 'east', at: 0.95, numbers: [1888, 588] },
    { name: '哈密路', runs: 'north', at: 0.05, numbers: [1388, 1918] },
    { name: '剑河路', runs: 'north', at: 0.2, numbers: [16, 588] },
    { name: '威宁路', runs: 'north', at: 0.36, numbers: [28, 488] },
    { name: '水城路', runs: 'north', at: 0.5, numbers: [16, 688] },
    { name: '芙蓉江路', runs: 'north', at: 0.66, numbers: [88, 418] },
    { name: '娄山关路', runs: 'north', at: 0.82, numbers: [388, 888] },
    { name: '遵义路', runs: 'north', at: 0.95, numbers: [388, 788] },
  ],
  '310105004': [
    { name: '淮海西路', runs: 'east', at: 0.06, numbers: [698, 288] },
    { name: '牛桥浜路', runs: 'east', at: 0.22, numbers: [98, 8] },
    { name: '新华路', runs: 'east', at: 0.38, numbers: [728, 88] },
    { name: '法华镇路', runs: 'east', at: 0.58, numbers: [798, 16] },
    { name: '幸福路', runs: 'east', at: 0.74, numbers: [398, 12] },
    { name: '延安西路', runs: 'east', at: 0.95, numbers: [1888, 888] },
    { name: '凯旋路', runs: 'north', at: 0.06, numbers: [1588, 828] },
    { name: '杨宅路', runs: 'north', at: 0.2, numbers: [198, 16] },
    { name: '安顺路', runs: 'north', at: 0.34, numbers: [318, 18] },
    { name: '定西路', runs: 'north', at: 0.48, numbers: [798, 1388] },
    { name: '香花桥路', runs: 'north', at: 0.64, numbers: [16, 158] },
    { name: '番禺路', runs: 'north', at: 0.8, numbers: [588, 88] },
    { name: '平武路', runs: 'north', at: 0.93, numbers: [88, 8] },
  ],
}

const beginnings =
  '安康 百合 碧云 春江 东方 枫林 凤凰 福寿 光明 广厦 桂花 海棠 和睦 恒丰 华丽 华阳 吉祥 嘉宁 金色 锦江 景秀 静安里 康乐 兰馨 丽水 龙腾 绿苑 梅花 明珠 南华 祥和 普乐 清水 瑞金里 三元 盛世 树德 松竹 泰和 同心 万春 文华 西康 馨宁 兴业 秀水 阳光 颐和 银杏 永乐 玉兰 育才 云峰 长乐 中远 紫藤 宏业 联华 新丰 建德 汇宁 和平里 华敏 日晖 申康 雅仕 东园 怡乐'.split(
    ' ',
  )
const endings = '新村 小区 公寓 花园 名苑 佳苑 大楼 家园 雅苑 坊'.split(' ')

/** Every beginning with every ending: more names than a street has compounds. */
export const compoundNames: readonly string[] = endings.flatMap((ending, at) =>
  beginnings
    .filter((each) => !each.endsWith('里'))
    .map((_, index, list) => `${list[(index * 7 + at * 13) % list.length] ?? ''}${ending}`),
)

export const shopNames = {
  beginnings:
    '阿婆 老街坊 鑫源 佳美 弄堂里 福满 顺发 百味 家家乐 好邻居 金桂 同福 海派 弄堂口 新丰 永顺 宝记 张阿姨 李师傅 万家 乐邻 东来 四季 小巷 申味'.split(
      ' ',
    ),
  trades:
    '面馆 馄饨店 便利店 水果店 理发店 药房 烟酒店 洗衣店 五金店 房产中介 早餐店 花店 修车铺 奶茶店 咖啡馆 服装店 宠物店 文具店 生煎馆 熟食店 卤味店 眼镜店 干洗店 小吃店'.split(
      ' ',
    ),
} as const
