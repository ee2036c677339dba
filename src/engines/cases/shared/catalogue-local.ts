import type { MajorRow } from './catalogue-rows.ts'

/**
 * What a street of Shanghai handles beside the national lists. The numbers are our own: majors from 51 up, which no
 * standard uses. Confidence is that of the name as a category of the district's list.
 */
export const localMatters: readonly MajorRow[] = [
  {
    code: '51',
    name: ['小区管理', 'Residential estates'],
    rows: [
      ['001', '群租', 'Group rental', 'likely'],
      ['002', '违法搭建', 'Illegal structure', 'likely'],
      ['003', '高空抛物', 'Objects thrown from height', 'likely'],
      ['004', '飞线充电', 'Charging by a dangling wire', 'likely'],
      ['005', '电动自行车进楼', 'E-bike taken into a building', 'likely'],
      ['006', '消防通道堵塞', 'Blocked fire lane in an estate', 'likely'],
      ['007', '宠物扰民', 'Pet nuisance', 'likely'],
      ['008', '楼道堆物', 'Clutter in a stairwell'],
      ['009', '房屋漏水', 'Water leak in a dwelling'],
      ['010', '电梯故障', 'Lift breakdown'],
      ['011', '二次供水', 'Secondary water supply'],
    ],
  },
  {
    code: '52',
    name: ['垃圾分类', 'Waste sorting'],
    rows: [
      ['001', '垃圾分类', 'Waste sorting', 'likely'],
      ['002', '混投混放', 'Mixed waste in one bin'],
      ['003', '小包垃圾落地', 'Bags left beside the bins'],
      ['004', '误时投放', 'Waste put out at the wrong time'],
      ['005', '偷倒建筑垃圾', 'Dumping of building rubble'],
      ['006', '垃圾箱房设施损坏', 'Damaged waste-room equipment'],
      ['007', '大件垃圾未清运', 'Bulky waste not removed'],
    ],
  },
  {
    code: '53',
    name: ['沿街商铺', 'Street shops'],
    rows: [
      ['001', '“六小”场所隐患', 'Hazard in a small public place', 'likely'],
      ['002', '门责不落实', 'Frontage duty neglected'],
      ['003', '商铺用电用气隐患', 'Power or gas hazard in a shop'],
    ],
  },
  {
    code: '54',
    name: ['民生诉求', "Residents' appeals"],
    rows: [
      ['001', '物业管理', 'Property management'],
      ['002', '物业纠纷', 'Dispute with the property manager', 'likely'],
      ['003', '房屋维修', 'Housing repair'],
      ['004', '停车管理', 'Parking management'],
      ['005', '噪声扰民', 'Noise nuisance', 'likely'],
      ['006', '环境卫生', 'Cleanliness'],
      ['007', '电动自行车', 'E-bikes'],
      ['008', '加装电梯', 'Adding a lift'],
      ['009', '供水供电供气', 'Water, power and gas supply'],
      ['010', '养老服务', 'Elderly care'],
      ['011', '消费纠纷', 'Consumer dispute'],
      ['012', '施工扰民', 'Nuisance from building work'],
      ['013', '绿化管理', 'Care of greenery'],
      ['014', '交通出行', 'Traffic and travel'],
      ['015', '社会保障', 'Social security'],
      ['016', '旧房改造', 'Renewal of old housing'],
      ['017', '业委会事务', "Owners' committee affairs"],
      ['018', '其他诉求', 'Other appeals', 'likely'],
    ],
  },
  {
    code: '55',
    name: ['110 非警务警情', 'Non-police calls to 110'],
    rows: [
      ['001', '家庭琐事纠纷', 'Family quarrel'],
      ['002', '邻里纠纷', 'Quarrel between neighbours'],
      ['003', '走失求助', 'Missing person call for help'],
      ['004', '经济纠纷', 'Money dispute'],
      ['005', '开锁求助', 'Locked out'],
      ['006', '噪声警情', 'Noise call'],
      ['007', '停车纠纷', 'Parking quarrel'],
      ['008', '老人求助', 'Elder calling for help'],
    ],
  },
  {
    code: '56',
    name: ['历史建筑保护', 'Protection of historic buildings'],
    rows: [
      ['001', '历史建筑保护', 'Protection of a historic building'],
      ['002', '历史建筑外立面破损', 'Damaged facade of a historic building'],
      ['003', '历史建筑擅自改动', 'Unauthorised alteration of a historic building'],
    ],
  },
  {
    code: '57',
    name: ['个人信息', 'Personal data'],
    rows: [
      ['001', '个人信息更正', 'Correction of personal data'],
      ['002', '个人信息删除', 'Deletion of personal data'],
    ],
  },
]
