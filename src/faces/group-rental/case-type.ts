import { always, atLeast, choice, flag, integer, is, isIn, or } from '#model'
import { defineCaseType, limit, workDays } from '#engines/cases/shared'
import type { Text } from '#kernel/text'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

/** Who only saw it from outside or heard of it: somebody has to go and look. */
const clues = ['phone', 'committee', 'inspector', 'petition', 'district']

const hazard = is('answers.fireHazard', true)
const stubborn = or(atLeast('answers.treated', 1), is('answers.landlord', 'refuses'))

const secure = workDays(1, ['消除火险', 'Remove the fire hazard'])
const order = workDays(7, ['责令限期整改', 'Order to rectify'])
const recheck = workDays(2, ['复查', 'Look again'])
const enforce = workDays(20, ['联合执法或移送', 'Joint enforcement or transfer'])

const basis: Text = [
  '群租由《上海市住房租赁条例》规范，整改期限以责令改正通知书所载为准；各步日数无文件依据，为本平台约定，启用前由街道核定',
  'Shanghai Housing Rental Regulations govern it; the order itself sets the time. The days of each step have no ' +
    'document behind them: a convention of this platform, which the street confirms before use',
]
const unconfirmed = { basis, confidence: 'unverified' } as const

export const groupRental = defineCaseType({
  id: 'group-rental',
  label: ['群租整治', 'Group rental'],
  summary: [
    '群租线索上门核实，责令限期整改，复查；拒不整改或回潮的联合执法。',
    'A report of group rental is verified at the door, ordered to be rectified, looked at again, enforced if need be.',
  ],
  serves: ['F4'],
  sources: ['committee', 'inspector', 'phone', 'petition', 'district', 'visit', 'self_check'],
  categories: ['local:m:51001'],
  public: false,
  form: {
    partitions: integer(['隔间数', 'Partitions'], { max: 60, unit: ['间', 'rooms'], optional: true }),
    people: integer(['居住人数', 'People living there'], { max: 200, unit: ['人', 'people'], optional: true }),
    fireHazard: flag(['有消防隐患', 'Fire hazard'], {
      optional: true,
      hint: ['私拉电线、室内充电、液化气瓶、堵塞通道', 'Loose wiring, charging indoors, gas bottles, blocked way out'],
    }),
    landlord: choice(
      ['出租人联系情况', 'Landlord'],
      {
        agrees: ['已联系，愿整改', 'Reached, will rectify'],
        refuses: ['已联系，拒不整改', 'Reached, refuses'],
        agent: ['仅联系到转租人', 'Only the sublessor reached'],
        unreached: ['未联系上', 'Not reached'],
      },
      { optional: true },
    ),
    treated: integer(['此前整治次数', 'Treated before'], { max: 99, unit: ['次', 'times'], optional: true }),
  },
  feedbackForm: {
    removed: integer(['拆除隔间数', 'Partitions removed'], { max: 60, unit: ['间', 'rooms'], optional: true }),
    beds: integer(['拆除床位数', 'Beds removed'], { max: 200, unit: ['张', 'beds'], optional: true }),
    outcome: choice(
      ['整改结果', 'Outcome'],
      {
        restored: ['恢复原状', 'Restored'],
        enforced: ['联合执法拆除', 'Removed by joint enforcement'],
        transferred: ['移送处罚', 'Transferred for a penalty'],
      },
      { optional: true },
    ),
  },
  steps: { verify: isIn('source', clues), contact: false, answer: false, visit: false },
  proof: 'before_after',
  children: 'lead',
  stepped: 'until_solved',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    // An hour is for what stands in the street; here somebody has to be at home.
    limit('verify_at_door', 'verify', workDays(2, ['上门核实', 'Verification at the door']), byConvention),
    limit('hazard', 'dispose', [secure, order, recheck, enforce], { when: hazard, ...unconfirmed }),
    limit('usual', 'dispose', [order, recheck, enforce], unconfirmed),
  ],
  routing: [
    {
      id: 'enforce',
      label: ['回潮或拒不整改：房管所牵头联合执法', 'Relapsed or refused: housing leads joint enforcement'],
      when: stubborn,
      to: { unit: 'housing' },
      assist: [{ unit: 'enforcement' }, { unit: 'police' }, { unit: 'safety' }, { unitOf: 'committee' }],
      matches: { answers: { landlord: 'refuses' } },
      misses: { answers: { landlord: 'agrees', treated: 0 } },
    },
    {
      id: 'hazard',
      label: ['有消防隐患：房管所，平安办、派出所、居委会协同', 'Fire hazard: housing, with safety, police, committee'],
      when: hazard,
      to: { unit: 'housing' },
      assist: [{ unit: 'safety' }, { unit: 'police' }, { unitOf: 'committee' }],
      matches: { answers: { fireHazard: true } },
      misses: { answers: { fireHazard: false } },
    },
    {
      id: 'rest',
      label: ['其余：房管所联络组，派出所、居委会协同', 'The rest: housing, with police and committee'],
      when: always,
      to: { unit: 'housing' },
      assist: [{ unit: 'police' }, { unitOf: 'committee' }],
      matches: { category: 'local:m:51001' },
    },
  ],
  texts: [
    {
      id: 'restored',
      label: ['已恢复原状', 'Restored'],
      use: 'feedback',
      body: '已就{place}“{title}”开具责令改正通知书，隔间和多余床位已拆除，到期复查恢复原状。',
    },
    {
      id: 'enforced',
      label: ['已联合执法', 'Enforced'],
      use: 'feedback',
      body: '{place}“{title}”逾期未整改，已会同派出所、执法队、居委会联合执法，隔间已拆除，列入回潮重点巡查。',
    },
    {
      id: 'not_group_rental',
      label: ['不属群租', 'Not group rental'],
      use: 'reject',
      body: '经上门核实，{place}房屋结构和居住人数符合规定，不属群租，不予立案。',
    },
  ],
  measures,
  sample,
})
