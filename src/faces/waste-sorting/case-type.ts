import { always, atLeast, choice, integer, is, isIn, known, text } from '#model'
import { defineCaseType, limit, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const bags = ['local:m:52003', 'local:m:52004']
const overflow = ['gb2026:m:06042', 'local:m:52007']
const rubble = ['local:m:52005']
const equipment = ['local:m:52006', 'gb2026:m:03005']

export const wasteSorting = defineCaseType({
  id: 'waste-sorting',
  label: ['垃圾分类', 'Waste sorting'],
  summary: [
    '箱房监控和检查发现的分类问题：整改，反复的约谈。',
    'Sorting problems found by cameras and inspections: rectify, interview those who repeat.',
  ],
  serves: ['D12'],
  sources: ['inspector', 'committee', 'video', 'self_check', 'phone', 'district'],
  categories: ['local:m:52002', ...bags, ...overflow, 'gb2026:m:06041', ...rubble, ...equipment, 'local:m:52001'],
  public: false,
  form: {
    room: text(['垃圾箱房', 'Waste room'], { max: 60, optional: true }),
    duty: choice(
      ['责任主体', 'Responsible party'],
      {
        resident: ['居民', 'Resident'],
        shop: ['商户', 'Shop'],
        property: ['物业', 'Property manager'],
        third_party: ['第三方服务队伍', 'Contractor'],
      },
      { optional: true },
    ),
    times: integer(['本月第几次', 'Which time this month'], { min: 1, max: 99, unit: ['次', 'times'], optional: true }),
  },
  feedbackForm: {
    score: integer(['整改后评分', 'Score after rectifying'], { max: 100, unit: ['分', 'points'], optional: true }),
    interviewed: text(['约谈对象', 'Who was interviewed'], { max: 60, optional: true }),
  },
  steps: { contact: false, answer: false, visit: false },
  proof: 'after',
  children: 'lead',
  rework: 'RESTART',
  limits: [
    ...centreLimits,
    limit('interview', 'dispose', [workDays(1, ['整改', 'Rectify']), workDays(3, ['约谈', 'Interview'])], {
      when: atLeast('answers.times', 3),
      ...byConvention,
    }),
    limit('overflow', 'dispose', workHours(2), { when: isIn('category', overflow), ...byConvention }),
    limit('bags', 'dispose', workHours(4), { when: isIn('category', bags), ...byConvention }),
    limit('equipment', 'dispose', workDays(3), { when: isIn('category', equipment), ...byConvention }),
    limit('usual', 'dispose', workDays(1), byConvention),
  ],
  routing: [
    {
      id: 'rubble',
      label: ['偷倒建筑垃圾：综合行政执法队', 'Dumped rubble: enforcement'],
      when: isIn('category', rubble),
      to: { unit: 'enforcement' },
      assist: [{ unit: 'sanitation' }],
      matches: { category: 'local:m:52005' },
      misses: { category: 'local:m:52002' },
    },
    {
      id: 'interview',
      label: ['一个月三次以上：管理办约谈', 'Three times or more in a month: management office interviews'],
      when: atLeast('answers.times', 3),
      to: { unit: 'management' },
      assist: [{ unitOf: 'committee' }],
      matches: { answers: { times: 3 } },
      misses: { answers: { times: 2 } },
    },
    {
      id: 'shop',
      label: ['商户：综合行政执法队', 'Shops: enforcement'],
      when: is('answers.duty', 'shop'),
      to: { unit: 'enforcement' },
      matches: { answers: { duty: 'shop' } },
      misses: { answers: { duty: 'property' } },
    },
    {
      id: 'overflow',
      label: ['满溢和大件：市容环卫所', 'Overflow and bulky waste: sanitation'],
      when: isIn('category', overflow),
      to: { unit: 'sanitation' },
      matches: { category: 'local:m:52007' },
      misses: { category: 'local:m:52003' },
    },
    {
      id: 'estate',
      label: ['小区内：物业整改，居委会协同', 'Inside an estate: property manager with committee'],
      when: known('committee'),
      to: { unitOf: 'property' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:52003', committee: '310107015001' },
      misses: { category: 'local:m:52003', committee: null },
    },
    {
      id: 'rest',
      label: ['其余：市容环卫所', 'The rest: sanitation'],
      when: always,
      to: { unit: 'sanitation' },
      matches: { category: 'local:m:52001' },
    },
  ],
  texts: [
    {
      id: 'rectified',
      label: ['已整改', 'Rectified'],
      use: 'feedback',
      body: '{place}“{title}”已整改，垃圾重新分拣，桶身和地面已清洗。',
    },
    {
      id: 'interviewed',
      label: ['已约谈', 'Interviewed'],
      use: 'feedback',
      body: '已就{place}“{title}”约谈责任主体，签订整改承诺，列入下月重点检查。',
    },
    {
      id: 'not_found',
      label: ['现场未发现', 'Not found'],
      use: 'reject',
      body: '经复看监控和现场，{place}未发现“{title}”情况，不予立案。',
    },
  ],
  measures,
  sample,
})
