import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { PackageRefused } from './problems.ts'
import { attribute } from './xml.ts'

export interface Relation {
  readonly id: string
  /** The last word of its type: transitional and strict files differ in the rest. */
  readonly type: string
  readonly target: string
}

/** No document that people made comes near; a list without an end must not fill the memory. */
const mostListed = 10_000
const mostLetters = 16 * 1024 * 1024

/** The type of a part by the table of types, never by its name alone. */
export async function readContentType(archive: Archive, part: string): Promise<string> {
  const ends: Record<string, string> = Object.create(null)
  let own: string | undefined
  let count = 0
  await archive.readXml(
    '[Content_Types].xml',
    {
      open(name, attributes) {
        if (++count > mostListed) throw new PackageRefused('too_many_parts')
        const type = attribute(attributes, 'ContentType') ?? ''
        if (name === 'Override') {
          const described = (attribute(attributes, 'PartName') ?? '').replace(/^\//, '')
          if (described.toLowerCase() === part.toLowerCase()) own = type
        } else if (name === 'Default') ends[(attribute(attributes, 'Extension') ?? '').toLowerCase()] = type
      },
    },
    mostLetters,
  )
  return own ?? ends[posix.extname(part).slice(1).toLowerCase()] ?? ''
}

/** What a part, or (by an empty name) the package, refers to inside the package. */
export async function readRelations(archive: Archive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part)
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations: Relation[] = []
  if (!archive.has(list)) return relations
  await archive.readXml(
    list,
    {
      open(name, attributes) {
        if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
        if (relations.length >= mostListed) throw new PackageRefused('too_many_parts')
        const target = attribute(attributes, 'Target') ?? ''
        const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
        if (path.startsWith('..')) throw new PackageRefused('path_unsafe')
        const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? ''
        relations.push({ id: attribute(attributes, 'Id') ?? '', type, target: path })
      },
    },
    mostLetters,
  )
  return relations
}
