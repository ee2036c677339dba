import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'snapshot',
    section: 'governance',
    title: ['随手拍', "Residents' snapshots"],
    text: [
      ['居民通过“随手拍”上报问题', 'Residents reported '],
      figure('resident-snapshot:reports'),
      ['件，按期办结率', ' problems; completed on time '],
      figure('resident-snapshot:on_time'),
      ['，居民认可率', '; said to be solved '],
      figure('resident-snapshot:said_solved'),
      ['。', '.'],
    ],
    about: ['resident-snapshot'],
  },
]
