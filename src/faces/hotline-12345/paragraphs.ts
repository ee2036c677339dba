import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'hotline',
    section: 'governance',
    title: ['12345 热线', '12345 hotline'],
    text: [
      ['全年受理12345市民服务热线工单', 'The 12345 hotline brought '],
      figure('hotline-12345:tickets'),
      ['件，按时办结率', ' tickets; completed on time '],
      figure('hotline-12345:on_time'),
      ['，先行联系率', ', first contact '],
      figure('hotline-12345:first_contact'),
      ['，实际解决率', ', solved '],
      figure('hotline-12345:actually_solved'),
      ['，不属实率', ', not true '],
      figure('hotline-12345:not_true'),
      ['，市民满意率', ', satisfaction '],
      figure('hotline-12345:satisfaction'),
      ['。', '.'],
    ],
    about: ['hotline-12345'],
  },
]
