import { sql } from 'kysely'
import type { Scope } from '#kernel/session'
import type { Tx } from '#platform/db'
import type {
  CommitteeMember,
  CommitteeTerm,
  Grade,
  GroupMember,
  MemberPost,
  RenewalKind,
  RenewalStepId,
} from '#engines/ballots/shared'

export interface Term extends CommitteeTerm {
  readonly name: string
  readonly committee: string | null
  readonly filing: string | null
  readonly members: readonly (CommitteeMember & { readonly leftReason: string | null })[]
}

const within = (scope: Scope | null) =>
  scope?.kind === 'committee'
    ? sql`c.committee = ${scope.code}`
    : scope?.kind === 'grid'
      ? sql`c.grid = ${scope.code}`
      : sql`true`

/** Terms with their members: all of the compounds that a reader answers for, or one. The latest term of a compound comes first. */
export async function findTerms(
  tx: Tx,
  street: string,
  of: { readonly scope?: Scope | null; readonly id?: string; readonly compound?: string },
): Promise<Term[]> {
  const { rows } = await sql<Term>`
    select t.id, t.compound, t.number, t.seats, t.term_from::text as "from", t.term_to::text as "to", t.filing,
      c.fields ->> 'name' as name, c.committee,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'post', m.post, 'joined', m.joined,
        'left', m.left_on, 'leftReason', m.left_reason)
        order by array_position(array['chair', 'vice', 'member', 'alternate'], m.post), m.joined, m.id)
        from owners_committee_members m where m.street = t.street and m.committee = t.id), '[]') as members
    from owners_committees t join register_entries c on c.street = t.street and c.id = t.compound
    where t.street = ${street} and ${within(of.scope ?? null)}
      and ${of.id ? sql`t.id = ${of.id}` : sql`true`} and ${of.compound ? sql`t.compound = ${of.compound}` : sql`true`}
    order by c.sort_key, t.number desc`.execute(tx)
  return rows
}

