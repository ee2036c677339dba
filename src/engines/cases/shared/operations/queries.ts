import { z } from 'zod'
import { query } from '#kernel/operation'
import { confidenceIds, phonePattern } from '#model'
import { CaseId } from '../case.ts'
import { states } from '../vocabulary.ts'
import { CaseFileView, CaseLine, CityRow, Duplicate, keysOf, MapPoint, RouteAdvice } from '../views.ts'
import { caseOnly, Day, Longitude, Latitude, ListFilter, Sort } from './inputs.ts'

/** What can be looked at. */
export const queries = {
  list: query({
    title: ['案件列表', 'List cases'],
    input: ListFilter.extend({
      sort: Sort,
      after: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(CaseLine), next: z.string().nullable(), now: z.string() }),
    errors: ['queue_unknown', 'measure_unknown', 'cursor_invalid'],
  }),
  counts: query({
    title: ['队列计数', 'Queue counts'],
    input: z.object({}),
    output: z.object({ counts: z.record(z.string(), z.number()), now: z.string() }),
    errors: [],
  }),
  get: query({ title: ['案卷', 'Case file'], input: caseOnly, output: CaseFileView, errors: ['case_not_found'] }),
  myTasks: query({
    title: ['我的任务', 'My tasks'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        CaseLine.extend({
          taskId: z.string(),
          taskState: z.string(),
          taskDue: z.string().nullable(),
          role: z.enum(['lead', 'assist']),
          description: z.string(),
          contactNeeded: z.boolean(),
        }),
      ),
      now: z.string(),
    }),
    errors: [],
  }),
  duplicates: query({
    title: ['疑似重复', 'Likely duplicates'],
    input: z.object({
      category: z.string().max(40).optional(),
      addressId: z.uuid().nullable().optional(),
      lng: Longitude.nullable().optional(),
      lat: Latitude.nullable().optional(),
      callerPhone: z.string().regex(phonePattern).nullable().optional(),
      except: CaseId.optional(),
    }),
    output: z.object({ items: z.array(Duplicate) }),
    errors: [],
  }),
  route: query({
    title: ['派单建议', 'Routing advice'],
    input: caseOnly,
    output: RouteAdvice,
    errors: ['case_not_found'],
  }),
  routingCoverage: query({
    title: ['规则覆盖', 'Routing coverage'],
    input: z.object({ type: z.string().max(60), from: Day.optional(), to: Day.optional() }),
    output: z.object({
      total: z.number(),
      rules: z.array(
        z.object({ id: z.string(), label: z.tuple([z.string(), z.string()]), matched: z.number(), agreed: z.number() }),
      ),
      uncovered: z.number(),
    }),
    errors: ['type_unknown'],
  }),
  map: query({
    title: ['未结案件地图', 'Map of open cases'],
    input: ListFilter,
    output: z.object({
      points: z.array(MapPoint),
      byGrid: z.record(z.string(), z.object({ open: z.number(), red: z.number() })),
      /** All that the filter holds, also what has no place to be drawn at. */
      byLight: z.object({
        red: z.number(),
        orange: z.number(),
        yellow: z.number(),
        green: z.number(),
        grey: z.number(),
      }),
      now: z.string(),
    }),
    errors: ['queue_unknown', 'measure_unknown'],
  }),
  /** What is overdue now among the cases reported on these days, by area, unit, kind or source. */
  overdue: query({
    title: ['逾期分布', 'Overdue by part'],
    input: z.object({ by: z.enum(['committee', 'unit', 'category', 'source']), from: Day, to: Day }),
    output: z.object({
      rows: z.array(z.object({ key: z.string().nullable(), overdue: z.number() })),
      now: z.string(),
    }),
    errors: [],
  }),
  parameters: query({
    title: ['时限参数', 'Limits'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          label: z.tuple([z.string(), z.string()]),
          type: z.string().nullable(),
          kind: z.string().nullable(),
          when: z.tuple([z.string(), z.string()]).nullable(),
          versions: z.array(
            z.object({
              from: z.string(),
              value: z.number(),
              unit: z.string(),
              basis: z.string(),
              confidence: z.enum(confidenceIds),
            }),
          ),
        }),
      ),
    }),
    errors: [],
  }),
  cityRows: query({
    title: ['市级清单', "City's monthly rows"],
    input: z.object({ month: z.string().max(7).optional() }),
    output: z.object({ items: z.array(CityRow) }),
    errors: [],
  }),
  follow: query({
    audience: 'anyone',
    title: ['查询进度', 'Follow a report'],
    input: z.object({ followCode: z.string().max(20) }),
    output: z.object({
      number: z.string(),
      title: z.string(),
      place: z.string(),
      state: z.enum(keysOf(states)),
      reportedAt: z.string(),
      closedAt: z.string().nullable(),
      unitName: z.string().nullable(),
      dueAt: z.string().nullable(),
      answerText: z.string().nullable(),
      rated: z.boolean(),
      photos: z.array(z.object({ id: z.string(), purpose: z.string() })),
      steps: z.array(z.object({ at: z.string(), step: z.string() })),
    }),
    errors: ['code_not_found'],
  }),
}
