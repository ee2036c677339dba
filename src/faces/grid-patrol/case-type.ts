import { always, and, choice, flag, is, isIn, known, or, text } from '#model'
import { defineCaseType, limit, urgentHours, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits, verifyLimit } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const national = (code: string) => `gb2026:m:${code}`

const refuse = ['06010', '06012', '06011', '06042', '06014', '03005'].map(national)
const bulky = ['06035', '06036'].map(national)
const bicycles = ['09010', '09011'].map(national)
const trading = ['09006', '09005', '09001', '09022', '06029', '06027', '06007', '07001', '07003', '09009'].map(national)
const building = ['06001', '08016'].map(national)
const sites = ['08002', '08004', '08005', '08001', '08011'].map(national)
const green = ['06017', '06045', '04002', '06018'].map(national)
const drains = ['01003', '01002', '01004'].map(national)
const gas = ['01011', '01049', '01057'].map(national)
const covers = ['01007', '01005', '01001', '01023'].map(national)
const cables = [national('10002')]
const road = ['06013', '06050', '06051', '02017', '02010', '01037', '10001'].map(national)
const fireLanes = [national('09012')]
const estate = ['local:m:51008', 'local:m:51004', 'local:m:51006']

const cityList = {
  basis: [
    '某市数字城管案件处置时限表（公开文本，待按本区标准核对）',
    "A city's published handling limits, to be compared with the district's own",
  ],
  confidence: 'likely',
} as const
const urgentList = {
  basis: [
    '井盖缺失、燃气、架空线缆脱落按部件应急处置；时限值待核',
    'Missing covers, gas and fallen cables are emergencies; the number is to be confirmed',
  ],
  confidence: 'unverified',
} as const