/** The compound with that id, held against other terms being entered at once. */
export async function lockCompound(tx: Tx, street: string, id: string): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select fields ->> 'name' as name from register_entries
    where street = ${street} and id = ${id} and register = 'compound' and state = 'standing' for no key update`.execute(
    tx,
  )
  return rows[0]
}

export async function compoundsWithout(tx: Tx, street: string, scope: Scope | null) {
  const { rows } = await sql<{ compound: string; name: string }>`
    select c.id as compound, c.fields ->> 'name' as name from register_entries c
    where c.street = ${street} and c.register = 'compound' and c.state = 'standing' and ${within(scope)}
      and not exists (select from owners_committees t where t.street = c.street and t.compound = c.id)
    order by c.sort_key limit 500`.execute(tx)
  return rows
}

export async function insertTerm(
  tx: Tx,
  street: string,
  term: CommitteeTerm & { readonly filing: string | null; readonly by: string; readonly at: string },
): Promise<void> {
  await sql`insert into owners_committees (street, id, compound, number, seats, term_from, term_to, filing, made_by, made_at)
    values (${street}, ${term.id}, ${term.compound}, ${term.number}, ${term.seats}, ${term.from}, ${term.to}, ${term.filing},
      ${term.by}, ${term.at})`.execute(tx)
  for (const member of term.members) await insertMember(tx, street, term.id, member)
}

export async function insertMember(
  tx: Tx,
  street: string,
  committee: string,
  member: Pick<CommitteeMember, 'id' | 'name' | 'post' | 'joined'>,
): Promise<void> {
  await sql`insert into owners_committee_members (street, committee, id, name, post, joined)
    values (${street}, ${committee}, ${member.id}, ${member.name}, ${member.post}, ${member.joined})`.execute(tx)
}

export async function endMember(tx: Tx, street: string, id: string, day: string, reason: string): Promise<void> {
  await sql`update owners_committee_members set left_on = ${day}, left_reason = ${reason}
    where street = ${street} and id = ${id}`.execute(tx)
}

export async function setPost(tx: Tx, street: string, id: string, post: MemberPost): Promise<void> {
  await sql`update owners_committee_members set post = ${post} where street = ${street} and id = ${id}`.execute(tx)
}

export interface KeptRenewal {
  readonly id: string
  readonly compound: string
  readonly committee: string | null
  readonly kind: RenewalKind
  readonly reason: string | null
  readonly openedAt: string
  readonly termEnds: string | null
  readonly vote: string | null
  readonly filed: boolean
  readonly group: readonly GroupMember[]
  readonly steps: readonly {
    readonly step: RenewalStepId
    readonly day: string
    readonly note: string
    readonly file: string | null
    readonly by: string
    readonly at: string
  }[]
}

/** Renewals with their steps in the order of the days; `hold` keeps one against being taken further at once. */
export async function findRenewals(
  tx: Tx,
  street: string,
  of: { readonly id?: string; readonly compound?: string; readonly running?: true },
): Promise<KeptRenewal[]> {
  const { rows } = await sql<KeptRenewal>`
    select r.id, r.compound, r.committee, r.kind, r.reason, r.opened_at as "openedAt", r.vote, r.filed, r.members as "group",
      (select t.term_to::text from owners_committees t where t.street = r.street and t.id = r.committee) as "termEnds",
      coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'day', s.day, 'note', s.note, 'file', s.file,
        'by', s.by_name, 'at', to_char(s.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.day, s.at)
        from committee_renewal_steps s where s.street = r.street and s.renewal = r.id), '[]') as steps
    from committee_renewals r
    where r.street = ${street} and ${of.id ? sql`r.id = ${of.id}` : sql`true`}
      and ${of.compound ? sql`r.compound = ${of.compound}` : sql`true`} and ${of.running ? sql`not r.filed` : sql`true`}
    order by r.opened_at desc, r.id`.execute(tx)
  return rows
}

/**
 * Held until the commit. The row is locked before it is read: what a locking query selects from other tables, here the
 * steps, is as it was before it waited.
 */
export async function lockRenewal(tx: Tx, street: string, id: string): Promise<KeptRenewal | undefined> {
  await sql`select 1 from committee_renewals where street = ${street} and id = ${id} for no key update`.execute(tx)
  const [kept] = await findRenewals(tx, street, { id })
  return kept
}

export async function insertRenewal(
  tx: Tx,
  street: string,
  made: Pick<KeptRenewal, 'id' | 'compound' | 'committee' | 'kind' | 'reason'> & { by: string; at: string },
): Promise<void> {
  await sql`insert into committee_renewals (street, id, compound, committee, kind, reason, opened_by, opened_at)
    values (${street}, ${made.id}, ${made.compound}, ${made.committee}, ${made.kind}, ${made.reason}, ${made.by}, ${made.at})`.execute(
    tx,
  )
}

export async function insertStep(
  tx: Tx,
  street: string,
  renewal: string,
  taken: {
    readonly step: RenewalStepId
    readonly day: string
    readonly note: string
    readonly file: string | null
    readonly name: string
    readonly by: string
    readonly at: string
    readonly group?: readonly GroupMember[] | undefined
    readonly vote?: string | undefined
  },
): Promise<void> {
  await sql`insert into committee_renewal_steps (street, renewal, step, day, note, file, by_name, by_staff, at)
    values (${street}, ${renewal}, ${taken.step}, ${taken.day}, ${taken.note}, ${taken.file}, ${taken.name}, ${taken.by},
      ${taken.at})`.execute(tx)
  await sql`update committee_renewals set members = ${taken.group ? JSON.stringify(taken.group) : sql`members`},
      vote = ${taken.vote ?? sql`vote`}, filed = ${taken.step === 'filed' ? true : sql`filed`}
    where street = ${street} and id = ${renewal}`.execute(tx)
}

export async function setFiling(tx: Tx, street: string, committee: string, filing: string): Promise<void> {
  await sql`update owners_committees set filing = ${filing} where street = ${street} and id = ${committee}`.execute(tx)
}

export interface LatestGrade {
  readonly committee: string
  readonly year: number
  readonly round: 'first' | 'second'
  readonly grade: Grade
}

/** The last judgement of each committee. */
export async function latestGrades(tx: Tx, street: string): Promise<ReadonlyMap<string, LatestGrade>> {
  const { rows } = await sql<LatestGrade>`
    select distinct on (committee) committee, year, round, grade from committee_assessments where street = ${street}
    order by committee, year desc, round desc`.execute(tx)
  return new Map(rows.map((row) => [row.committee, row]))
}
