import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'police',
    section: 'safety',
    title: ['110 非警情', '110 non-police cases'],
    text: [
      ['承接110非警情案件', 'The police handed over '],
      figure('police-110:cases'),
      ['件，反馈率', ' non-police cases; answered '],
      figure('police-110:answered'),
      ['；其中纠纷类', '; of these '],
      figure('police-110:disputes'),
      ['件，化解率', ' quarrels, settled '],
      figure('police-110:settled'),
      ['。', '.'],
    ],
    about: ['zhilian-platform'],
  },
]
