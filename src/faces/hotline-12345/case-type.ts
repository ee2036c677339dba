import { always, and, choice, flag, is, isIn, known, text } from '#model'
import { defineCaseType, limit, urgentHours, workDays, workHours } from '#engines/cases/shared'
import { byConvention } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const appeal = (...minors: readonly string[]) => minors.map((minor) => `local:m:54${minor}`)
const estate = (...minors: readonly string[]) => minors.map((minor) => `local:m:51${minor}`)

const quick = isIn('answers.appeal', ['consult', 'suggestion', 'thanks'])
const completion = ['办结', 'Completion'] as const
const daning = [
  '大宁路街道 2019 年公开的热线办理时限，供本街道核定',
  'Published by Daning Road subdistrict in 2019; to be confirmed by this street',
] as const
const xiayang = [
  '夏阳街道 2022 年公开：一个工作日内接单并先行联系，供本街道核定',
  'Published by Xiayang subdistrict in 2022: contact within one working day; to be confirmed',
] as const

export const hotline = defineCaseType({
  id: 'hotline-12345',
  label: ['12345 热线', '12345 hotline'],
  summary: [
    '市民热线工单：先行联系、认定、答复、回访。',
    'City hotline tickets: contact, findings, answer, return visit.',
  ],
  serves: ['A12'],
  sources: ['hotline', 'district', 'superior'],
  categories: [
    ...appeal('005', '001', '002', '004', '006'),
    ...estate('002', '009', '001', '008', '004'),
    ...appeal('012', '003', '007', '008', '009', '010', '011', '013', '014', '015', '016', '017'),
    ...estate('003', '006', '007', '005', '010', '011'),
    'gb2026:m:06027',
    'gb2026:m:06028',
    'gb2026:m:08001',
    'gb2026:m:09006',
    'gb2026:m:09009',
    'gb2026:m:06013',
    'gb2026:m:06041',
    'local:m:52002',
    ...appeal('018'),
  ],
  public: false,
  form: {
    appeal: choice(['诉求类型', 'Kind of demand'], {
      consult: ['咨询', 'Enquiry'],
      help: ['求助', 'Request for help'],
      complaint: ['投诉', 'Complaint'],
      report: ['举报', 'Report of an offence'],
      suggestion: ['建议', 'Suggestion'],
      thanks: ['感谢', 'Thanks'],
    }),
    urgent: flag(['紧急', 'Urgent'], { optional: true }),
    complex: flag(['复杂事项', 'Complex matter'], {
      optional: true,
      hint: ['经申请批准后勾选，办结时限 15 个工作日', 'Only with approval: 15 working days'],
    }),
    replyWanted: flag(['要求答复', 'Wants an answer'], { optional: true }),
    confidential: flag(['要求保密', 'Confidential'], {
      optional: true,
      hint: ['不得向被反映人透露来电人', 'Never tell the other side who called'],
    }),
  },
  feedbackForm: {
    onSite: flag(['已现场查看', 'Looked at on site'], { optional: true }),
    keyPoints: text(['答复要点', 'Key points of the answer'], {
      optional: true,
      phrases: ['已现场处置并告知结果。', '已说明政策和办理途径。', '已约定后续办理时间。'],
    }),
  },
  steps: { contact: true, answer: true, visit: true },
  proof: 'none',
  children: 'all',
  // 再次处置 has three working days where an ordinary ticket had five.
  rework: 'HALF',
  limits: [
    limit('accept', 'accept', workHours(1, ['接单', 'Receipt']), byConvention),
    limit('register', 'register', urgentHours(0.5, ['立案', 'Registration']), byConvention),
    limit('dispatch', 'dispatch', workHours(1, ['派单', 'Dispatch']), byConvention),
    limit('contact', 'contact', workDays(1, ['先行联系', 'First contact']), { basis: xiayang, confidence: 'likely' }),
    limit('complete_complex', 'complete', workDays(15, completion), {
      when: is('answers.complex', true),
      basis: daning,
      confidence: 'likely',
    }),
    limit('complete_urgent', 'complete', workDays(1, completion), {
      when: is('answers.urgent', true),
      ...byConvention,
    }),
    limit('complete_quick', 'complete', workDays(1, completion), { when: quick, basis: daning, confidence: 'likely' }),
    limit('complete', 'complete', workDays(5, completion), { basis: daning, confidence: 'likely' }),
    limit('dispose_complex', 'dispose', workDays(12), { when: is('answers.complex', true), ...byConvention }),
    limit('dispose_urgent', 'dispose', workHours(4), { when: is('answers.urgent', true), ...byConvention }),
    limit('dispose_quick', 'dispose', workHours(4), { when: quick, ...byConvention }),
    limit('dispose', 'dispose', workDays(4), byConvention),
    limit('check', 'check', workHours(2, ['核查', 'Check']), byConvention),
    limit('visit', 'visit', workDays(3, ['回访', 'Return visit']), { basis: daning, confidence: 'likely' }),
  ],
  routing: [
    {
      id: 'service',
      label: ['养老服务和社会保障：服务办', 'Elderly care and social security: service office'],
      when: isIn('category', appeal('010', '015')),
      to: { unit: 'service' },
      matches: { category: 'local:m:54010' },
      misses: { category: 'local:m:54005' },
    },
    {
      id: 'illegal_building',
      label: ['违法搭建和油烟、占道、工地：综合行政执法队', 'Illegal structures, fumes, trading, sites: enforcement'],
      when: isIn('category', [
        ...estate('002'),
        ...appeal('012'),
        'gb2026:m:06027',
        'gb2026:m:08001',
        'gb2026:m:09006',
      ]),
      to: { unit: 'enforcement' },
      matches: { category: 'local:m:51002' },
      misses: { category: 'local:m:51009' },
    },
    {
      id: 'housing',
      label: ['群租、房屋和更新：房管所联络组', 'Group rental, housing, renewal: housing liaison'],
      when: isIn('category', [...estate('001'), ...appeal('003', '016')]),
      to: { unit: 'housing' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:51001' },
      misses: { category: 'local:m:54004' },
    },
    {
      id: 'autonomy',
      label: ['业委会和加装电梯：自治办', "Owners' committees and lifts: autonomy office"],
      when: isIn('category', appeal('017', '008')),
      to: { unit: 'autonomy' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:54008' },
      misses: { category: 'local:m:51010' },
    },
    {
      id: 'market',
      label: ['消费纠纷：市场监管所联络组', 'Consumer disputes: market supervision liaison'],
      when: isIn('category', appeal('011')),
      to: { unit: 'market' },
      matches: { category: 'local:m:54011' },
      misses: { category: 'local:m:54010' },
    },
    {
      id: 'cleaning',
      label: ['环境卫生和垃圾分类：市容环卫所', 'Cleanliness and sorting: sanitation'],
      when: isIn('category', [...appeal('006'), 'gb2026:m:06041', 'local:m:52002']),
      to: { unit: 'sanitation' },
      matches: { category: 'local:m:54006' },
      misses: { category: 'local:m:54013' },
    },
    {
      id: 'green',
      label: ['绿化：绿化市容所', 'Greenery: greening'],
      when: isIn('category', appeal('013')),
      to: { unit: 'greening' },
      matches: { category: 'local:m:54013' },
      misses: { category: 'local:m:54006' },
    },
    {
      id: 'road',
      label: ['道路破损：市政养护队', 'Damaged road: municipal team'],
      when: is('category', 'gb2026:m:06013'),
      to: { unit: 'municipal' },
      matches: { category: 'gb2026:m:06013' },
      misses: { category: 'gb2026:m:09009' },
    },
    {
      id: 'traffic',
      label: ['道路停车和出行：管理办，派出所协同', 'Street parking and travel: management office with police'],
      when: isIn('category', [...appeal('014'), 'gb2026:m:09009']),
      to: { unit: 'management' },
      assist: [{ unit: 'police' }],
      matches: { category: 'gb2026:m:09009' },
      misses: { category: 'local:m:54004' },
    },
    {
      id: 'fire',
      label: [
        '飞线、进楼、消防通道：平安办，物业协同',
        'Wires, e-bikes, fire lanes: safety office with property manager',
      ],
      when: isIn('category', [...estate('004', '005', '006', '003'), ...appeal('007')]),
      to: { unit: 'safety' },
      assist: [{ unitOf: 'property' }],
      matches: { category: 'local:m:51004' },
      misses: { category: 'local:m:51008' },
    },
    {
      id: 'committee',
      label: [
        '物业纠纷、噪声、漏水、宠物：居委会，物业协同',
        'Disputes, noise, leaks, pets: committee with property manager',
      ],
      when: and(
        isIn('category', [...appeal('002', '005'), ...estate('009', '007'), 'gb2026:m:06028']),
        known('committee'),
      ),
      to: { unitOf: 'committee' },
      assist: [{ unitOf: 'property' }],
      matches: { category: 'local:m:54005', committee: '310107015001' },
      misses: { category: 'local:m:54005', committee: null },
    },
    {
      id: 'property',
      label: ['小区物业管理：物业，居委会协同', 'Estate management: property manager with committee'],
      when: and(isIn('category', [...appeal('001', '004', '009'), ...estate('008', '010', '011')]), known('committee')),
      to: { unitOf: 'property' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:51010', committee: '310107015001' },
      misses: { category: 'local:m:51002', committee: '310107015001' },
    },
    {
      id: 'suggestion',
      label: ['建议：党政办汇总', 'Suggestions: party and government office'],
      when: is('answers.appeal', 'suggestion'),
      to: { unit: 'party' },
      matches: { category: 'local:m:54018', answers: { appeal: 'suggestion' } },
      misses: { answers: { appeal: 'help' } },
    },
    {
      id: 'place',
      label: ['地点已知：所在居委会', 'Place known: its committee'],
      when: known('committee'),
      to: { unitOf: 'committee' },
      matches: { category: 'local:m:54018', committee: '310107015001' },
      misses: { committee: null },
    },
    {
      id: 'rest',
      label: ['其余：城运中心研判', 'The rest: the centre decides'],
      when: always,
      to: { unit: 'centre' },
      matches: { category: 'local:m:54018' },
    },
  ],
  texts: [
    {
      id: 'solved',
      label: ['实际解决', 'Solved'],
      use: 'answer',
      body: '您好，您反映的“{title}”（{number}）已派人到{place}现场处置完毕，感谢您的关心，如再发生请随时联系我们。',
    },
    {
      id: 'explained',
      label: ['解释说明', 'Explained'],
      use: 'answer',
      body: '您好，您反映的“{title}”（{number}）已核实，相关规定和办理途径已向您说明，后续进展由居委会与您保持联系。',
    },
    {
      id: 'planned',
      label: ['列入计划', 'Planned'],
      use: 'answer',
      body: '您好，您反映的“{title}”（{number}）情况属实，已列入计划，实施前将在{place}现场公示。',
    },
    {
      id: 'not_true',
      label: ['不属实', 'Not true'],
      use: 'answer',
      body: '您好，工作人员已到{place}核查，未发现您反映的“{title}”情况，现场照片已留存。如再次发生，请及时告知具体时间。',
    },
    {
      id: 'fed_back',
      label: ['办理情况', 'What was done'],
      use: 'feedback',
      body: '已先行联系诉求人，并到{place}现场办理“{title}”，结果已当面告知。',
    },
    {
      id: 'visit_open',
      label: ['回访开场', 'Opening of the visit'],
      use: 'visit',
      body: '您好，这里是街道城运中心，就您反映的“{title}”（{number}）作回访：工作人员是否联系过您？问题是否已解决？对办理是否满意？',
    },
    {
      id: 'visit_missed',
      label: ['回访未接通', 'Not reached'],
      use: 'visit',
      body: '拨打三次未接通，已发短信告知办理结果和查询方式。',
    },
    {
      id: 'elsewhere',
      label: ['不予受理', 'Not accepted'],
      use: 'reject',
      body: '您反映的“{title}”已进入诉讼、仲裁、复议或信访程序，按规定不重复受理，请通过原途径办理。',
    },
  ],
  measures,
  sample,
})
