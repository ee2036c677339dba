import type { Text } from '#kernel/text'
import type { Satisfaction } from '#engines/cases/shared'

/** What people call a thing, not what the catalogue does. Every category that a resident may report stands here. */
export interface PlainGroup {
  readonly id: string
  readonly label: Text
  readonly items: Readonly<Record<string, Text>>
}

export const plainGroups: readonly PlainGroup[] = [
  {
    id: 'refuse',
    label: ['垃圾和卫生', 'Rubbish and dirt'],
    items: {
      'gb2026:m:06010': ['路边堆着垃圾', 'Rubbish lying about'],
      'gb2026:m:06042': ['垃圾桶满了没人倒', 'Bins overflowing'],
      'local:m:52003': ['垃圾扔在桶外面', 'Bags left beside the bins'],
      'gb2026:m:06012': ['路面很脏', 'Dirty road'],
      'gb2026:m:06036': ['杂物乱堆', 'Junk piled up'],
    },
  },
  {
    id: 'parking',
    label: ['车子乱停', 'Badly parked vehicles'],
    items: {
      'gb2026:m:09010': ['自行车、电瓶车乱停', 'Bicycles and mopeds'],
      'gb2026:m:09011': ['共享单车乱堆', 'Shared bicycles piled up'],
      'gb2026:m:09009': ['汽车乱停', 'Cars'],
    },
  },
  {
    id: 'road',
    label: ['道路、路灯、井盖', 'Roads, lights, drain covers'],
    items: {
      'gb2026:m:06013': ['路面坏了', 'Broken road surface'],
      'gb2026:m:01037': ['路灯不亮', 'Street light out'],
      'gb2026:m:01003': ['井盖坏了或不见了', 'Drain cover broken or missing'],
      'gb2026:m:06050': ['路边石坏了', 'Broken kerbstone'],
      'gb2026:m:06051': ['盲道坏了', 'Damaged path for the blind'],
    },
  },
  {
    id: 'street',
    label: ['店铺和摆摊', 'Shops and stalls'],
    items: {
      'gb2026:m:09005': ['店里东西摆到店外', 'Shop goods on the pavement'],
      'gb2026:m:09006': ['摆摊占了路', 'Stalls blocking the way'],
      'gb2026:m:06027': ['油烟呛人', 'Cooking fumes'],
      'gb2026:m:07001': ['乱贴小广告', 'Advertisements stuck everywhere'],
    },
  },
  {
    id: 'green',
    label: ['树木和绿地', 'Trees and greenery'],
    items: {
      'gb2026:m:04002': ['树枝断了、树倒了', 'Broken branch or fallen tree'],
      'gb2026:m:06017': ['绿地里很脏', 'Dirty green space'],
      'gb2026:m:06045': ['有人占用或破坏绿地', 'Greenery taken or destroyed'],
    },
  },
  {
    id: 'estate',
    label: ['小区和楼道里', 'Inside the estate or the stairwell'],
    items: {
      'local:m:51008': ['楼道里堆东西', 'Things piled up in the stairwell'],
      'local:m:51004': ['拉电线给电瓶车充电', 'Mopeds charged by a dangling wire'],
      'local:m:51006': ['消防通道被堵', 'Fire lane blocked'],
    },
  },
  {
    id: 'mine',
    label: ['我的登记信息', 'What is registered about me'],
    items: {
      'local:m:57001': ['登记的信息有错', 'Something is wrong'],
      'local:m:57002': ['请删除某项信息', 'Something should be deleted'],
    },
  },
  {
    id: 'other',
    label: ['别的事情', 'Something else'],
    items: { 'local:m:54018': ['别的事情', 'Something else'] },
  },
]

const byKey = new Map(plainGroups.flatMap((group) => Object.entries(group.items)))

export function plainName(category: string): Text | undefined {
  return byKey.get(category)
}

export const plainSatisfactions: Readonly<Record<Satisfaction, Text>> = {
  satisfied: ['满意', 'Satisfied'],
  mostly: ['基本满意', 'Mostly satisfied'],
  fair: ['一般', 'So-so'],
  dissatisfied: ['不满意', 'Not satisfied'],
}
