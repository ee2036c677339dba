import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'rental',
    section: 'governance',
    title: ['群租整治', 'Group rental'],
    text: [
      ['经核实立案的群租房', 'Group rental verified: '],
      figure('group-rental:found'),
      ['户，整改率', ' flats; rectified '],
      figure('group-rental:rectified'),
      ['，其中存在消防隐患', '; with a fire hazard '],
      figure('group-rental:fire_hazards'),
      ['户，回潮率', '; relapsed '],
      figure('group-rental:relapsed'),
      ['。', '.'],
    ],
    about: ['rental-rectification'],
  },
]
