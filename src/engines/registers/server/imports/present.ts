import { sql } from 'kysely'
import type { Text } from '#kernel/text'
import { columnName } from '#platform/sheets'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import {
  tieKinds,
  type ImportRow,
  type ImportView,
  type Register,
  type Registers,
  type Tags,
  type Verdict,
} from '#engines/registers/shared'
import { canonicalAddress } from '../../shared/addresses/index.ts'
import { registerOf, targetsOf } from '../../shared/importing/index.ts'
import { maskedAs } from '../../shared/masking.ts'
import { maskName } from '../../shared/names/index.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Entry } from '../entries/entry.ts'
import type { Import } from './imports.store.ts'
import { keptText } from './kept-text.ts'
import type { FieldChange, StoredRow } from './rows.store.ts'

/** Who brought a file sees it, and so do those who answer for the whole street's registers. */
export function seesImport(actor: Actor, imported: Pick<Import, 'madeBy'>): boolean {
  if (actor.kind === 'system') return true
  return actor.kind === 'staff' && (imported.madeBy === actor.id || actor.scope.kind === 'street')
}

const none = { new: 0, changes: 0, same: 0, doubtful: 0, wrong: 0, skipped: 0 }

export async function viewsOf(tx: Tx, street: string, imports: readonly Import[], now: string): Promise<ImportView[]> {
  if (imports.length === 0) return []
  const ids = imports.map((each) => each.id)
  const { rows } = await sql<{
    import: string
    verdict: Verdict
    count: number
  }>`select import, verdict, count(*)::int as count
    from register_import_rows where street = ${street} and import = any(${ids}::uuid[]) group by import, verdict`.execute(
    tx,
  )
  const written = await sql<{ import: string; count: number }>`select import, count(distinct import_row)::int as count
    from register_statements where street = ${street} and import = any(${ids}::uuid[]) and withdrawn_at is null group by import`.execute(
    tx,
  )
  return imports.map((each) => {
    const totals = { ...none }
    for (const row of rows) if (row.import === each.id) totals[row.verdict] = row.count
    return viewOf(each, totals, written.rows.find((row) => row.import === each.id)?.count ?? 0, now)
  })
}

function viewOf(each: Import, totals: ImportView['totals'], applied: number, now: string): ImportView {
  const seconds = each.beganAt ? (Date.parse(now) - Date.parse(each.beganAt)) / 1000 : 0
  const isRunning = each.state === 'judging' || each.state === 'applying' || each.state === 'undoing'
  const perSecond =
    isRunning && seconds > 0.2 && each.done > each.beganDone ? (each.done - each.beganDone) / seconds : null
  const share = each.state === 'judging' || each.pausedIn === 'judging' ? each.share : null
  // While a file is judged, how many rows are to come is known only from how much of it is gone through.
  const rows = share !== null && share > 0 ? each.done / share : each.total
  return {
    id: each.id as ImportView['id'],
    kind: each.kind,
    state: each.state,
    fileName: each.fileName,
    bytes: each.bytes,
    source: each.source,
    observedOn: each.observedOn,
    by: each.madeByName,
    createdAt: each.createdAt,
    done: each.done,
    total: each.total,
    share,
    perSecond: perSecond && Math.round(perSecond),
    secondsLeft: perSecond && rows !== null ? Math.max(0, Math.round((rows - each.done) / perSecond)) : null,
    totals,
    applied,
    problem: each.problem && [each.problem[0], each.problem[1]],
    formulas: each.formulas,
  }
}

const ownNames: Readonly<Record<string, Text>> = {
  '@home': ['居住地址', 'Home'],
  '@relation': ['与户主关系', 'Relation to the head'],
  '@residence': ['居住类别', 'Kind of residence'],
  '@hukou': tieKinds.hukou.label,
  '@owns': tieKinds.owns.label,
  '@rents': tieKinds.rents.label,
  '@occupies': tieKinds.occupies.label,
}

interface Presenting {
  readonly imported: Import
  readonly registers: Registers
  readonly tags: Tags
}

