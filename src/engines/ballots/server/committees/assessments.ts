import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { committees, gradeIds, itemsOf, pointsFault, scoreSheet, type Grade } from '#engines/ballots/shared'
import {
  assessmentsOf,
  insertAssessment,
  insertImprovement,
  openImprovements,
  schemeOn,
  schemesOf,
  type KeptAssessment,
} from './assessments.store.ts'
import { latestTerms } from './standing.ts'
import { findTerms, lockCompound } from './terms.store.ts'
import { staffOf, todayOf } from './terms.ts'

/** 规范化评估 by the indicator system: two rounds by two people, grades, and what is to be improved. */
export function assessmentHandlers(): readonly Implementation[] {
  return [
    implement(committees.scheme, async (context, { day }) => {
      const { tx, street } = context
      const on = day ?? todayOf(context)
      const all = await schemesOf(tx, street)
      const { heads, ...scheme } = await schemeOn(tx, street, on)
      const next = all.find(({ from }) => from > on)?.from ?? null
      return ok({
        ...scheme,
        heads: heads.map((head) => ({
          id: head.id,
          label: [head.label[0], head.label[1]] as [string, string],
          items: head.items.map((item) => ({ ...item, label: [item.label[0], item.label[1]] as [string, string] })),
        })),
        next,
      })
    }),

    implement(committees.setScheme, async (context, scheme) => {
      const { tx, street, now } = context
      if (scheme.from < todayOf(context)) return err('scheme_past')
      const ids = [...scheme.heads.map(({ id }) => id), ...itemsOf(scheme).map(({ id }) => id)]
      if (new Set(ids).size < ids.length) return err('item_repeated')
      const { excellent, good, pass } = scheme.grades
      if (excellent <= good || good <= pass) return err('grades_wrong')
      const { numAffectedRows } = await sql`insert into assessment_schemes (street, "from", scheme, set_by, set_at)
        values (${street}, ${scheme.from}, ${JSON.stringify(scheme)}, ${staffOf(context).id}, ${now}) on conflict do nothing`.execute(
        tx,
      )
      if (numAffectedRows === 0n) return err('scheme_exists')
      context.changed({ from: scheme.from })
      return ok({ from: scheme.from })
    }),

    implement(committees.assess, async (context, asked) => {
      const { tx, street, now } = context
      const { id, committee, year, round } = asked
      const [term] = await findTerms(tx, street, { id: committee })
      if (!term) return err('committee_not_found')
      await lockCompound(tx, street, term.compound)
      const earlier = await assessmentsOf(tx, street, { committee, year })
      if (earlier.some((each) => each.round === round)) return err('round_done')
      const first = earlier.find((each) => each.round === 'first')
      const { id: staff, name: by } = staffOf(context)
      if (round === 'second' && !first) return err('first_round_missing')
      if (first && first.staff === staff) return err('same_assessor')
      // Both rounds of a year go by the scheme of the first, or they could not be compared.
      const scheme = await schemeOn(tx, street, first?.schemeFrom ?? todayOf(context))
      const fault = pointsFault(scheme, asked.points)
      if (fault) return err(fault)
      const known = new Set(itemsOf(scheme).map((item) => item.id))
      if ([...Object.keys(asked.notes), ...asked.improvements.map(({ item }) => item)].some((item) => !known.has(item)))
        return err('item_unknown')
      const { total, full, grade } = scoreSheet(scheme, asked.points)
      const { points, notes } = asked
      const made: KeptAssessment = {
        id,
        committee,
        year,
        round,
        schemeFrom: scheme.from,
        points,
        notes,
        total,
        full,
        grade,
        by,
        staff,
        at: now,
      }
      await insertAssessment(tx, street, made)
      for (const improvement of asked.improvements) await insertImprovement(tx, street, committee, improvement)
      context.subject('owners_committee', committee)
      context.changed({ year, round, total, grade })
      return ok({ id, total, full, grade })
    }),

    implement(committees.improve, async (context, { id, day }) => {
      const { tx, street } = context
      if (day > todayOf(context)) return err('day_wrong')
      const { rows } = await sql<{ committee: string; done: string | null }>`
        select committee, done_on::text as done from committee_improvements where street = ${street} and id = ${id}
        for no key update`.execute(tx)
      const found = rows[0]
      if (!found) return err('improvement_not_found')
      // A committee worker answers for the compounds of that committee alone.
      const [term] = await findTerms(tx, street, { id: found.committee, scope: staffOf(context).scope })
      if (!term) return err('improvement_not_found')
      if (found.done !== null) return err('improvement_done')
      await sql`update committee_improvements set done_on = ${day} where street = ${street} and id = ${id}`.execute(tx)
      context.subject('owners_committee', found.committee)
      return ok({ id })
    }),

    implement(committees.assessments, async (context, { year }) => {
      const { tx, street } = context
      const terms = latestTerms(await findTerms(tx, street, { scope: staffOf(context).scope }))
      const all = await assessmentsOf(tx, street, { year })
      const open = await openImprovements(tx, street)
      const of = (committee: string, round: 'first' | 'second') => {
        const found = all.find((each) => each.committee === committee && each.round === round)
        return found ? { total: found.total, full: found.full, grade: found.grade } : null
      }
      const items = terms.map((term) => ({
        committee: term.id,
        name: term.name,
        first: of(term.id, 'first'),
        second: of(term.id, 'second'),
        improvementsOpen: open.get(term.id) ?? 0,
      }))
      const counts = Object.fromEntries(
        gradeIds.map((grade) => [
          grade,
          items.filter(({ first, second }) => (second ?? first)?.grade === grade).length,
        ]),
      ) as Record<Grade, number>
      return ok({
        committees: terms.length,
        first: items.filter(({ first }) => first).length,
        second: items.filter(({ second }) => second).length,
        grades: counts,
        items,
      })
    }),

    implement(committees.trainings, async (context, { year }) => {
      const { tx, street } = context
      const { rows } = await sql<{
        id: string
        day: string
        topic: string
        place: string
        people: { committee: string | null; compound: string; name: string; post: string; isNewChair: boolean }[]
      }>`
        select t.id, t.day::text as day, t.topic, t.place,
          (select jsonb_agg(jsonb_build_object('committee', p.committee, 'name', p.name, 'post', p.post,
              'compound', coalesce(c.fields ->> 'name', ''), 'isNewChair', m.id is not null) order by p.n)
            from committee_training_people p
            left join owners_committees o on o.street = p.street and o.id = p.committee
            left join register_entries c on c.street = o.street and c.id = o.compound
            left join owners_committee_members m on m.street = o.street and m.committee = o.id and m.name = p.name
              and m.post = 'chair' and m.left_on is null and extract(year from o.term_from) = ${year}
            where p.street = t.street and p.training = t.id) as people
        from committee_trainings t
        where t.street = ${street} and t.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
        order by t.day desc, t.id`.execute(tx)
      const people = rows.flatMap((row) => row.people)
      const once = (list: typeof people) => new Set(list.map(({ committee, name }) => `${committee} ${name}`)).size
      return ok({
        items: rows.map(({ people: came, ...row }) => ({
          ...row,
          people: came.map(({ committee, compound, name, post }) => ({ committee, compound, name, post })),
        })),
        people: once(people),
        newChairs: once(people.filter(({ isNewChair }) => isNewChair)),
      })
    }),

    implement(committees.addTraining, async (context, { id, day, topic, place, people }) => {
      const { tx, street } = context
      if (day > todayOf(context)) return err('day_wrong')
      const known = new Set((await findTerms(tx, street, {})).map((term) => term.id))
      if (people.some(({ committee }) => committee !== null && !known.has(committee))) return err('committee_not_found')
      await sql`insert into committee_trainings (street, id, day, topic, place, made_by)
        values (${street}, ${id}, ${day}, ${topic}, ${place}, ${staffOf(context).id})`.execute(tx)
      await sql`insert into committee_training_people (street, training, n, committee, name, post)
        select ${street}, ${id}, p.n, (p.v ->> 'committee')::uuid, p.v ->> 'name', p.v ->> 'post'
        from jsonb_array_elements(${JSON.stringify(people)}::jsonb) with ordinality as p(v, n)`.execute(tx)
      context.subject('training', id)
      context.changed({ day, people: people.length })
      return ok({ id })
    }),
  ]
}
