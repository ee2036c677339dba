import type { Text } from '#kernel/text'
import { amount, and, is, known, type Condition, type Measure } from '#model'

type Field = 'month' | `marks.${'scale' | 'fresh' | 'stock' | 'project'}` | `amounts.${'total' | 'district'}`

const tax = (id: string, label: Text, of: Condition<Field>, field: 'amounts.total' | 'amounts.district'): Measure =>
  amount<Field>('sum', id, label, { of: and<Field>(of, known(field)), amount: { field } }, 'month', {
    unit: 'tenThousandYuan',
    better: 'more',
  }) as Measure

/** What the annual reports tell of tax; attainment is told by the target book, growth by the year before. */
export const measures: readonly Measure[] = [
  tax('scale_tax', ['规模企业税收', 'Tax of enterprises above scale'], is('marks.scale', true), 'amounts.total'),
  tax('district_tax', ['区级税收', 'District tax'], known('month'), 'amounts.district'),
  tax(
    'scale_district_tax',
    ['规模企业区级税收', 'District tax of enterprises above scale'],
    is('marks.scale', true),
    'amounts.district',
  ),
  tax(
    'fresh_district_tax',
    ['新增企业区税', 'District tax of new enterprises'],
    is('marks.fresh', true),
    'amounts.district',
  ),
  tax(
    'stock_district_tax',
    ['非房存量企业区税', 'District tax of existing enterprises other than real estate'],
    is('marks.stock', true),
    'amounts.district',
  ),
  tax('project_tax', ['重点项目税收', 'Tax of key projects'], is('marks.project', true), 'amounts.total'),
]
