import { always, and, choice, flag, is, isIn, known, text } from '#model'
import { defineCaseType, limit, urgentHours, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const call = (...minors: readonly string[]) => minors.map((minor) => `local:m:55${minor}`)

export const police110 = defineCaseType({
  id: 'police-110',
  label: ['110 非警情', '110 non-police'],
  summary: [
    '110 转来的非警务警情：联系、调处、答复。',
    'Calls to 110 that are not police matters: contact, settle, answer.',
  ],
  serves: ['A10', 'G8'],
  sources: ['police', 'district'],
  categories: call('002', '001', '006', '007', '003', '008', '004', '005'),
  public: false,
  form: {
    from: choice(
      ['转办来源', 'Handed over by'],
      { centre: ['110 指挥中心', '110 control room'], station: ['派出所', 'Police station'] },
      { optional: true },
    ),
    officer: text(['出警民警', 'Officer on the spot'], { max: 40, optional: true }),
    danger: flag(['有人身危险', 'Danger to life'], {
      optional: true,
      hint: ['勾选后按紧急工作时计时', 'Starts the emergency clock'],
    }),
    recurring: flag(['同一事由再次报警', 'Called about before'], { optional: true }),
  },
  feedbackForm: {
    agreement: flag(['达成调解协议', 'Agreement reached'], { optional: true }),
    followUp: text(['后续关注', 'To be followed up'], {
      optional: true,
      phrases: ['无需后续关注。', '列入居委会走访名单。', '建议司法所跟进。'],
    }),
  },
  steps: { contact: true, answer: true, visit: false },
  proof: 'none',
  children: 'lead',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    limit('contact_danger', 'contact', urgentHours(1, ['先行联系', 'First contact']), {
      when: is('answers.danger', true),
      ...byConvention,
    }),
    limit('contact', 'contact', workDays(1, ['先行联系', 'First contact']), byConvention),
    limit('danger', 'dispose', urgentHours(2), { when: is('answers.danger', true), ...byConvention }),
    limit('help', 'dispose', urgentHours(4), { when: isIn('category', call('003', '005', '008')), ...byConvention }),
    limit('noise', 'dispose', workHours(4), { when: isIn('category', call('006')), ...byConvention }),
    limit('usual', 'dispose', workDays(5), byConvention),
  ],
  routing: [
    {
      id: 'money',
      label: ['经济纠纷：人民调解，派出所协同', 'Money: mediation with police'],
      when: isIn('category', call('004')),
      to: { unit: 'mediation' },
      assist: [{ unit: 'police' }],
      matches: { category: 'local:m:55004' },
      misses: { category: 'local:m:55002' },
    },
    {
      id: 'repeated_quarrel',
      label: ['反复的家庭、邻里纠纷：人民调解', 'Quarrels that recur: mediation'],
      when: and(isIn('category', call('001', '002')), is('answers.recurring', true)),
      to: { unit: 'mediation' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:55002', answers: { recurring: true } },
      misses: { category: 'local:m:55002', answers: {} },
    },
    {
      id: 'parking',
      label: ['小区停车：物业，居委会协同', 'Parking in an estate: property manager with committee'],
      when: and(isIn('category', call('007')), known('committee')),
      to: { unitOf: 'property' },
      assist: [{ unitOf: 'committee' }],
      matches: { category: 'local:m:55007', committee: '310107015001' },
      misses: { category: 'local:m:55007', committee: null },
    },
    {
      id: 'noise',
      label: ['噪声：综合行政执法队', 'Noise: enforcement'],
      when: isIn('category', call('006')),
      to: { unit: 'enforcement' },
      assist: [{ unit: 'police' }],
      matches: { category: 'local:m:55006' },
      misses: { category: 'local:m:55001' },
    },
    {
      id: 'place',
      label: ['地点已知：所在居委会', 'Place known: its committee'],
      when: known('committee'),
      to: { unitOf: 'committee' },
      matches: { category: 'local:m:55008', committee: '310107015001' },
      misses: { committee: null },
    },
    {
      id: 'rest',
      label: ['其余：平安办', 'The rest: safety office'],
      when: always,
      to: { unit: 'safety' },
      matches: { category: 'local:m:55001' },
    },
  ],
  texts: [
    {
      id: 'settled',
      label: ['调解成功', 'Settled'],
      use: 'answer',
      body: '“{title}”（{number}）经上门调解，双方已达成一致，后续由居委会关注。',
    },
    {
      id: 'helped',
      label: ['已救助', 'Helped'],
      use: 'answer',
      body: '“{title}”（{number}）已到{place}协助处理，当事人平安。',
    },
    {
      id: 'explained',
      label: ['告知途径', 'Way shown'],
      use: 'answer',
      body: '“{title}”（{number}）双方分歧较大，已告知申请人民调解和诉讼的途径。',
    },
    {
      id: 'police_matter',
      label: ['属警务警情', 'A police matter'],
      use: 'reject',
      body: '“{title}”涉及违法犯罪或人身安全，属警务警情，退回 110 处置。',
    },
  ],
  measures,
  sample,
})
