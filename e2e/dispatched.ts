import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { newId } from '../src/kernel/id.ts'
import type { SentTo } from '../src/kernel/operation.ts'
import { cases, CaseId } from '../src/engines/cases/shared/index.ts'
import { registers } from '../src/engines/registers/shared/index.ts'
import type { Opened } from './world.ts'

/** A case that the duty officer has taken through to a unit; its title is unlike any other. */
export async function dispatched(
  duty: Opened,
  unit: string,
  said: Partial<SentTo<typeof cases.create>> & { title: string },
) {
  const caseId = CaseId.parse(newId())
  const { units } = await duty.ask(registers.directory, {})
  const { id } = units.find((each) => each.code === unit)!
  const { followCode } = await duty.perform(cases.create, {
    caseId,
    type: 'grid-patrol',
    source: 'leader',
    category: 'gb2026:m:06010',
    place: '长寿路 100 号',
    lng: 121.4355,
    lat: 31.2433,
    ...said,
  })
  await duty.perform(cases.accept, { caseId })
  await duty.perform(cases.register, { caseId })
  await duty.perform(cases.dispatch, { caseId, unit: id })
  return { caseId, followCode }
}

let folder: string | undefined

/** A picture as large as a camera's, of one colour, to be told from another. */
export async function photo(colour: string): Promise<string> {
  folder ??= mkdtempSync(join(tmpdir(), 'mofang-photos-'))
  const path = join(folder, `${colour}.jpg`)
  await sharp({ create: { width: 3000, height: 2000, channels: 3, background: colour } })
    .jpeg()
    .toFile(path)
  return path
}