/** Rows as whoever brought the file may see them: the file's own words whole, what the registers held masked as anywhere. */
export async function presentRows(
  tx: Tx,
  street: string,
  { imported, registers, tags }: Presenting,
  rows: readonly (StoredRow & { readonly applied: boolean })[],
): Promise<ImportRow[]> {
  const ids = rows.flatMap((row) => row.candidates.map((candidate) => candidate.id))
  const entries = new Map((await findEntries(tx, street, [...new Set(ids)])).map((entry) => [entry.id, entry]))
  const register = registers[registerOf(imported.kind)]
  const labels = new Map(targetsOf(imported.kind, registers, tags).map((target) => [target.id, target.label]))
  const labelOf = (field: string): Text => ownNames[field] ?? labels.get(field) ?? [field, field]
  return rows.map((row) => {
    const sheet = imported.sheets.find((each) => each.index === row.sheet)
    const letters = new Map(sheet?.columns.map((column) => [column.target, column.letter]))
    const values = { ...row.given.values, ...row.mended }
    return {
      no: row.no,
      sheet: sheet?.name ?? '',
      row: row.row,
      part: row.part,
      title: values['field:name'] ?? values['address'] ?? row.cells.find((text) => text !== '') ?? '',
      verdict: row.verdict,
      applied: row.applied,
      cells: row.cells.flatMap((text, at) => {
        const column = sheet?.columns[at]
        const target = column?.target ?? 'note'
        if (text === '' && target !== 'withhold') return []
        const use =
          row.part === 0 && target !== 'withhold'
            ? 'ignored'
            : target === 'note'
              ? 'note'
              : target === 'ignore'
                ? 'ignored'
                : target === 'withhold'
                  ? 'withheld'
                  : 'read'
        return [{ column: columnName(at + 1), head: column?.head ?? '', text, target, use: use as 'read' }]
      }),
      read: Object.entries(values).flatMap(([target, text]) =>
        target.startsWith('@') || text === ''
          ? []
          : [
              {
                target,
                label: said(labelOf(target)),
                text,
                kept: keptText(register, row.reading, target, text),
                mended: row.mended?.[target] !== undefined,
              },
            ],
      ),
      reasons: row.reasons.map((reason) => ({
        column: (reason.target && letters.get(reason.target)) ?? null,
        code: reason.code,
        text: said(reason.text),
      })),
      changes: row.changes.map((change) => ({
        field: change.field,
        label: said(labelOf(change.field)),
        from: shown(register, change),
        to: change.to,
      })),
      entry: row.entry as ImportRow['entry'],
      candidates: row.candidates.map((candidate) => ({
        id: candidate.id as NonNullable<ImportRow['entry']>,
        title: titleOf(entries.get(candidate.id), imported),
        score: candidate.score,
        reasons: candidate.reasons.map(([zh, en]): [string, string] => [zh, en]),
      })),
      decision: row.decision as ImportRow['decision'],
    }
  })
}

const said = ([zh, en]: Text): [string, string] => [zh, en]

/** What stood before is sensitive as ever: a list of wrong numbers must not draw the right ones out of the register. */
function shown(register: Register, { field, from }: FieldChange): string | null {
  if (from === null) return null
  const known = field.startsWith('field:') ? register.fields[field.slice(6)] : undefined
  if (!known || known.level < 4) return from
  return known.mask ? maskedAs(known.mask, from) : '***'
}

function titleOf(entry: Entry | undefined, imported: Import): string {
  if (!entry) return '文件中前面一行'
  const { name, birth } = entry.fields
  const isOwn = imported.committee === null || entry.committee === imported.committee
  const place = entry.homeKey === null ? '' : addressOfKey(entry.homeKey)
  const called = typeof name === 'string' ? (isOwn || entry.register !== 'person' ? name : maskName(name)) : place
  const year = typeof birth === 'string' ? `${birth.slice(0, 4)}年生` : ''
  const home = isOwn && entry.register === 'person' ? place : ''
  return [called, year, home].filter((part) => part !== '').join(' · ')
}

/** The address that a key was made of, as people write it. */
function addressOfKey(key: string): string {
  const [road, lane, sublane, number, staircase = '', last = ''] = key.split('/')
  const [, building, unit] = /^(?:(.+)幢)?(?:(.+)单元)?$/.exec(staircase) ?? []
  const [, floor, room] = /^(?:(B?\d+)层)?(.*)$/.exec(last) ?? []
  return canonicalAddress({ road, lane, sublane, number, building, unit, floor, room })
}
