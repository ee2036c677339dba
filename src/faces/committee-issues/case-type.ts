import { always, choice, flag, is, known, text } from '#model'
import { defineCaseType, limit, workDays } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

export const committeeIssues = defineCaseType({
  id: 'committee-issues',
  label: ['业委会建设难题', "Problems of owners' committees"],
  summary: [
    '业委会组建、换届、运作中的难题，专班牵头跟进，直到解决。',
    "What is stuck in forming, renewing or running an owners' committee, followed by the task group until solved.",
  ],
  serves: ['C4'],
  sources: ['committee', 'visit', 'petition', 'phone', 'leader', 'superior', 'district', 'self_check'],
  categories: ['local:m:54017', 'local:m:54002', 'local:m:54001'],
  public: false,
  form: {
    problem: choice(
      ['难题类型', 'Problem'],
      {
        no_committee: ['组建不成', 'Cannot be formed'],
        stuck_renewal: ['换届停滞', 'Renewal is stuck'],
        internal: ['内部矛盾', 'Quarrel within'],
        handover: ['拒不移交资料印章', 'Files or seals withheld'],
        money: ['维修资金、公共收益', 'Fund or common income'],
        manager: ['与物业冲突', 'Conflict with the manager'],
        other: ['其他', 'Other'],
      },
      { optional: true },
    ),
    stuckSince: text(['停滞时间', 'Stuck since'], { max: 40, optional: true }),
    manyOwners: flag(['涉及多名业主集体反映', 'Many owners complain together'], { optional: true }),
  },
  feedbackForm: {
    measure: text(['采取的措施', 'What was done'], {
      optional: true,
      phrases: [
        '召开专班会商，明确责任单位和时间表。',
        '约谈业委会主任和物业项目经理。',
        '组织业主代表协商，形成书面意见。',
      ],
    }),
  },
  steps: { contact: true, answer: false, visit: false },
  proof: 'none',
  children: 'lead',
  stepped: 'until_solved',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    limit('contact', 'contact', workDays(2, ['联系当事人', 'Contact']), byConvention),
    limit(
      'usual',
      'dispose',
      [
        workDays(10, ['会商定方案', 'Consult and settle the plan']),
        workDays(30, ['推进落实', 'Carry it through']),
        workDays(20, ['复核成效', 'See whether it holds']),
      ],
      byConvention,
    ),
  ],
  routing: [
    {
      id: 'many',
      label: [
        '集体反映：自治办牵头，平安办、房管、居委协同',
        'Many together: self-governance with safety, housing, committee',
      ],
      when: is('answers.manyOwners', true),
      to: { unit: 'autonomy' },
      assist: [{ unit: 'safety' }, { unit: 'housing' }, { unitOf: 'committee' }],
      matches: { answers: { manyOwners: true } },
      misses: { answers: { manyOwners: false } },
    },
    {
      id: 'manager',
      label: [
        '与物业冲突：房管所牵头，自治办、居委协同',
        'Conflict with the manager: housing, with self-governance and committee',
      ],
      when: is('answers.problem', 'manager'),
      to: { unit: 'housing' },
      assist: [{ unit: 'autonomy' }, { unitOf: 'committee' }],
      matches: { answers: { problem: 'manager' } },
      misses: { answers: { problem: 'internal' } },
    },
    {
      id: 'place',
      label: ['地点已知：自治办牵头，居委会、房管所协同', 'Place known: self-governance with committee and housing'],
      when: known('committee'),
      to: { unit: 'autonomy' },
      assist: [{ unitOf: 'committee' }, { unit: 'housing' }],
      matches: { committee: '310107015001' },
      misses: { committee: null },
    },
    {
      id: 'rest',
      label: ['其余：自治办', 'The rest: self-governance office'],
      when: always,
      to: { unit: 'autonomy' },
      matches: { category: 'local:m:54017' },
    },
  ],
  texts: [
    {
      id: 'solved',
      label: ['难题已解决', 'Solved'],
      use: 'feedback',
      body: '{place}“{title}”经专班会商和推进，问题已解决，相关材料归档。',
    },
    {
      id: 'court',
      label: ['依法处理', 'Left to the law'],
      use: 'feedback',
      body: '{place}“{title}”协商不成，已告知当事人依法提起诉讼或申请撤销，专班继续跟进。',
    },
    {
      id: 'not_committee',
      label: ['不属业委会事务', 'No matter of a committee'],
      use: 'reject',
      body: '经核实，“{title}”不属业委会建设事务，已告知反映途径，不予立案。',
    },
  ],
  measures,
  sample,
})
