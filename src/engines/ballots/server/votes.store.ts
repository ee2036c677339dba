import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { VoteDraft, VoteGroup, VoteMode, VoteQuestion, VoteState, VoteTerms } from '#engines/ballots/shared'

export interface Vote {
  readonly id: string
  readonly electionUuid: string
  readonly title: string
  readonly scopeKind: VoteDraft['scope']['kind']
  readonly scopeEntry: string
  readonly scopeName: string
  readonly compound: string
  readonly mode: VoteMode
  readonly group: VoteGroup
  readonly revote: boolean
  readonly questions: readonly VoteQuestion[]
  readonly terms: VoteTerms
  readonly documents: VoteDraft['documents']
  readonly opensAt: string
  readonly closesAt: string
  readonly state: VoteState
  readonly version: number
  readonly threshold: number
  readonly ceremony: number
  readonly draftedBy: string
  readonly noticedAt: string | null
  readonly guard: { readonly verdict: 'safe' | 'warn' | 'refuse' } | null
  readonly guardReason: string | null
  readonly frozenAt: string | null
  readonly openedAt: string | null
  readonly closedAt: string | null
  readonly countedAt: string | null
  readonly publishedAt: string | null
  readonly filedAt: string | null
  readonly filing: string | null
  readonly withdrawnReason: string | null
}

const columns = sql`v.id, v.election_uuid as "electionUuid", v.title, v.scope_kind as "scopeKind", v.scope_entry as "scopeEntry",
  v.scope_name as "scopeName", v.compound, v.mode, v.voting_group as "group", v.revote, v.questions, v.terms, v.documents, v.state,
  v.version, v.threshold, v.ceremony, v.drafted_by as "draftedBy", v.guard, v.guard_reason as "guardReason", v.filing,
  v.withdrawn_reason as "withdrawnReason", v.opens_at as "opensAt", v.closes_at as "closesAt", v.noticed_at as "noticedAt",
  v.frozen_at as "frozenAt", v.opened_at as "openedAt", v.closed_at as "closedAt", v.counted_at as "countedAt",
  v.published_at as "publishedAt", v.filed_at as "filedAt"`

export async function findVote(tx: Tx, street: string, id: string): Promise<Vote | undefined> {
  const { rows } = await sql<Vote>`select ${columns} from votes v where v.street = ${street} and v.id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

/** Held until the commit: whoever changes the vote waits. */
export async function lockVote(tx: Tx, street: string, id: string): Promise<Vote | undefined> {
  const { rows } =
    await sql<Vote>`select ${columns} from votes v where v.street = ${street} and v.id = ${id} for no key update`.execute(
      tx,
    )
  return rows[0]
}

/** Held against a change of its state, and by many at once. */
export async function shareVote(tx: Tx, street: string, id: string): Promise<Vote | undefined> {
  const { rows } =
    await sql<Vote>`select ${columns} from votes v where v.street = ${street} and v.id = ${id} for share`.execute(tx)
  return rows[0]
}

export interface ListedVote extends Vote {
  readonly owners: number | null
  readonly voted: number
}

const mostVotes = 300

export async function listVotes(
  tx: Tx,
  street: string,
  { states, of }: { readonly states?: readonly VoteState[]; readonly of?: readonly string[] },
): Promise<ListedVote[]> {
  const { rows } =
    await sql<ListedVote>`select ${columns}, t.owners, coalesce(t.electronic_owners + t.paper_owners, 0) as voted
    from votes v left join vote_turnouts t on t.street = v.street and t.vote = v.id
    where v.street = ${street} and ${states ? sql`v.state = any(${[...states]}::text[])` : sql`true`}
      and ${of ? sql`v.id = any(${[...of]}::uuid[])` : sql`true`}
    order by v.drafted_at desc, v.id desc limit ${mostVotes}`.execute(tx)
  return rows
}

/** Votes that the clock has something to do with. */
export async function dueVotes(tx: Tx, street: string, now: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from votes where street = ${street}
    and ((state = 'frozen' and opens_at <= ${now}) or (state = 'voting' and closes_at <= ${now})) order by closes_at`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export interface Placed {
  readonly scopeName: string
  readonly compound: string
}

export async function addVote(
  tx: Tx,
  street: string,
  { id, electionUuid, by, at }: { id: string; electionUuid: string; by: string; at: string },
  draft: VoteDraft,
  { scopeName, compound }: Placed,
): Promise<void> {
  await sql`insert into votes (street, id, election_uuid, title, scope_kind, scope_entry, scope_name, compound, mode, voting_group, revote,
      questions, terms, documents, opens_at, closes_at, state, version, threshold, drafted_by, drafted_at)
    values (${street}, ${id}, ${electionUuid}, ${draft.title}, ${draft.scope.kind}, ${draft.scope.entry}, ${scopeName}, ${compound}, ${draft.mode},
      ${draft.group}, ${draft.revote}, ${JSON.stringify(draft.questions)}, ${JSON.stringify(draft.terms)}, ${JSON.stringify(draft.documents)},
      ${draft.opensAt}, ${draft.closesAt}, 'drafting', 1, ${draft.threshold}, ${by}, ${at})`.execute(tx)
}

export async function saveDraft(
  tx: Tx,
  street: string,
  id: string,
  draft: VoteDraft,
  { scopeName, compound }: Placed,
): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`update votes set title = ${draft.title}, scope_kind = ${draft.scope.kind},
      scope_entry = ${draft.scope.entry}, scope_name = ${scopeName}, compound = ${compound}, mode = ${draft.mode}, voting_group = ${draft.group},
      revote = ${draft.revote}, questions = ${JSON.stringify(draft.questions)}, terms = ${JSON.stringify(draft.terms)},
      documents = ${JSON.stringify(draft.documents)}, opens_at = ${draft.opensAt}, closes_at = ${draft.closesAt},
      threshold = ${draft.threshold}, ceremony = ceremony + 1, version = version + 1
    where street = ${street} and id = ${id} returning version`.execute(tx)
  return rows[0]!.version
}

/** What a step of the vote leaves behind besides its state. */
export interface Moved {
  readonly noticed_at?: string
  readonly facts?: string
  readonly guard?: string
  readonly guard_reason?: string | null
  readonly frozen_at?: string
  readonly opened_at?: string
  readonly closed_at?: string
  readonly counted_at?: string
  readonly published_at?: string
  readonly filed_at?: string
  readonly filing?: string
  readonly withdrawn_reason?: string
}

export async function moveVote(tx: Tx, street: string, id: string, state: VoteState, moved: Moved): Promise<void> {
  const set = Object.entries(moved).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update votes set ${sql.join([sql`state = ${state}`, ...set])} where street = ${street} and id = ${id}`.execute(
    tx,
  )
}

export async function factsOf<T>(tx: Tx, street: string, id: string): Promise<T | null> {
  const { rows } = await sql<{
    facts: T | null
  }>`select facts from votes where street = ${street} and id = ${id}`.execute(tx)
  return rows[0]?.facts ?? null
}

export async function setCeremony(tx: Tx, street: string, id: string, threshold: number): Promise<number> {
  const { rows } = await sql<{ ceremony: number }>`update votes set ceremony = ceremony + 1, threshold = ${threshold}
    where street = ${street} and id = ${id} returning ceremony`.execute(tx)
  return rows[0]!.ceremony
}
