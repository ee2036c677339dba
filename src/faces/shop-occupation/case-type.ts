import { always, atLeast, choice, integer, isIn, known, text } from '#model'
import { defineCaseType, limit, naturalDays, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const trading = ['gb2026:m:09005', 'gb2026:m:09006', 'gb2026:m:09022', 'gb2026:m:09021']
const signs = ['gb2026:m:07003', 'gb2026:m:07006', 'gb2026:m:06019']
const catering = ['gb2026:m:09015', 'gb2026:m:06027', 'gb2026:m:06029']
const hazards = ['local:m:53003', 'local:m:53001']

const persuade = workHours(2, ['劝导', 'Persuade'])
const order = workDays(3, ['责令改正', 'Order to rectify'])
const penalise = naturalDays(90, ['立案处罚', 'Penalty case'])

export const shopOccupation = defineCaseType({
  id: 'shop-occupation',
  label: ['沿街商铺占道', 'Shops occupying the road'],
  summary: [
    '沿街商铺占道经营：劝导、责令改正、立案处罚逐级处置。',
    'Shops trading on the road: persuaded, then ordered, then penalised.',
  ],
  serves: ['A16'],
  sources: ['inspector', 'video', 'committee', 'phone', 'leader', 'self_check', 'district'],
  categories: [...trading, ...signs, 'local:m:53002', ...catering, ...hazards],
  public: false,
  form: {
    shop: text(['店名', 'Shop'], { max: 60 }),
    occupied: choice(['占用情况', 'What occupies the road'], {
      goods: ['货物', 'Goods'],
      tables: ['桌椅', 'Tables and chairs'],
      sign: ['灯箱广告', 'Signs'],
      stall: ['摊位展台', 'Stalls'],
      vehicle: ['车辆', 'Vehicles'],
      none: ['未占道', 'Nothing'],
    }),
    warned: integer(['此前劝导次数', 'Warned before'], { max: 99, unit: ['次', 'times'], optional: true }),
  },
  feedbackForm: {
    document: text(['文书编号', 'Document number'], {
      max: 60,
      optional: true,
      hint: ['责令改正通知书或处罚决定书', 'Order or penalty decision'],
    }),
    cleared: choice(
      ['整改情况', 'Outcome'],
      {
        at_once: ['当场整改', 'At once'],
        in_time: ['限期整改', 'Within the time set'],
        refused: ['拒不整改', 'Refused'],
      },
      { optional: true },
    ),
  },
  steps: { contact: false, answer: false, visit: false },
  proof: 'before_after',
  children: 'lead',
  stepped: 'until_solved',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    limit('penalty', 'dispose', [persuade, order, penalise], {
      when: atLeast('answers.warned', 2),
      basis: [
        '处罚期限依《行政处罚法》第六十条（立案之日起九十日内决定），前两步为本平台约定',
        'Penalty: Administrative Penalty Law art. 60, ninety days from filing; the first two steps are our convention',
      ],
      confidence: 'unverified',
    }),
    limit('order', 'dispose', [persuade, order], { when: atLeast('answers.warned', 1), ...byConvention }),
    limit('hazard', 'dispose', workDays(1), { when: isIn('category', hazards), ...byConvention }),
    limit('persuade', 'dispose', persuade, byConvention),
  ],
  routing: [
    {
      id: 'hazard',
      label: ['用电用气和消防隐患：平安办', 'Power, gas and fire hazards: safety office'],
      when: isIn('category', hazards),
      to: { unit: 'safety' },
      assist: [{ unit: 'enforcement' }],
      matches: { category: 'local:m:53003' },
      misses: { category: 'gb2026:m:09005' },
    },
    {
      id: 'catering',
      label: ['无证餐饮和油烟：市场监管所联络组', 'Catering and fumes: market supervision liaison'],
      when: isIn('category', catering),
      to: { unit: 'market' },
      assist: [{ unit: 'enforcement' }],
      matches: { category: 'gb2026:m:09015' },
      misses: { category: 'gb2026:m:09005' },
    },
    {
      id: 'penalty',
      label: ['劝导过的：综合行政执法队', 'Warned before: enforcement'],
      when: atLeast('answers.warned', 1),
      to: { unit: 'enforcement' },
      matches: { category: 'gb2026:m:09005', answers: { warned: 1 } },
      misses: { category: 'gb2026:m:09005', answers: { warned: 0 } },
    },
    {
      id: 'station',
      label: ['首次发现：联勤联动站劝导', 'First time: the joint station persuades'],
      when: known('committee'),
      to: { unitOf: 'station' },
      assist: [{ unit: 'enforcement' }],
      matches: { category: 'gb2026:m:09005', committee: '310107015001' },
      misses: { category: 'gb2026:m:09005', committee: null },
    },
    {
      id: 'rest',
      label: ['其余：综合行政执法队', 'The rest: enforcement'],
      when: always,
      to: { unit: 'enforcement' },
      matches: { category: 'gb2026:m:09005' },
    },
  ],
  texts: [
    {
      id: 'persuaded',
      label: ['当场整改', 'Cleared at once'],
      use: 'feedback',
      body: '已到{place}劝导，店方当场收回占道物品，签收门责告知书。',
    },
    {
      id: 'ordered',
      label: ['限期改正', 'Ordered'],
      use: 'feedback',
      body: '已就{place}“{title}”开具责令改正通知书，到期复查已整改。',
    },
    {
      id: 'filed',
      label: ['已处罚', 'Penalised'],
      use: 'feedback',
      body: '{place}“{title}”经劝导和责令改正仍占道，已立案并作出处罚决定，现场已清理。',
    },
    {
      id: 'permitted',
      label: ['属许可外摆', 'Permitted'],
      use: 'reject',
      body: '经核实，{place}属已许可的外摆区域且未越线，不予立案。',
    },
  ],
  measures,
  sample,
})
