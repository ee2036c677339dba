import { sql } from 'kysely'
import type { Text } from '#kernel/text'
import type { Definition, MeasureUnitId } from '#model'
import type { Tx } from '#platform/db'
import type { Block, ChartPoints, FigureForm, Reading } from '#engines/reports/shared'
import type { Dimension } from '#engines/indicators/shared'
import { canonicalJson, sha256 } from './canonical.ts'

export interface Seal {
  readonly edition: string
  readonly code: string
  readonly numberYear: number
  readonly numberN: number
  readonly title: string
  readonly year: number
  readonly blocks: readonly Block[]
  readonly charts: Readonly<Record<string, ChartPoints>>
  readonly hash: string
  readonly position: string
  readonly sealedBy: string
  readonly sealedAt: string
}

/** A number as it was sealed. */
export interface SealedFigure {
  readonly figure: string
  readonly measure: string
  readonly definition: string
  readonly label: Text
  readonly sentence: Text
  readonly kind: Definition['kind']
  readonly unit: MeasureUnitId
  readonly form: FigureForm
  readonly from: string
  readonly to: string
  readonly where: { readonly dimension: Dimension; readonly member: string } | null
  readonly now: Reading
  readonly base: (Reading & { readonly from: string; readonly to: string; readonly definition: string }) | null
  readonly goal: string | null
  readonly shown: string
  readonly position: string
}

/** 沪长新街〔2024〕1号: hexagonal brackets, no leading zero (GB/T 9704-2012 §7.2.5). */
export const numberOf = ({ code, numberYear, numberN }: Pick<Seal, 'code' | 'numberYear' | 'numberN'>): string =>
  `${code}〔${numberYear}〕${numberN}号`

/** What is sealed: who reads these members again can reckon the hash himself. */
export function hashOfSeal(seal: Omit<Seal, 'hash' | 'sealedBy'>, figures: readonly SealedFigure[]): string {
  const { edition, title, year, blocks, charts, position, sealedAt } = seal
  const inOrder = [...figures].sort((a, b) => (a.figure < b.figure ? -1 : 1))
  return sha256(
    canonicalJson({
      edition,
      number: numberOf(seal),
      title,
      year,
      blocks,
      charts,
      position,
      sealedAt,
      figures: inOrder,
    }),
  )
}

/** The next number of the year; the row stays locked until the commit, so that there are no holes. */
export async function nextNumber(tx: Tx, street: string, code: string, year: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    insert into counters (street, name, n) values (${street}, ${`report ${code} ${year}`}, 1)
    on conflict (street, name) do update set n = counters.n + 1 returning n`.execute(tx)
  return rows[0]!.n
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const mostRows = 1000

export async function addSeal(tx: Tx, street: string, seal: Seal, figures: readonly SealedFigure[]): Promise<void> {
  await sql`insert into report_seals (street, edition, code, number_year, number_n, title, year, blocks, charts, hash, position, sealed_by, sealed_at)
    values (${street}, ${seal.edition}, ${seal.code}, ${seal.numberYear}, ${seal.numberN}, ${seal.title}, ${seal.year}, ${JSON.stringify(seal.blocks)},
      ${JSON.stringify(seal.charts)}, ${seal.hash}, ${seal.position}, ${seal.sealedBy}, ${seal.sealedAt})`.execute(tx)
  const rows = figures.map(
    (
      each,
    ) => sql`(${street}, ${seal.edition}, ${each.figure}, ${each.measure}, ${each.definition}, ${JSON.stringify(each.label)}::jsonb,
      ${JSON.stringify(each.sentence)}::jsonb, ${each.kind}, ${each.unit}, ${each.form}, ${each.from}::date, ${each.to}::date,
      ${each.where?.dimension ?? null}, ${each.where?.member ?? null}, ${each.now.numerator}::bigint, ${each.now.denominator}::bigint, ${each.now.value},
      ${each.base?.from ?? null}::date, ${each.base?.to ?? null}::date, ${each.base?.definition ?? null}, ${each.base?.numerator ?? null}::bigint,
      ${each.base?.denominator ?? null}::bigint, ${each.base?.value ?? null}, ${each.goal}, ${each.shown}, ${each.position})`,
  )
  for (let at = 0; at < rows.length; at += mostRows)
    await sql`insert into report_figures (street, edition, figure, measure, definition, label, sentence, kind, unit, form, period_from, period_to,
      dimension, member, numerator, denominator, value, base_from, base_to, base_definition, base_numerator, base_denominator, base_value, goal, shown, position)
    values ${sql.join(rows.slice(at, at + mostRows))}`.execute(tx)
}

export async function findSeal(tx: Tx, street: string, edition: string): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`
    select edition, code, number_year as "numberYear", number_n as "numberN", title, year, blocks, charts, hash, position,
      sealed_by as "sealedBy", sealed_at as "sealedAt"
    from report_seals where street = ${street} and edition = ${edition}`.execute(tx)
  return rows[0]
}

/** The 发文代字 used last. */
export async function lastCode(tx: Tx, street: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from report_seals where street = ${street} order by sealed_at desc limit 1`.execute(tx)
  return rows[0]?.code
}

interface FigureRow {
  figure: string
  measure: string
  definition: string
  label: Text
  sentence: Text
  kind: Definition['kind']
  unit: MeasureUnitId
  form: FigureForm
  from: string
  to: string
  dimension: Dimension | null
  member: string | null
  numerator: number
  denominator: number
  value: string | null
  baseFrom: string | null
  baseTo: string | null
  baseDefinition: string | null
  baseNumerator: number | null
  baseDenominator: number | null
  baseValue: string | null
  goal: string | null
  shown: string
  position: string
}

export async function sealedFiguresOf(tx: Tx, street: string, edition: string): Promise<SealedFigure[]> {
  const { rows } = await sql<FigureRow>`
    select figure, measure, definition, label, sentence, kind, unit, form, period_from as "from", period_to as "to", dimension, member,
      numerator, denominator, value, base_from as "baseFrom", base_to as "baseTo", base_definition as "baseDefinition",
      base_numerator as "baseNumerator", base_denominator as "baseDenominator", base_value as "baseValue", goal, shown, position
    from report_figures where street = ${street} and edition = ${edition} order by figure`.execute(tx)
  return rows.map(
    ({
      dimension,
      member,
      numerator,
      denominator,
      value,
      baseFrom,
      baseTo,
      baseDefinition,
      baseNumerator,
      baseDenominator,
      baseValue,
      ...row
    }) => ({
      ...row,
      where: dimension && member ? { dimension, member } : null,
      now: { numerator, denominator, value },
      base:
        baseFrom && baseTo
          ? {
              from: baseFrom,
              to: baseTo,
              definition: baseDefinition!,
              numerator: baseNumerator!,
              denominator: baseDenominator!,
              value: baseValue,
            }
          : null,
    }),
  )
}
