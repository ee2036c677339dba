import type { Text } from '#kernel/text'
import { amount, and, is, known, named, type Measure } from '#model'

type Mark = 'scale' | 'fresh' | 'stock' | 'project'
type Amount = 'amounts.total' | 'amounts.district'

/** The sum of what the enterprises of a mark pay; without one, of all. */
const tax = (id: string, label: Text, mark: Mark | null, of: Text, field: Amount): Measure =>
  amount<string>(
    'sum',
    id,
    label,
    { of: named(of, mark ? and(is(`marks.${mark}`, true), known(field)) : known(field)), amount: { field } },
    'month',
    { unit: 'tenThousandYuan', better: 'more' },
  )

const scale: Text = ['规模企业', 'enterprises above scale']

/** What the annual reports tell of tax; attainment is told by the target book, growth by the year before. */
export const measures: readonly Measure[] = [
  tax('scale_tax', ['规模企业税收', 'Tax of enterprises above scale'], 'scale', scale, 'amounts.total'),
  tax('district_tax', ['区级税收', 'District tax'], null, ['各企业', 'all enterprises'], 'amounts.district'),
  tax(
    'scale_district_tax',
    ['规模企业区级税收', 'District tax of enterprises above scale'],
    'scale',
    scale,
    'amounts.district',
  ),
  tax(
    'fresh_district_tax',
    ['新增企业区税', 'District tax of new enterprises'],
    'fresh',
    ['新增企业', 'enterprises new this year'],
    'amounts.district',
  ),
  tax(
    'stock_district_tax',
    ['非房存量企业区税', 'District tax of existing enterprises other than real estate'],
    'stock',
    ['非房存量企业', 'existing enterprises other than real estate'],
    'amounts.district',
  ),
  tax('project_tax', ['重点项目税收', 'Tax of key projects'], 'project', ['重点项目', 'key projects'], 'amounts.total'),
]
