import type { Text } from '#kernel/text'
import type { ImportKind } from '../operations/imports.ts'
import type { RegisterField, RegisterId } from '../register.ts'
import type { Registers } from '../registers.ts'
import type { Tags } from '../tags.ts'

/** What a column of a file can be read as. */
export interface ImportTarget {
  readonly id: string
  readonly label: Text
  readonly group: Text
  /** What stands above such a column, plain (see `plainHead`). */
  readonly heads: readonly string[]
  readonly required: boolean
  readonly field?: RegisterField
}

/** Words above a column as they are compared: without blanks, stars, colons and hints in brackets. */
export function plainHead(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s*:"'、,.·_]+/g, '')
    .toLowerCase()
  const bare = plain.replaceAll(/[(【[<][^)】\]>]*[)】\]>]/g, '')
  return bare === '' ? plain : bare
}

export const registerOf = (kind: ImportKind): RegisterId => (kind === 'tags' ? 'person' : kind)

const extra = (id: string, label: Text, heads: string): Omit<ImportTarget, 'group'> => ({
  id,
  label,
  heads: heads.split(' ').map(plainHead),
  required: false,
})

const residence: Text = ['居住', 'Residence']
const care: Text = ['标签', 'Tags']
const other: Text = ['其他', 'Other']

const address = extra(
  'address',
  ['地址', 'Address'],
  '地址 住址 现住址 居住地址 家庭住址 现居住地址 实际居住地址 实际居住地 详细地址 家庭地址 居住地 常住地址 门牌 房屋地址 房屋坐落 坐落 经营地址 所在地址 现居地 居住地门牌',
)
const compound = extra('part:compound', ['小区', 'Compound'], '小区 小区名称 楼盘 所在小区 居住小区')

const ofPeople = [
  address,
  compound,
  extra('part:road', ['路', 'Road'], '路 路名 道路 街路'),
  extra('part:lane', ['弄', 'Lane'], '弄 弄号 弄堂'),
  extra('part:sublane', ['支弄', 'Sub-lane'], '支弄'),
  extra('part:number', ['号', 'Number'], '号 门号 楼号 幢号 号(幢) 楼栋 门牌号 栋号 单元号 楼栋号 门洞号'),
  extra('part:room', ['室', 'Room'], '室 室号 房号 户号 房间号 门室 房室号 室(户)'),
  extra(
    'relation',
    ['与户主关系', 'Relation to the head'],
    '与户主关系 与户主的关系 户主关系 家庭关系 关系 与产权人关系',
  ),
  extra(
    'residence',
    ['居住类别', 'Kind of residence'],
    '居住类别 人户状态 人户情况 人口类型 人口类别 居住类型 户籍状态 人户一致 人户分离 户籍类别 户籍性质',
  ),
  extra(
    'role',
    ['与房屋关系', 'Owner or tenant'],
    '与房屋关系 住房关系 居住性质 居住身份 业主/租客 业主或租客 人房关系',
  ),
  extra('since', ['入住日期', 'Lives there since'], '入住日期 入住时间 居住起始日期 来沪日期 迁入日期'),
]

const title: Text = ['产权', 'Title']

const ofHomes = [
  extra(
    'owners',
    ['产权人', 'Owners'],
    '产权人 业主 权利人 所有权人 房屋所有权人 产权人姓名 业主姓名 房主 产权所有人 产权人(单位)',
  ),
  extra('shares', ['产权份额', 'Shares'], '产权份额 份额 共有份额 占有份额 持有份额 份额比例 产权比例'),
  extra(
    'owner_ids',
    ['产权人证件号码', "Owners' documents"],
    '产权人证件号码 产权人身份证 产权人身份证号 产权人证件号 业主身份证 业主身份证号 业主证件号码 权利人证件号 权利人证件号码',
  ),
  extra(
    'owner_phones',
    ['产权人电话', "Owners' phones"],
    '产权人电话 产权人联系电话 产权人手机 业主电话 业主联系电话 业主手机 权利人电话',
  ),
]

/** Everything that a file of this kind can tell, and the two ways to set a column aside. */
export function targetsOf(kind: ImportKind, registers: Registers, tags: Tags): readonly ImportTarget[] {
  const register = registers[registerOf(kind)]
  const fields = Object.entries(register.fields).map(([name, field]): ImportTarget => ({
    id: `field:${name}`,
    label: field.field.label,
    group: register.label,
    heads: [field.field.label[0], ...(field.heads ?? [])].map(plainHead),
    required: name === 'name',
    field,
  }))
  // A list of tags writes tags alone: by the rest it is known whose they are.
  if (kind === 'tags')
    return [
      ...fields.filter(({ field }) => field?.field.kind !== 'flag').map(onlyCompared),
      ...ofPeople
        .filter(({ id }) => id === 'address' || id.startsWith('part:'))
        .map((each) => onlyCompared({ ...each, group: residence })),
      ...tagTargets(tags, (head) => [head, `是否${head}`, `是否为${head}`, `是否是${head}`]),
      ...asideTargets,
    ]
  const isOfPeople = kind === 'person'
  const places = isOfPeople ? ofPeople : kind === 'enterprise' ? [] : [address, compound]
  return [
    ...fields,
    ...places.map((each) => ({ ...each, group: residence })),
    ...(kind === 'home' ? ofHomes.map((each) => ({ ...each, group: title })) : []),
    ...(isOfPeople ? tagTargets(tags, (head) => [head]) : []),
    ...asideTargets,
  ]
}

const onlyCompared = (target: ImportTarget): ImportTarget => ({
  ...target,
  label: [`${target.label[0]}（仅用于比对，不写入）`, `${target.label[1]} (compared only, not written)`],
})

/** A column of several tags, and one for each. */
function tagTargets(tags: Tags, headsOf: (head: string) => readonly string[]): readonly ImportTarget[] {
  const list = extra(
    'tags',
    ['标签（多个）', 'Several tags'],
    '标签 人员标签 人员类别 特殊人群 重点人群 关爱类别 人群类别 对象类别 关爱对象类别',
  )
  const each = Object.entries(tags)
    .filter(([, tag]) => !tag.restricted)
    .map(([id, tag]) => ({
      id: `tag:${id}`,
      label: tag.label,
      group: care,
      heads: [tag.label[0], ...(tag.heads ?? [])].flatMap(headsOf).map(plainHead),
      required: false,
    }))
  return [{ ...list, group: care }, ...each]
}

const asideTargets: readonly ImportTarget[] = [
  { ...extra('entry', ['系统编号', 'Entry number'], '系统编号'), group: other },
  { ...extra('note', ['仅留存，不写入名册', 'Kept with the row only'], ''), group: other },
  { ...extra('ignore', ['不导入', 'Left out'], '序号 编号 no № 序 行号 #'), group: other },
  // What is kept apart from the registers is not kept in a file of rows either.
  { ...extra('withhold', ['受限，不读取', 'Restricted: not read'], ''), group: other },
]

/** Heads of what only its keepers may see. */
export const restrictedHeads = (tags: Tags): ReadonlySet<string> =>
  new Set(
    Object.values(tags)
      .filter((tag) => tag.restricted)
      .flatMap((tag) => [tag.label[0], ...(tag.heads ?? [])].map(plainHead)),
  )
