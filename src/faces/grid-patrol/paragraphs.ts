import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'grid-patrol',
    section: 'governance',
    title: ['网格巡查', 'Grid patrol'],
    text: [
      ['全年网格共发现各类城市管理问题', 'The grid found '],
      figure('grid-patrol:closed', 'denominator'),
      ['件，已结案', ' problems, closed '],
      figure('grid-patrol:closed', 'numerator'),
      ['件，结案率为', ', a share of '],
      figure('grid-patrol:closed'),
      ['；其中按时办结率', '; on time '],
      figure('grid-patrol:disposed_in_time'),
      ['，发现人当场处置的占', '; put right on the spot '],
      figure('grid-patrol:self_disposed'),
      ['。', '.'],
    ],
    about: ['grid-cases'],
  },
]
