import type { Text } from '#kernel/text'
import type { Register, RegisterField } from '../register.ts'

/** A column of a file that leaves: a field of the register or, of people, where and as what they live, of homes who owns them, and the entry's number. */
export interface ExportColumn {
  readonly id: string
  readonly label: Text
  /** What stands above it: an import knows the column by it. */
  readonly head: string
  readonly field: RegisterField | null
}

const units: Readonly<Record<string, string>> = { '0.01 m²': '㎡' }

/** A unit in brackets is passed over by whoever reads the heads. */
function headOf({ field }: RegisterField): string {
  const unit = field.kind === 'integer' ? field.unit?.[0] : undefined
  return unit === undefined ? field.label[0] : `${field.label[0]}（${units[unit] ?? unit}）`
}

const extra = (id: string, label: Text): ExportColumn => ({ id, label, head: label[0], field: null })

/** No field begins with @. */
const ofPeople: readonly ExportColumn[] = [
  extra('@address', ['居住地址', 'Address']),
  extra('@residence', ['人户状态', 'Kind of residence']),
  extra('@relation', ['与户主关系', 'Relation to the head']),
  extra('@tags', ['标签', 'Tags']),
]

/** An import reads the shares in the order of the owners. */
const ofHomes: readonly ExportColumn[] = [
  extra('@owners', ['产权人', 'Owners']),
  extra('@shares', ['产权份额', 'Shares']),
]

/** By it a row that comes back finds its entry, also where nothing else in it tells one from another. */
const ofAll: readonly ExportColumn[] = [extra('@entry', ['系统编号', 'Entry number'])]

/** What of a register may be taken out, in the order of the file. */
export function exportColumnsOf(register: Register): readonly ExportColumn[] {
  const fields = Object.entries(register.fields).map(([id, field]): ExportColumn => ({
    id,
    label: field.field.label,
    head: headOf(field),
    field,
  }))
  const own = register.id === 'home' ? ofHomes : register.id === 'person' ? ofPeople : []
  return [...fields, ...own, ...ofAll]
}
