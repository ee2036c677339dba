import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { firstScheme, type AssessmentScheme, type AssessmentView } from '#engines/ballots/shared'

export async function schemesOf(tx: Tx, street: string): Promise<readonly AssessmentScheme[]> {
  const { rows } = await sql<{ scheme: AssessmentScheme }>`
    select scheme from assessment_schemes where street = ${street} order by "from"`.execute(tx)
  return [firstScheme, ...rows.map(({ scheme }) => scheme)]
}

/** The scheme in use on a day. */
export async function schemeOn(tx: Tx, street: string, day: string): Promise<AssessmentScheme> {
  return (await schemesOf(tx, street)).findLast(({ from }) => from <= day) ?? firstScheme
}

export interface KeptAssessment extends AssessmentView {
  readonly committee: string
  readonly staff: string
}

const columns = sql`id, committee, year, round, scheme_from::text as "schemeFrom", points, notes, total,
  full_points as full, grade, by_name as by, by_staff as staff, at`

export async function assessmentsOf(
  tx: Tx,
  street: string,
  of: { readonly committee?: string; readonly year?: number },
): Promise<KeptAssessment[]> {
  const { rows } = await sql<KeptAssessment>`
    select ${columns} from committee_assessments where street = ${street}
      and ${of.committee ? sql`committee = ${of.committee}` : sql`true`} and ${of.year ? sql`year = ${of.year}` : sql`true`}
    order by year desc, round desc`.execute(tx)
  return rows
}

export async function insertAssessment(tx: Tx, street: string, made: KeptAssessment): Promise<void> {
  await sql`insert into committee_assessments
      (street, id, committee, year, round, scheme_from, points, notes, total, full_points, grade, by_staff, by_name, at)
    values (${street}, ${made.id}, ${made.committee}, ${made.year}, ${made.round}, ${made.schemeFrom},
      ${JSON.stringify(made.points)}, ${JSON.stringify(made.notes)}, ${made.total}, ${made.full}, ${made.grade}, ${made.staff},
      ${made.by}, ${made.at})`.execute(tx)
}

export interface KeptImprovement {
  readonly id: string
  readonly item: string
  readonly what: string
  readonly due: string
  readonly done: string | null
}

export async function improvementsOf(tx: Tx, street: string, committee: string): Promise<KeptImprovement[]> {
  const { rows } = await sql<KeptImprovement>`
    select id, item, what, due::text as due, done_on::text as done from committee_improvements
    where street = ${street} and committee = ${committee} order by due, id`.execute(tx)
  return rows
}

export async function openImprovements(tx: Tx, street: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ committee: string; n: number }>`
    select committee, count(*)::int as n from committee_improvements where street = ${street} and done_on is null
    group by committee`.execute(tx)
  return new Map(rows.map(({ committee, n }) => [committee, n]))
}

export async function insertImprovement(
  tx: Tx,
  street: string,
  committee: string,
  made: Omit<KeptImprovement, 'done'>,
): Promise<void> {
  await sql`insert into committee_improvements (street, id, committee, item, what, due)
    values (${street}, ${made.id}, ${committee}, ${made.item}, ${made.what}, ${made.due})`.execute(tx)
}

export async function trainingsOfCommittee(tx: Tx, street: string, committee: string) {
  const { rows } = await sql<{ id: string; day: string; topic: string; people: string[] }>`
    select t.id, t.day::text as day, t.topic, array_agg(p.name order by p.n) as people
    from committee_trainings t join committee_training_people p on p.street = t.street and p.training = t.id
    where t.street = ${street} and p.committee = ${committee} group by t.id, t.day, t.topic order by t.day desc`.execute(
    tx,
  )
  return rows
}
