import type { Text } from '#kernel/text'
import type { KpiItem, KpiScoring, KpiSet } from '#engines/indicators/shared'

const item = (
  id: string,
  label: Text,
  measure: string,
  scoring: KpiScoring,
  value: number,
  basis: Text,
  confidence: KpiItem['points']['confidence'],
): KpiItem => ({ id, label, measure, scoring, points: { value, basis, confidence } })

const town: Text = [
  '街镇热线月报综合得分公式（示例，按本区办法核对）',
  "A town's monthly hotline score (an example; to be compared with the district's rule)",
]
const noRule: Text = ['扣分标准待按本区办法核定', "The deduction is to be set by the district's rule"]
const beijing: Text = [
  '接诉即办“三率”权重，公开报道不一，待核',
  'Weights of the three rates: public accounts differ, to be confirmed',
]

/** By which areas and units are compared. A street takes the set that its district assesses it by. */
export const kpiSets: readonly KpiSet[] = [
  {
    id: 'shanghai-town-hotline',
    label: ['街镇热线综合得分', 'Hotline score of a town'],
    summary: [
      '先行联系、诉求解决、市民满意、受理量四项得分，减逾期扣分。',
      'First contact, demands solved, satisfaction and volume, less a deduction for what is overdue.',
    ],
    by: ['committee', 'unit'],
    editions: [
      {
        from: '2023-01-01',
        items: [
          item('contact', ['先行联系', 'First contact'], 'hotline-12345:first_contact', 'rate', 30, town, 'likely'),
          item('solved', ['诉求解决', 'Demands solved'], 'hotline-12345:actually_solved', 'rate', 20, town, 'likely'),
          item('satisfied', ['市民满意', 'Satisfaction'], 'hotline-12345:satisfaction', 'rate', 40, town, 'likely'),
          item('volume', ['受理量', 'Volume'], 'hotline-12345:tickets', 'share_of_group', 5, town, 'likely'),
          item('overdue', ['逾期扣分', 'Overdue'], 'hotline-12345:late', 'each', -0.5, noRule, 'unverified'),
        ],
      },
    ],
  },
  {
    id: 'beijing-three-rates',
    label: ['接诉即办“三率”', 'Three rates of swift response'],
    summary: ['响应率、解决率、满意率加权。', 'Response, solution and satisfaction, weighed.'],
    by: ['committee', 'unit'],
    editions: [
      {
        from: '2019-01-01',
        items: [
          item('response', ['响应率', 'Response'], 'hotline-12345:contact_by_visit', 'rate', 10, beijing, 'unverified'),
          item('solution', ['解决率', 'Solution'], 'hotline-12345:solved_by_visit', 'rate', 45, beijing, 'unverified'),
          item(
            'satisfaction',
            ['满意率', 'Satisfaction'],
            'hotline-12345:satisfied_by_visit',
            'rate',
            45,
            beijing,
            'unverified',
          ),
        ],
      },
    ],
  },
]
