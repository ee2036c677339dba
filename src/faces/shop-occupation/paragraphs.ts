import { figure, type ReportParagraph } from '#engines/reports/shared'

export const paragraphs: readonly ReportParagraph[] = [
  {
    id: 'shops',
    section: 'governance',
    title: ['沿街占道', 'Shops occupying the road'],
    text: [
      ['整治沿街商铺占道经营', 'Shops occupying the road: '],
      figure('shop-occupation:found'),
      ['件，按期处置率', ' cases; handled on time '],
      figure('shop-occupation:on_time'),
      ['，经两次劝导仍占道、应立案处罚', '; to be penalised after two warnings '],
      figure('shop-occupation:filed'),
      ['件。', '.'],
    ],
    about: ['shop-occupation'],
  },
]
