import type { Sample } from '#engines/cases/shared'

const category = 'local:m:51001'

export const sample: readonly Sample[] = [
  {
    category,
    source: 'committee',
    title: '三室户隔成七间出租',
    text: '楼组长反映该户客厅和阳台均被隔断，晚间进出十余人，隔墙为木板。',
    answers: { partitions: 7, people: 13, fireHazard: true, landlord: 'agrees', treated: 0 },
    until: 'closed',
  },
  {
    category,
    source: 'phone',
    title: '楼上住户夜间人员进出频繁',
    text: '来电人称楼上一户住了很多人，半夜洗澡、走动声不断，怀疑群租。',
    answers: {},
    until: 'reported',
  },
  {
    category,
    source: 'visit',
    title: '餐饮店员工集体宿舍',
    text: '走访发现两室户内摆放六张高低床，为附近餐饮店员工宿舍，厨房放有液化气瓶。',
    answers: { partitions: 0, people: 12, fireHazard: true, landlord: 'agent', treated: 0 },
    until: 'disposing',
  },
  {
    category,
    source: 'self_check',
    title: '整治后重新搭建隔间',
    text: '集中整治回头看发现该户去年拆除的隔间又重新搭起，转租人不配合。',
    answers: { partitions: 5, people: 9, fireHazard: false, landlord: 'refuses', treated: 1 },
    until: 'disposing',
  },
  {
    category,
    source: 'inspector',
    title: '门口多辆电动自行车飞线充电',
    text: '巡查见该户从窗口拉线给六辆电动自行车充电，门内有多把分间门锁。',
    answers: { fireHazard: true, landlord: 'unreached' },
    until: 'registered',
  },
  {
    category,
    source: 'visit',
    title: '核对居住信息时发现分间出租',
    text: '社区民警与居委干部走访核对居住信息，一套两室户登记八人，客厅隔成两间。',
    answers: { partitions: 4, people: 8, fireHazard: false, landlord: 'agrees', treated: 0 },
    until: 'checking',
  },
  {
    category,
    source: 'district',
    title: '用水用电异常疑似群租',
    text: '区里推送用水量为同户型三倍的线索，待上门核实后按实情处置。',
    answers: { people: 7, landlord: 'agrees', treated: 0 },
    until: 'dispatched',
  },
  {
    category,
    source: 'petition',
    title: '业主联名反映群租扰民',
    text: '同楼业主联名反映一户群租，堆物占道、公共水箱用水紧张，要求清退。',
    answers: { partitions: 6, people: 10, fireHazard: false, landlord: 'agrees', treated: 2 },
    until: 'closed',
  },
]
