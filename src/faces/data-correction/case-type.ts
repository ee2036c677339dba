import { always, choice, is, known, text } from '#model'
import { defineCaseType, limit, naturalDays, workDays } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

export const dataCorrection = defineCaseType({
  id: 'data-correction',
  label: ['信息更正', 'Data correction'],
  summary: [
    '本人查询后认为登记的信息有误、过时或不应登记，请居委会核实更正并答复。',
    'Someone finds what is held about them wrong, outdated or not to be held: checked, corrected and answered.',
  ],
  serves: ['B1', 'B2'],
  sources: ['resident', 'phone', 'committee'],
  categories: ['local:m:57001', 'local:m:57002'],
  public: true,
  form: {
    item: text(['哪一项不对', 'Which entry'], { max: 60, optional: true }),
    trouble: choice(
      ['怎么不对', 'What is wrong with it'],
      {
        wrong: ['记错了', 'It is wrong'],
        outdated: ['已经变了', 'It has changed'],
        not_mine: ['不是我的', 'It is not mine'],
        missing: ['漏登了', 'It is missing'],
        not_to_hold: ['不应该登记', 'It should not be held'],
      },
      { optional: true },
    ),
  },
  feedbackForm: {
    done: choice(
      ['怎样办的', 'What was done'],
      {
        corrected: ['已更正', 'Corrected'],
        deleted: ['已删除', 'Deleted'],
        passed: ['已转来源部门更正', 'Passed to the source'],
        right: ['核实无误，未改', 'Found right, left as it was'],
      },
      { optional: true },
    ),
  },
  // What is held is compared with papers or asked of its source; whoever asked is owed the reason (PIPL art. 46, 50).
  steps: { contact: false, answer: true, visit: false },
  proof: 'none',
  children: 'lead',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    limit('usual', 'dispose', workDays(5), byConvention),
    limit('complete', 'complete', naturalDays(30, ['答复', 'Answer']), {
      basis: [
        'GB/T 35273—2020《个人信息安全规范》8.7：响应个人信息主体请求不超过三十天',
        'GB/T 35273-2020, 8.7: requests of the person concerned are answered within thirty days',
      ],
      confidence: 'likely',
    }),
  ],
  routing: [
    {
      id: 'place',
      label: ['住址已知：所在居委会', 'Address known: its committee'],
      when: known('committee'),
      to: { unitOf: 'committee' },
      matches: { category: 'local:m:57001', committee: '310107015001' },
      misses: { category: 'local:m:57001', committee: null },
    },
    {
      id: 'not_to_hold',
      label: ['住址不明、要求删除：平安办', 'No address, to be deleted: the safety office'],
      when: is('category', 'local:m:57002'),
      to: { unit: 'safety' },
      matches: { category: 'local:m:57002', committee: null },
      misses: { category: 'local:m:57001' },
    },
    {
      id: 'rest',
      label: ['其余：城运中心研判', 'The rest: the centre decides'],
      when: always,
      to: { unit: 'centre' },
      matches: { category: 'local:m:57001', committee: null },
    },
  ],
  texts: [
    {
      id: 'corrected',
      label: ['已更正', 'Corrected'],
      use: 'answer',
      body: '您好，您申请更正的登记信息已核实并更正，可凭本人查询码查看。{number}',
    },
    {
      id: 'passed',
      label: ['已转来源部门', 'Passed to the source'],
      use: 'answer',
      body: '您好，该项信息来自其他部门，已附您的说明转请更正，更正前已在我处标注。{number}',
    },
    {
      id: 'right',
      label: ['核实无误', 'Found right'],
      use: 'answer',
      body: '您好，该项信息经核实与证件一致，未作更改。如有新的材料，请到居委会当面办理。{number}',
    },
    {
      id: 'deleted',
      label: ['已删除', 'Deleted'],
      use: 'answer',
      body: '您好，您要求删除的信息已核实并删除。{number}',
    },
    {
      id: 'unknown',
      label: ['无法确认本人', 'Person not known'],
      use: 'reject',
      body: '无法确认申请人与登记的是同一人，请携带身份证件到居委会当面办理。',
    },
  ],
  measures,
  sample,
})
