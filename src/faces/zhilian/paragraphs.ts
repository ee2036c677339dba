import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'district',
    section: 'governance',
    title: ['智联普陀', 'Zhilian Putuo'],
    text: [
      ['依托智联平台处置案件', 'The district platform sent '],
      figure('zhilian:cases'),
      ['件，其中历史文化建筑案件', ' cases, of which historic buildings '],
      figure('zhilian:historic_building'),
      ['件、物业管理类案件', ', property management '],
      figure('zhilian:property'),
      ['件，办结率', '; completed '],
      figure('zhilian:closed'),
      ['。', '.'],
    ],
    about: ['zhilian-platform'],
  },
]
