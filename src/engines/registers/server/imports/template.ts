import type { Readable } from 'node:stream'
import { writeSheet, type WrittenColumn } from '#platform/sheets'
import { importKinds, residenceKinds, type ImportKind, type Registers, type Tags } from '#engines/registers/shared'
import { targetsOf, type ImportTarget } from '../../shared/importing/index.ts'

const relations = ['户主', '配偶', '子', '女', '父', '母', '儿媳', '女婿', '孙子', '孙女', '租客', '其他']
const aside = new Set([
  'entry',
  'note',
  'ignore',
  'withhold',
  'tags',
  'part:compound',
  'part:road',
  'part:lane',
  'part:sublane',
  'part:number',
  'part:room',
])
/** What a list of tags needs to find whom it is about. */
const ofTags = new Set(['field:name', 'field:idNumber', 'field:phone', 'address'])

/** A workbook to fill in, whose heads are recognised when it comes back. */
export function templateOf(kind: ImportKind, registers: Registers, tags: Tags): Readable {
  const targets = targetsOf(kind, registers, tags)
    .filter(({ id }) => !aside.has(id) && (kind !== 'tags' || ofTags.has(id) || id.startsWith('tag:')))
    // A head is the word alone, without what the page says of the column.
    .map((target): ImportTarget =>
      kind === 'tags' ? { ...target, label: [target.heads[0]!, target.label[1]] } : target,
    )
  return writeSheet({
    name: importKinds[kind][0],
    columns: targets.map(columnOf),
    rows: [],
    notes: {
      name: '填写说明',
      lines: [
        '一行填写一条，不要合并单元格；表头请勿改动。',
        '证件号码、电话已设为文本格式，请直接填写。',
        ...(kind === 'home'
          ? ['产权人有几人时用“、”隔开，产权份额、证件号码按同样次序填写，如“张三、李四”“1/2、1/2”。']
          : []),
        '日期写作 1950-03-02。地址写到室，如“茅台路1234弄5号101室”。',
        `必填：${targets
          .filter((target) => target.required)
          .map((target) => target.label[0])
          .join('、')}。其余可以留空；留空表示没有提供，不会清除名册中的内容。`,
      ],
    },
  })
}

function columnOf({ id, label, field }: ImportTarget): WrittenColumn {
  const title = label[0]
  const width = Math.max(10, title.length * 2 + 4)
  if (id === 'relation') return { title, width, choices: relations }
  if (id === 'residence') return { title, width: 16, choices: Object.values(residenceKinds).map(([zh]) => zh) }
  if (id === 'role') return { title, width: 14, choices: ['业主', '租客'] }
  if (id === 'since') return { title, width: 14, kind: 'day' }
  if (id === 'address') return { title, width: 36, kind: 'text' }
  if (id === 'owners' || id === 'shares' || id.startsWith('owner_')) return { title, width: 24, kind: 'text' }
  if (id.startsWith('tag:')) return { title, width, choices: ['是'] }
  switch (field?.field.kind) {
    case 'choice':
      return { title, width: Math.max(width, 14), choices: Object.values(field.field.options).map(([zh]) => zh) }
    case 'flag':
      return { title, width, choices: ['是', '否'] }
    case 'day':
      return { title, width: 14, kind: 'day' }
    case 'integer':
      return { title, width, kind: 'number' }
    default:
      return { title, width: field?.check ? 24 : Math.max(width, 14), kind: 'text' }
  }
}
