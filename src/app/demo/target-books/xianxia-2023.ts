import { line, type BookLine } from './book-line.ts'

const [secretary, director] = ['党工委书记', '办事处主任']
const [deputy, building, welfare, order] = [
  '党工委副书记',
  '分管副主任（城建）',
  '分管副主任（民生）',
  '分管副主任（平安）',
]

/**
 * 《仙霞新村街道 2023 年重点工作目标任务书》 as its plan for the year describes it: 33 first-level targets, 21 of the
 * subdistrict's own. The tasks are in the words of the plan; who leads what and what came of it is invented.
 */
export const xianxia2023: readonly BookLine[] = [
  line(1, 'economy', '规模企业综合税收', '207 家规模企业全年综合税收 20.17 亿元', director, 'development market', {
    goals: ['综合税收|万元|201700|205000|=enterprise-tax:scale_tax'],
  }),
  line(1, 'economy', '新增落地企业', '全员招商，全年新增落地企业 400 个', director, 'development party', {
    goals: ['新增落地企业|个|400|420|431'],
  }),
  line(1, 'economy', '重点项目引进', '全年引进重点项目 48 个', director, 'development', {
    goals: ['重点项目|个|48|50|46'],
  }),
  line(1, 'economy', '引进重点项目产税', '当年引进重点项目产税 1.35 亿元', director, 'development', {
    goals: ['当年产税|亿元|1.35|1.35|1.42'],
  }),
  line(1, 'economy', '跨国公司地区总部升级', '推动 4 家公司升级跨国公司地区总部', director, 'development', {
    goals: ['升级总部|家|4|4|3'],
  }),
  line(1, 'economy', '第五次全国经济普查', '按时完成单位清查和普查准备', director, 'development autonomy market', {
    nodes: ['05-31 组建普查机构', '08-31 完成普查区划分', '10-31 完成单位清查', '12-20 完成普查登记准备'],
  }),
  line(1, 'renewal', '精品小区开工', '开工 10 个精品小区', building, 'management housing autonomy', {
    goals: ['开工|个|10|10|10'],
    nodes: ['04-30 完成居民征询', '07-31 首批 5 个进场', '11-30 全部进场'],
  }),
  line(1, 'renewal', '精品小区完工', '完工 8 个精品小区', building, 'management housing', {
    goals: ['完工|个|8|8|8'],
    nodes: ['04-30 2021 年度 4 个竣工', '12-15 2022 年度 4 个竣工'],
  }),
  line(
    1,
    'renewal',
    '既有多层住宅加装电梯',
    '能加尽加、愿加快加，与精品小区建设结合，规模化、成片化推进',
    building,
    'management housing autonomy',
    {
      goals: ['签约|台|80|100|103', '开工|台|58|80|76', '竣工|台|55|60|61'],
      evidence: '签约协议、开工许可、竣工验收单',
    },
  ),
  line(
    1,
    'renewal',
    '“生态水城”美丽街区建设',
    '打造孝亲茅台、便民芙蓉、记忆虹古、寻味仙霞合围圈',
    building,
    'management greening',
    {
      nodes: ['03-31 设计方案', '06-30>07-14 开工', '12-20 竣工验收'],
    },
  ),
  line(
    1,
    'renewal',
    '周家浜景观提升一期、二期工程',
    '以慢行系统为核心，打通堵点',
    building,
    'greening water municipal',
    {
      nodes: ['04-30 一期方案', '08-31>09-12 一期竣工', '12-20>- 二期开工'],
    },
  ),
  line(1, 'renewal', '虹旭 2.0 版生境花园', '扩容升级，争创国际可持续景观认证', building, 'greening autonomy', {
    nodes: ['05-31 方案公示', '10-31 建成开放'],
  }),
  line(
    1,
    'renewal',
    '茅台新苑地下空间社治运作',
    '制定并发布公用民防工程公益化使用导则',
    building,
    'management autonomy',
    {
      nodes: ['06-30 完成改造', '10-31>11-08 发布导则'],
    },
  ),
  line(
    1,
    'renewal',
    '天山五村旧住房城市更新',
    '提升居民意向同意率，为启动书面征询打下基础',
    secretary,
    'housing management autonomy',
    {
      goals: ['居民意向同意率|%|85|90|87.6'],
    },
  ),
  line(1, 'livelihood', '新建社区长者食堂', '新建 1 家社区长者食堂', welfare, 'service', {
    goals: ['长者食堂|家|1|1|1'],
    nodes: ['06-30 完成选址', '11-30 开业'],
  }),
  line(1, 'livelihood', '新建老年日托点', '新建 1 处老年日托点', welfare, 'service', { goals: ['日托点|处|1|1|1'] }),
  line(1, 'livelihood', '街道实事项目', '推出街道 11 项实事项目，逐一细化分解', welfare, 'service party', {
    goals: ['办结项目|项|11|11|11'],
  }),
  line(1, 'livelihood', '区为民办实事项目', '对标区 16 项为民办实事项目任务', welfare, 'service management', {
    goals: ['完成任务|项|16|16|16'],
  }),
  line(1, 'livelihood', '就业援助', '线上线下专场招聘会，帮助困难群体就业', welfare, 'service development', {
    goals: ['专场招聘会|场|6|8|8', '困难人员就业|人|60|70|66'],
  }),
  line(1, 'livelihood', '综合为老服务中心提升', '落地远程运动诊疗中心、长者运动健康之家', welfare, 'service', {
    nodes: ['05-31 设备到位', '09-30 投入运行'],
  }),
  line(1, 'livelihood', '居民区活动室改建', '芙蓉宅里、锦苑乐邻坊、芙二居委会活动室', welfare, 'autonomy service', {
    goals: ['改建完成|个|3|3|3'],
  }),
  line(
    1,
    'livelihood',
    '60 岁以上老年人疫苗接种',
    '与社区卫生中心联动，做好重点人群健康关爱',
    welfare,
    'service autonomy',
  ),
  line(
    1,
    'management',
    '全国文明城市创评',
    '“四清理、三整治、两提升”专项行动',
    director,
    'management enforcement sanitation',
  ),
  line(1, 'management', '垃圾分类实效', '垃圾分类测评、市容满意度测评保持前列', director, 'sanitation management', {
    goals: ['分类实效测评得分|分|95|96|95.8'],
  }),
  line(
    1,
    'management',
    '架空线入地和合杆整治',
    '水城路、虹古路、芙蓉江路、茅台路、安龙路',
    building,
    'municipal management',
    {
      goals: ['整治道路|条|5|5|4'],
    },
  ),
  line(1, 'management', '“数字魔方”2.0 版', '业主线上投票、群租治理等六个方面', director, 'centre management', {
    goals: ['上线场景|个|6|6|6'],
    nodes: ['06-30 上线 3 个', '12-15 上线 6 个'],
  }),
  line(1, 'safety', '安全隐患大排查', '消防、生产、食品、公共安全', order, 'safety enforcement market'),
  line(1, 'safety', '基层法治建设观察点', '争创 2 个基层法治建设观察点', order, 'safety mediation', {
    goals: ['观察点|个|2|2|2'],
  }),
  line(1, 'safety', '民主法治示范居民区', '争创 1 个民主法治示范居民区', order, 'safety autonomy', {
    goals: ['示范居民区|个|1|1|1'],
  }),
  line(1, 'safety', '市域社会治理现代化试点成果巩固', '重大节点做好重点人员稳控', order, 'safety police'),
  line(1, 'party', '党的二十大精神学习全员培训', '“仙锋学思汇”，多形式、分层次、全覆盖', secretary, 'party'),
  line(1, 'party', '“13523X”党群阵地网络建设', '完善党群服务功能体系', deputy, 'party autonomy', {
    nodes: ['06-30 完成布点', '11-30 全部开放'],
  }),
  line(1, 'party', '“青年发展型街镇”市级试点', '形成社区治理青春模式', deputy, 'party service', {
    nodes: ['05-31 试点方案', '12-15 试点评估'],
  }),
  line(2, 'economy', '第三届数字产业峰会', '筹备举办峰会，吸引新业态企业', director, 'development', {
    nodes: ['06-30 方案', '11-30 举办'],
  }),
  line(2, 'economy', '舜元—仙霞双创产业孵化基地', '主动跟进竣工载体，打造孵化基地', director, 'development', {
    nodes: ['09-30 揭牌', '12-15 首批企业入驻'],
  }),
  line(2, 'economy', '“仙霞大讲堂”咨询服务', '主题沙龙“一季一场”与大讲堂', director, 'development', {
    goals: ['举办|期|-|12|12'],
  }),
  line(2, 'economy', '规模企业调研“一年一访”', '207 家规模企业走访全覆盖', director, 'development party', {
    goals: ['走访企业|家|-|207|207'],
  }),
  line(2, 'renewal', '星空广场综合体功能改造', '与融通旅发深入对接', building, 'development management', {
    nodes: ['06-30 签订框架协议', '12-15>- 启动改造'],
  }),
  line(2, 'renewal', '茅台路威宁路公交枢纽综合载体', '探索打造公交枢纽综合服务载体', building, 'management', {
    nodes: ['09-30>10-20 完成方案研究'],
  }),
  line(2, 'renewal', '仙霞网球中心转型升级', '与久事体育开展党建共建', building, 'development party', {
    nodes: ['11-30 形成方案'],
  }),
  line(2, 'livelihood', '“孝亲茅台”街区能级提升', '建设“养老顾问”实体店', welfare, 'service', {
    goals: ['养老顾问实体店|家|-|1|1'],
  }),
  line(2, 'livelihood', '四大文化节日品牌', '睦邻、阅读、美食、体育文化节', welfare, 'service autonomy', {
    goals: ['举办|场|-|4|4'],
  }),
  line(2, 'livelihood', '“仙霞杯”全民健身赛事', '重点打造长三角精英网球赛', welfare, 'service', {
    nodes: ['10-31 举办赛事'],
  }),
  line(2, 'livelihood', '民政“政策找人”试点', '线下探访排摸、线上数据比对', welfare, 'service centre'),
  line(2, 'management', '居民信息底仓', '用好社区云平台，打造数智社区平台', director, 'autonomy centre', {
    nodes: ['06-30 完成归集', '12-15 全部居民区启用'],
  }),
  line(2, 'management', '数字家园建设', '虹旭“店小二”、虹仙“样板房”、仙逸“霞 e 家”', director, 'centre autonomy', {
    goals: ['建成|个|-|3|3'],
  }),
  line(2, 'management', '“多格合一”联勤联动', '发挥综合执法队力量统筹协调作用', director, 'centre enforcement police'),
  line(2, 'management', '林长制、河长制', '落实巡查和整改', building, 'greening water'),
  line(2, 'safety', '智慧安防社区建设', '群租治理数字化、沿街商铺整治', order, 'safety centre', {
    nodes: ['06-30 完成布点', '11-30 验收'],
  }),
  line(2, 'safety', '普法宣传', '围绕各类主题广泛开展', order, 'mediation safety', { goals: ['普法活动|场|-|24|27'] }),
  line(2, 'party', '虹古路 427 弄街区共治委员会', '深化党建引领街区治理', deputy, 'party enforcement', {
    nodes: ['09-30 成立'],
  }),
  line(2, 'party', '孝亲茅台党建联盟', '组织发动大健康产业联盟和沿线为老服务单位', deputy, 'party service', {
    nodes: ['06-30 成立', '12-15 共建项目评估'],
  }),
  line(2, 'self', '“班长工程”培训', '分批次组织居民区“两委”班子成员', deputy, 'party autonomy', {
    goals: ['培训|批|-|4|4'],
  }),
  line(2, 'self', '居民区行政区划调整方案', '天山五村、仙逸、虹仙等 3000 户以上居民区', secretary, 'autonomy party', {
    nodes: ['06-30 调研', '11-30>12-08 形成方案'],
  }),
]
