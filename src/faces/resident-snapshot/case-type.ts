import { always, choice, flag, is, isIn, known } from '#model'
import { defineCaseType, limit, urgentHours, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits, verifyLimit } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const national = (...codes: readonly string[]) => codes.map((code) => `gb2026:m:${code}`)

const refuse = national('06010', '06042', '06012', '06036')
const road = national('06013', '01037', '06050', '01003', '06051')
const street = national('09005', '09006', '09009', '07001', '06027')
const bicycles = national('09010', '09011')
const green = national('04002', '06017', '06045')
const estate = ['local:m:51004', 'local:m:51008', 'local:m:51006', 'local:m:52003']

export const residentSnapshot = defineCaseType({
  id: 'resident-snapshot',
  label: ['居民随手拍', 'Resident snapshot'],
  summary: [
    '居民拍照上报身边的问题，凭查询码看进度、作评价。',
    'Residents report with a photo, and follow and rate by a code.',
  ],
  serves: ['A2', 'A12'],
  sources: ['resident', 'phone'],
  categories: [...refuse, ...bicycles, ...road, ...street, ...green, ...estate, 'local:m:54018'],
  public: true,
  form: {
    seen: choice(
      ['什么时候看到', 'When was it seen'],
      { now: ['现在就在', 'There now'], often: ['经常发生', 'Often'], heard: ['听别人说', 'Heard of it'] },
      { optional: true },
    ),
    danger: flag(['可能伤到人', 'Could hurt someone'], { optional: true }),
  },
  // What the reporter has not seen is looked at before anyone is sent out.
  steps: { verify: is('answers.seen', 'heard'), contact: false, answer: false, visit: false },
  proof: 'after',
  children: 'lead',
  rework: 'RESTART',
  limits: [
    ...centreLimits,
    verifyLimit,
    limit('urgent', 'dispose', urgentHours(2), { when: is('answers.danger', true), ...byConvention }),
    limit('refuse', 'dispose', workHours(4), { when: isIn('category', refuse), ...byConvention }),
    limit('usual', 'dispose', workDays(3), byConvention),
    limit('complete', 'complete', workDays(5, ['办结', 'Completion']), byConvention),
  ],
  routing: [
    {
      id: 'refuse',
      label: ['垃圾和保洁', 'Refuse and cleaning'],
      when: isIn('category', refuse),
      to: { unit: 'sanitation' },
      matches: { category: 'gb2026:m:06042' },
      misses: { category: 'gb2026:m:06013' },
    },
    {
      id: 'road',
      label: ['道路和路灯', 'Roads and lights'],
      when: isIn('category', road),
      to: { unit: 'municipal' },
      matches: { category: 'gb2026:m:06013' },
      misses: { category: 'gb2026:m:09005' },
    },
    {
      id: 'street',
      label: ['街面秩序', 'Order in the street'],
      when: isIn('category', street),
      to: { unit: 'enforcement' },
      matches: { category: 'gb2026:m:09005' },
      misses: { category: 'gb2026:m:09010' },
    },
    {
      id: 'green',
      label: ['树木和绿地', 'Trees and green'],
      when: isIn('category', green),
      to: { unit: 'greening' },
      matches: { category: 'gb2026:m:04002' },
      misses: { category: 'gb2026:m:06010' },
    },
    {
      id: 'place',
      label: ['地点已知：所在居委会', 'Place known: its committee'],
      when: known('committee'),
      to: { unitOf: 'committee' },
      matches: { category: 'local:m:51004', committee: '310107015001' },
      misses: { category: 'local:m:51004', committee: null },
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
      id: 'done',
      label: ['已处理', 'Done'],
      use: 'feedback',
      body: '您上报的“{title}”已处理，处理后的照片已上传，请您看看是否解决。',
    },
    {
      id: 'unclear',
      label: ['看不清', 'Unclear'],
      use: 'reject',
      body: '您上报的“{title}”照片和位置不清，无法核实，请补拍后再次上报。',
    },
    {
      id: 'emergency',
      label: ['紧急情况', 'Emergency'],
      use: 'reject',
      body: '您上报的情况须由公安、消防或急救处理，请立即拨打 110、119 或 120。',
    },
  ],
  measures,
  sample,
})
