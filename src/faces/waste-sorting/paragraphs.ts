import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'waste',
    section: 'governance',
    title: ['垃圾分类', 'Waste sorting'],
    text: [
      ['生活垃圾分类巡查发现问题', 'Waste-sorting patrols found '],
      figure('waste-sorting:found'),
      ['件，按期整改率', ' problems; rectified on time '],
      figure('waste-sorting:rectified_in_time'),
      ['，应约谈责任主体', '; interviews due '],
      figure('waste-sorting:interviews'),
      ['次。', '.'],
    ],
    about: ['garbage-sorting'],
  },
]