export const gridPatrol = defineCaseType({
  id: 'grid-patrol',
  label: ['网格巡查', 'Grid patrol'],
  summary: [
    '巡查发现的市容、设施和秩序问题，处置前后拍照。',
    'What patrols find in the streets, with photos before and after.',
  ],
  serves: ['A2'],
  sources: [
    'inspector',
    'committee',
    'video',
    'phone',
    'leader',
    'superior',
    'district',
    'self_check',
    'visit',
    'media',
  ],
  categories: [
    ...refuse,
    ...bicycles,
    ...bulky,
    ...trading,
    ...fireLanes,
    ...road,
    ...drains,
    ...covers,
    ...gas,
    ...cables,
    ...green,
    ...sites,
    ...building,
    ...estate,
  ],
  public: false,
  form: {
    onWhose: choice(
      ['权属', 'Whose ground'],
      {
        public: ['公共区域', 'Public ground'],
        shop: ['商户门前', 'Shop frontage'],
        estate: ['小区内', 'Inside an estate'],
        site: ['工地', 'Building site'],
        unknown: ['不清', 'Unclear'],
      },
      { optional: true },
    ),
    danger: flag(['危及人身安全', 'Danger to people'], {
      optional: true,
      hint: ['勾选后按紧急工作时计时', 'Starts the emergency clock'],
    }),
    recurring: flag(['反复发生', 'Happens again and again'], { optional: true }),
  },
  feedbackForm: {
    how: choice(
      ['处置方式', 'How it was handled'],
      {
        cleaned: ['清理', 'Cleared'],
        repaired: ['修复', 'Repaired'],
        persuaded: ['劝导整改', 'Persuaded'],
        ordered: ['责令改正', 'Ordered to rectify'],
        fenced: ['先行围护', 'Fenced off'],
      },
      { optional: true },
    ),
    remaining: text(['遗留问题', 'What remains'], {
      optional: true,
      phrases: ['无遗留问题。', '已通知权属单位后续修复。', '列入重点巡查点位。'],
    }),
  },
  // What nobody of the street has seen with own eyes is looked at before it is registered.
  steps: { verify: isIn('source', ['video', 'phone', 'media']), contact: false, answer: false, visit: false },
  proof: 'before_after',
  children: 'all',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    verifyLimit,
    limit('urgent', 'dispose', urgentHours(2), {
      when: or(isIn('category', [...covers, ...drains, ...gas, ...cables]), is('answers.danger', true)),
      ...urgentList,
    }),
    limit(
      'illegal_building',
      'dispose',
      [
        workHours(4, ['责令停工', 'Stop the work']),
        workDays(7, ['立案处罚', 'Penalty']),
        workDays(20, ['拆除', 'Removal']),
      ],
      { when: isIn('category', building), ...cityList },
    ),
    limit('refuse', 'dispose', workHours(4), { when: is('category', national('06010')), ...cityList }),
    limit('road_cleaning', 'dispose', workHours(2), {
      when: isIn('category', ['06012', '06014'].map(national)),
      ...cityList,
    }),
    limit('green_cleaning', 'dispose', workHours(4), { when: is('category', national('06017')), ...cityList }),
    limit('street_order', 'dispose', workHours(4), {
      when: isIn('category', [...bicycles, ...trading]),
      ...byConvention,
    }),
    limit('usual', 'dispose', workDays(3), byConvention),
  ],
  routing: [
    {
      id: 'gas',
      label: ['燃气设施：应急先行，平安办协同', 'Gas: emergency first, safety office assists'],
      when: isIn('category', gas),
      to: { unit: 'municipal' },
      assist: [{ unit: 'safety' }],
      matches: { category: 'gb2026:m:01011' },
      misses: { category: 'gb2026:m:01003' },
    },
    {
      id: 'drains',
      label: ['雨污井盖、雨水箅子', 'Drain covers and grates'],
      when: isIn('category', drains),
      to: { unit: 'water' },
      matches: { category: 'gb2026:m:01003' },
      misses: { category: 'gb2026:m:01007' },
    },
    {
      id: 'road',
      label: ['道路和市政设施', 'Roads and municipal facilities'],
      when: isIn('category', [...road, ...covers, ...cables]),
      to: { unit: 'municipal' },
      matches: { category: 'gb2026:m:06013' },
      misses: { category: 'gb2026:m:06010' },
    },
    {
      id: 'refuse',
      label: ['垃圾和保洁', 'Refuse and cleaning'],
      when: isIn('category', [...refuse, ...bulky]),
      to: { unit: 'sanitation' },
      matches: { category: 'gb2026:m:06010' },
      misses: { category: 'gb2026:m:06017' },
    },
    {
      id: 'green',
      label: ['绿地和树木', 'Greenery'],
      when: isIn('category', green),
      to: { unit: 'greening' },
      matches: { category: 'gb2026:m:06017' },
      misses: { category: 'gb2026:m:06010' },
    },
    {
      id: 'enforcement',
      label: ['街面秩序、工地和违法建设：综合行政执法队', 'Street order, sites and illegal building: enforcement'],
      when: isIn('category', [...trading, ...sites, ...building]),
      to: { unit: 'enforcement' },
      matches: { category: 'gb2026:m:09006' },
      misses: { category: 'gb2026:m:09010' },
    },
    {
      id: 'fire_lanes',
      label: ['占用消防通道：平安办牵头', 'Fire lanes: safety office'],
      when: isIn('category', fireLanes),
      to: { unit: 'safety' },
      assist: [{ unit: 'enforcement' }],
      matches: { category: 'gb2026:m:09012' },
      misses: { category: 'gb2026:m:09009' },
    },
    {
      id: 'estate',
      label: ['小区内：物业先行，居委会协同', 'Inside an estate: property manager, committee assists'],
      when: and(known('committee'), or(isIn('category', estate), is('answers.onWhose', 'estate'))),
      to: { unitOf: 'property' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:51008', committee: '310107015001' },
      misses: { category: 'gb2026:m:09010', committee: '310107015001' },
    },
    {
      id: 'station',
      label: ['有网格归属：联勤联动站', 'Place known: the joint station of the grid'],
      when: known('committee'),
      to: { unitOf: 'station' },
      matches: { category: 'gb2026:m:09010', committee: '310107015001' },
      misses: { category: 'gb2026:m:09010' },
    },
    {
      id: 'rest',
      label: ['其余：城运中心研判', 'The rest: the centre decides'],
      when: always,
      to: { unit: 'centre' },
      matches: { category: 'gb2026:m:09010' },
    },
  ],
  texts: [
    {
      id: 'done',
      label: ['已清理', 'Cleared'],
      use: 'feedback',
      body: '{place}“{title}”已处置完毕，现场恢复正常，处置前后照片已上传。',
    },
    {
      id: 'persuaded',
      label: ['劝导整改', 'Persuaded'],
      use: 'feedback',
      body: '已到{place}现场劝导，当事人当场整改，后续加强巡查。',
    },
    {
      id: 'fenced',
      label: ['先行围护', 'Fenced off'],
      use: 'feedback',
      body: '{place}已先行设置围护和警示，已通知权属单位修复，修复后再反馈。',
    },
    {
      id: 'not_found',
      label: ['现场未发现', 'Not found'],
      use: 'reject',
      body: '经现场核实，{place}未发现“{title}”情况，不予立案。',
    },
  ],
  measures,
  sample,
})
