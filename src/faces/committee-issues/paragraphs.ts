import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'issues',
    section: 'governance',
    title: ['业委会建设专项工作', "Task group for owners' committees"],
    text: [
      ['业委会建设专项工作专班跟进难题', 'The task group followed '],
      figure('committee-issues:followed'),
      ['件，其中组建和换届难题', " problems of owners' committees, of them "],
      figure('committee-issues:stuck'),
      ['件，解决率', ' about formation or renewal; solved '],
      figure('committee-issues:solved'),
      ['。', '.'],
    ],
    about: ['owners-committee'],
  },
]
