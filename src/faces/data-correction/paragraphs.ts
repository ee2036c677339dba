import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'corrections',
    section: 'own',
    title: ['信息底仓核对', 'Corrections of the registers'],
    text: [
      ['受理居民对本人信息的更正申请', 'Residents asked for '],
      figure('data-correction:requests'),
      ['件，属实率', ' corrections; found true '],
      figure('data-correction:true'),
      ['，按期办结率', '; on time '],
      figure('data-correction:on_time'),
      ['。', '.'],
    ],
    about: ['data-correction'],
  },
]
