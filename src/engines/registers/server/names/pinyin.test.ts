import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pinyinOf } from './pinyin.ts'

test.each([
  ['张三丰', 'zhangsanfeng', 'zsf'],
  ['单田芳', 'shantianfang', 'stf'],
  ['仇英', 'qiuying', 'qy'],
  ['解缙', 'xiejin', 'xj'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['查良镛', 'zhaliangyong', 'zly'],
  ['区伟', 'ouwei', 'ow'],
  ['盖叫天', 'gejiaotian', 'gjt'],
  ['任贤齐', 'renxianqi', 'rxq'],
  ['朴树', 'piaoshu', 'ps'],
  ['华佗', 'huatuo', 'ht'],
  ['缪荃孙', 'miaoquansun', 'mqs'],
  ['翟志刚', 'zhaizhigang', 'zzg'],
  ['乐毅', 'yueyi', 'yy'],
  ['员半千', 'yunbanqian', 'ybq'],
  ['种师道', 'chongshidao', 'csd'],
  ['祭遵', 'zhaizun', 'zz'],
  ['折可求', 'shekeqiu', 'skq'],
  ['繁钦', 'poqin', 'pq'],
  ['召平', 'shaoping', 'sp'],
  ['那英', 'naying', 'ny'],
  ['薄一波', 'boyibo', 'byb'],
  ['都穆', 'dumu', 'dm'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['长孙无忌', 'zhangsunwuji', 'zswj'],
  ['万俟卨', 'moqixie', 'mqx'],
  ['澹台灭明', 'tantaimieming', 'ttmm'],
  ['令狐冲', 'linghuchong', 'lhc'],
  ['欧阳修', 'ouyangxiu', 'oyx'],
  ['吕布', 'lvbu', 'lb'],
  ['王重阳', 'wangchongyang', 'wcy'],
  ['赵长乐', 'zhaochangle', 'zcl'],
  [' 李 明 ', 'liming', 'lm'],
  ['阿卜杜拉·买买提', 'abudulamaimaiti', 'abdlmmt'],
  ['John Smith', 'johnsmith', 'js'],
  ['重庆小面长寿路店', 'chongqingxiaomianchangshouludian', 'cqxmcsld'],
  ['Иван', '', ''],
  ['', '', ''],
])('%s is typed %s or %s', (name, full, initials) => {
  expect(pinyinOf(name)).toEqual({ full, initials })
})

// fast-check's own binary strings take seconds to prepare on a busy machine.
const anyText = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units))

test('whatever the name, only letters and digits come out, and it never throws', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const { full, initials } = pinyinOf(name)
      expect(full + initials).toMatch(/^[a-z0-9]*$/)
    }),
  )
})
