import type { Text } from '#kernel/text'

export interface CareTag {
  readonly label: Text
  /** Kept apart, seen only by those who keep this kind, each look written down (PIPL art. 28; 精神卫生法 art. 23; 社区矫正法 art. 5). */
  readonly restricted?: boolean
  readonly heads?: readonly string[]
  /** Words that lists write below such a head instead of 是, and that say of what kind it is. */
  readonly kinds?: readonly string[]
}

const tag = (label: Text, more: Omit<CareTag, 'label'> = {}): CareTag => ({ label, ...more })

/** Care tags as the platform ships them (domain.md §5.3); faces add more. */
export const baseTags = {
  lives_alone: tag(['独居老人', 'Older person living alone'], { heads: ['独居'] }),
  no_kin: tag(['孤老', 'Older person without kin']),
  elder_household: tag(['纯老家庭', 'Household of older people only'], { heads: ['纯老'] }),
  very_old: tag(['高龄老人', 'Aged 80 and over'], { heads: ['高龄'] }),
  disabled_care: tag(['失能老人', 'In need of care'], {
    heads: ['失能', '照护等级'],
    kinds: ['不能自理', '半自理', '失智', '照护', '卧床'],
  }),
  dementia_risk: tag(['认知障碍风险', 'At risk of dementia']),
  subsistence: tag(['低保', 'Subsistence allowance'], { heads: ['低保户', '低保对象'], kinds: ['在保', '享受'] }),
  low_income: tag(['低收入', 'Low income'], { heads: ['低边', '低收入家庭'] }),
  spending_poor: tag(['支出型贫困', 'Poor by expenses']),
  destitute: tag(['特困', 'Destitute']),
  disability: tag(['残疾', 'Disability'], {
    heads: ['残疾人', '残疾类别', '重残'],
    kinds: ['视力', '听力', '言语', '肢体', '智力', '精神', '多重', '轻残'],
  }),
  lost_only_child: tag(['计生特殊家庭', 'Lost their only child'], { heads: ['失独', '特扶'], kinds: ['死亡', '伤残'] }),
  honoured: tag(['优抚', 'Honoured'], {
    heads: ['优抚对象', '退役军人'],
    kinds: ['军人', '军属', '烈属', '参战', '伤残'],
  }),
  orphan: tag(['孤儿', 'Orphan']),
  child_in_need: tag(['困境儿童', 'Child in need'], { heads: ['事实无人抚养'] }),
  grave_illness: tag(['重病大病', 'Grave illness'], {
    heads: ['大病', '重病'],
    kinds: ['癌', '瘤', '白血病', '尿毒症', '透析', '移植', '心脏病', '中风', '瘫'],
  }),
  jobless: tag(['就业困难', 'Hard to place'], { heads: ['失业'], kinds: ['待业', '无业', '下岗'] }),
  public_rental: tag(['廉租公租', 'Public rental']),
  empty_nest: tag(['空巢', 'Empty nest']),
  new_employment: tag(['新就业群体', 'Riders and drivers'], {
    heads: ['骑手'],
    kinds: ['快递', '外卖', '网约车', '司机', '主播'],
  }),
  mental_health: tag(['精神障碍', 'Mental disorder'], {
    restricted: true,
    heads: ['精神病', '精神疾病', '精神残疾', '严重精神障碍'],
  }),
  correction: tag(['社区矫正', 'Community correction'], { restricted: true, heads: ['社矫', '矫正对象', '矫正人员'] }),
  resettled: tag(['安置帮教', 'Resettlement after release'], {
    restricted: true,
    heads: ['刑满释放', '刑释', '刑释解教', '刑满释放人员', '帮教', '两劳'],
  }),
  drug_recovery: tag(['戒毒康复', 'Drug recovery'], {
    restricted: true,
    heads: ['禁毒', '吸毒', '涉毒', '戒毒', '吸毒人员', '吸毒史'],
  }),
  petition: tag(['信访重点', 'Petition focus'], { restricted: true, heads: ['信访', '上访', '信访对象'] }),
} as const satisfies Record<string, CareTag>

export type Tags = Readonly<Record<string, CareTag>>
export type TagId = string
export const restrictedIn = (tags: Tags): readonly string[] => Object.keys(tags).filter((id) => tags[id]!.restricted)
