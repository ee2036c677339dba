import { line, type BookLine } from './book-line.ts'

const [secretary, director, deputy] = ['党工委书记', '办事处主任', '党工委副书记']
const [building, welfare, order] = ['分管副主任（城建）', '分管副主任（民生）', '分管副主任（平安）']

/** What each subdistrict of the demonstration has set out to do this year; what the platform counts is bound, not typed. */
export const thisYear: readonly BookLine[] = [
  line(1, 'management', '城市运行案件处置', '发现的案件及时结案、按期结案', director, 'centre enforcement sanitation', {
    goals: ['结案率|%|95|97|=closed', '按期结案率|%|90|95|=on_time'],
  }),
  line(1, 'management', '核查返工压降', '一次办结，返工率不超过 5%', director, 'enforcement sanitation', {
    goals: ['返工率|≤%|5|4|=reworked'],
  }),
  line(1, 'livelihood', '12345 热线办理', '先行联系、诉求解决和满意测评', director, 'centre', {
    goals: [
      '先行联系率|%|98|99|=hotline-12345:first_contact',
      '诉求解决率|%|85|90|=hotline-12345:actually_solved',
      '满意率|%|85|90|=hotline-12345:satisfied',
    ],
  }),
  line(1, 'renewal', '既有多层住宅加装电梯', '能加尽加、愿加快加', building, 'management housing autonomy', {
    goals: ['签约|台|80|100|104', '开工|台|58|80|66', '竣工|台|55|60|58'],
    evidence: '签约协议、开工许可、竣工验收单',
  }),
  line(1, 'renewal', '精品小区建设', '全年开工 6 个、完工 5 个', building, 'management housing', {
    goals: ['开工|个|6|6|6', '完工|个|5|5|4'],
    nodes: ['04-30 完成征询', '07-31 首批进场', '12-15 完工验收'],
  }),
  line(1, 'livelihood', '社区长者食堂', '新建 2 家，11 月底前开业', welfare, 'service', {
    nodes: ['05-31 完成选址', '08-31>09-20 开工改造', '11-30 开业'],
  }),
  line(1, 'safety', '消防安全整治', '高层住宅、沿街商铺、电动自行车', order, 'safety enforcement police'),
  line(
    1,
    'economy',
    '规模企业综合税收',
    '培育税源、走访服务，规模企业全年综合税收 16 亿元',
    director,
    'development market',
    {
      goals: ['综合税收|万元|155000|160000|=enterprise-tax:scale_tax'],
    },
  ),
  line(1, 'economy', '重点企业引进', '全年引进重点企业 40 家', director, 'development', {
    goals: ['重点企业|家|40|45|46'],
  }),
  line(2, 'management', '市容巡查', '巡查发现案件，主动发现先于投诉', building, 'sanitation greening', {
    goals: ['发现案件|件|-|60|=found'],
  }),
  line(2, 'renewal', '城运中心空间扩容', '挖掘合适空间推动功能提升', director, 'centre party', {
    nodes: ['03-31 选址', '06-30>- 方案批复', '10-31>- 装修进场', '12-20 启用'],
  }),
  line(2, 'livelihood', '“六站”数字惠民工程', '康养、助餐、充电、政务、文化、健身站', welfare, 'service centre', {
    goals: ['建成站点|个|-|18|17'],
  }),
  line(2, 'party', '街区共治委员会', '深化党建引领街区治理', deputy, 'party enforcement', {
    nodes: ['06-30 成立', '11-15 议事会制度'],
  }),
  line(2, 'self', '年轻干部实战锻炼', '到基层一线实战和挂职', secretary, 'party', { goals: ['挂职锻炼|人|-|12|12'] }),
  line(2, 'safety', '普法宣传', '围绕各类主题广泛开展', order, 'mediation safety', { goals: ['普法活动|场|-|24|26'] }),
]
