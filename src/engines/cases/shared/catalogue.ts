import type { Text } from '#kernel/text'
import type { Confidence } from '#model'
import { components2026 } from './catalogue-components.ts'
import { localMatters } from './catalogue-local.ts'
import { matters2013, matters2026 } from './catalogue-matters.ts'
import type { MajorRow } from './catalogue-rows.ts'

export type CatalogueRef = 'GB/T 47678.5-2026' | 'GB/T 30428.2-2013' | 'local'
export type CategoryKind = 'component' | 'matter'

export interface Category {
  readonly ref: CatalogueRef
  readonly kind: CategoryKind
  /** Major and minor number together; the same code stands for a component and for its fault. */
  readonly code: string
  /** Unique over standards and kinds, such as gb2026:m:06010. */
  readonly key: string
  readonly major: Text
  readonly name: Text
  readonly confidence: Confidence
}

export interface Catalogue {
  readonly ref: CatalogueRef
  readonly title: Text
  readonly coverage: 'whole' | 'partial'
  readonly inForce: { readonly from: string | null; readonly until: string | null }
  readonly confidence: Confidence
}

export const catalogues: readonly Catalogue[] = [
  {
    ref: 'GB/T 47678.5-2026',
    title: [
      '城市运行管理服务平台 第5部分：管理部件和事项',
      'City operation management and service platform, part 5: components and matters',
    ],
    coverage: 'whole',
    inForce: { from: '2026-07-01', until: null },
    confidence: 'likely',
  },
  {
    ref: 'GB/T 30428.2-2013',
    title: [
      '数字化城市管理信息系统 第2部分：管理部件和事件',
      'Digital city management information system, part 2: components and events',
    ],
    coverage: 'partial',
    inForce: { from: null, until: '2026-06-30' },
    confidence: 'likely',
  },
  {
    ref: 'local',
    title: ['上海街道扩展事项', 'Local extension of the streets of Shanghai'],
    coverage: 'whole',
    inForce: { from: null, until: null },
    confidence: 'unverified',
  },
]

const prefixes: Readonly<Record<CatalogueRef, string>> = {
  'GB/T 47678.5-2026': 'gb2026',
  'GB/T 30428.2-2013': 'gb2013',
  local: 'local',
}

function categoriesOf(
  ref: CatalogueRef,
  kind: CategoryKind,
  majors: readonly MajorRow[],
  usual: Confidence,
): Category[] {
  return majors.flatMap((major) =>
    major.rows.map(([minor, zh, en, confidence = usual]) => {
      const code = major.code + minor
      const key = `${prefixes[ref]}:${kind === 'component' ? 'c' : 'm'}:${code}`
      return { ref, kind, code, key, major: major.name, name: [zh, en], confidence }
    }),
  )
}

/** Annex C repeats every component as the matter of its fault, under the same code. */
const componentFaults = components2026.map((major) => ({
  ...major,
  rows: major.rows.map(([minor, zh, en]) => [minor, `${zh}异常`, `${en} fault`] as const),
}))

const all: readonly Category[] = [
  ...categoriesOf('GB/T 47678.5-2026', 'component', components2026, 'likely'),
  ...categoriesOf('GB/T 47678.5-2026', 'matter', [...componentFaults, ...matters2026], 'likely'),
  ...categoriesOf('GB/T 30428.2-2013', 'matter', matters2013, 'likely'),
  ...categoriesOf('local', 'matter', localMatters, 'unverified'),
]

const byKey = new Map(all.map((category) => [category.key, category]))

export interface CodeMapping {
  readonly from: string
  /** Null where the new list has no single counterpart. */
  readonly to: string | null
  readonly confidence: Confidence
  readonly note: Text
}

const sameName: Text = ['名称、小类号一致', 'Same name and minor number']
const sameNumber: Text = ['小类号一致，名称有调整', 'Same minor number, name changed']

function mapped(from: string, to: string, confidence: Confidence, note: Text): CodeMapping {
  return { from: `gb2013:m:${from}`, to: `gb2026:m:${to}`, confidence, note }
}

/** Old code to new code, to be checked by hand before a case file is re-coded; the code stored on a case is never overwritten. */
export const codeMap: readonly CodeMapping[] = [
  mapped('0101', '06001', 'unverified', ['新标准 06001 名称待核', 'The name of 06001 is to be verified']),
  mapped('0107', '06007', 'likely', sameName),
  mapped('0110', '06010', 'likely', sameName),
  mapped('0111', '06011', 'likely', sameName),
  mapped('0112', '06012', 'likely', sameName),
  mapped('0136', '06036', 'likely', sameNumber),
  mapped('0201', '07001', 'likely', sameName),
  mapped('0203', '07003', 'likely', sameName),
  mapped('0311', '08011', 'likely', sameNumber),
  mapped('0401', '09001', 'likely', sameName),
  mapped('0405', '09005', 'likely', sameName),
  mapped('0406', '09006', 'likely', sameName),
  mapped('0409', '09009', 'likely', sameName),
  mapped('0410', '09010', 'likely', sameName),
  {
    from: 'gb2013:m:0606',
    to: null,
    confidence: 'unverified',
    note: [
      '新标准按部件分列异常事项，须按部件选择',
      'The new list has a matter for each component: choose by component',
    ],
  },
]

const mappingFrom = new Map(codeMap.map((mapping) => [mapping.from, mapping]))

export function findCategory(key: string): Category | undefined {
  return byKey.get(key)
}

export interface CategoryFilter {
  readonly ref?: CatalogueRef
  readonly kind?: CategoryKind
  /** The Chinese name of the major class. */
  readonly major?: string
  /** Part of the name in either language, or the beginning of the code. */
  readonly text?: string
}

export function categories(filter: CategoryFilter = {}): readonly Category[] {
  const { ref, kind, major } = filter
  const text = filter.text?.trim().toLowerCase() ?? ''
  return all.filter(
    (category) =>
      (ref === undefined || category.ref === ref) &&
      (kind === undefined || category.kind === kind) &&
      (major === undefined || category.major[0] === major) &&
      (text === '' ||
        category.code.startsWith(text) ||
        category.name.some((name) => name.toLowerCase().includes(text))),
  )
}

/** The category of the list in force that an old one became; current and local ones are their own. */
export function mapToCurrent(key: string): Category | undefined {
  const mapping = mappingFrom.get(key)
  if (mapping) return mapping.to === null ? undefined : byKey.get(mapping.to)
  const category = byKey.get(key)
  return category?.ref === 'GB/T 30428.2-2013' ? undefined : category
}
