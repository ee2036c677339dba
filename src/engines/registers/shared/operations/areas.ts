import { z } from 'zod'
import { StaffId, UnitId } from '#kernel/id'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { areaKinds, type AreaKind } from '../areas/area.ts'
import { AreaCode, AreaCollection, Position } from '../areas/geojson.ts'

const Kind = z.enum(Object.keys(areaKinds) as [AreaKind, ...AreaKind[]])
const Day = z.iso.date()
const Part = z.object({ code: AreaCode, name: cleanText(60).min(1) })
const Codes = z.array(AreaCode).min(1).max(200)
const Rings = z.array(z.array(Position))

const Split = z.object({
  kind: Kind,
  code: AreaCode,
  by: z.union([z.object({ line: z.array(Position).min(2).max(200) }).strict(), z.object({ members: Codes }).strict()]),
  parts: z.tuple([Part, Part]),
})
const Merge = z.object({ kind: Kind, codes: Codes.min(2), whole: Part })
const Redraw = z.object({
  kind: Kind,
  code: AreaCode,
  by: z.union([
    z
      .object({
        corners: z
          .array(
            z.union([
              z.object({ from: Position, to: Position }).strict(),
              z.object({ between: z.tuple([Position, Position]), to: Position }).strict(),
            ]),
          )
          .min(1)
          .max(300),
      })
      .strict(),
    z.object({ members: Codes }).strict(),
  ]),
})

/** From which day, why, and on which state of the street's areas the person decided. */
const Deciding = z.object({
  day: Day,
  reason: cleanText(500).min(1),
  /** The last change that the person saw; null when there was none. */
  basis: z.uuid().nullable(),
})

export const AreaAct = z.discriminatedUnion('act', [
  Split.extend({ act: z.literal('split') }),
  Merge.extend({ act: z.literal('merge') }),
  Redraw.extend({ act: z.literal('redraw') }),
])
export type AreaAct = z.output<typeof AreaAct>

export const SeenArea = z.object({
  kind: Kind,
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  comprehensive: z.string().nullable(),
  /** One ring, but for a comprehensive grid whose grids do not join. */
  rings: Rings,
  from: Day,
  to: Day.nullable(),
})
export type SeenArea = z.output<typeof SeenArea>

export const AreaChange = z.object({
  id: z.uuid(),
  kind: Kind,
  act: z.enum(['split', 'merge', 'redraw', 'rename', 'found', 'import']),
  fromCodes: z.array(z.string()),
  toCodes: z.array(z.string()),
  day: Day,
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
})
export type AreaChange = z.output<typeof AreaChange>

/** Who still points to an area that is closed: for a person to settle, never moved by itself. */
export const Unsettled = z.object({
  units: z.array(
    z.object({ id: UnitId, name: z.string(), kind: z.enum(['committee', 'comprehensive']), code: z.string() }),
  ),
  staff: z.array(z.object({ id: StaffId, name: z.string(), post: z.string(), kind: Kind, code: z.string() })),
  /** Files of the registers without a point: where they lie only a person can say. */
  entries: z.number(),
})
export type Unsettled = z.output<typeof Unsettled>

const Done = z.object({ change: z.uuid(), movedAddresses: z.number(), unsettled: Unsettled })

const refusals = [
  'areas_changed_meanwhile',
  'area_not_found',
  'area_cut_unsound',
  'day_in_future',
  'day_before_last_change',
] as const
const splitRefusals = [
  'area_code_taken',
  'cut_not_across',
  'cut_too_close',
  'parts_not_joined',
  'line_cuts_members',
] as const
const mergeRefusals = ['area_code_taken', 'parts_not_joined', 'parents_differ', 'members_missing'] as const
const redrawRefusals = [
  'corner_not_found',
  'corner_fixed',
  'parts_not_joined',
  'parents_differ',
  'line_cuts_members',
] as const

/** Committees, grids and micro-grids with their outlines: as they are, as they were, and how they are changed. */
export const areaOperations = {
  areasOn: query({
    audience: 'anyone',
    title: ['某日区划', 'Areas of a day'],
    /** `known`: as it was known at that instant. */
    input: z.object({ on: Day.optional(), known: z.iso.datetime().optional() }),
    output: z.object({
      on: Day,
      basis: z.uuid().nullable(),
      items: z.array(SeenArea),
      /** Codes that closed areas had: not to be given again. */
      closed: z.array(z.object({ kind: Kind, code: z.string() })),
    }),
    errors: [],
  }),
  areasAt: query({
    audience: 'anyone',
    title: ['某点所在区划', 'Areas of a point'],
    input: z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), on: Day.optional() }),
    output: z.object({ items: z.array(z.object({ kind: Kind, code: z.string(), name: z.string() })) }),
    errors: [],
  }),
  areaHistory: query({
    title: ['区划沿革', 'History of an area'],
    input: z.object({ kind: Kind, code: AreaCode }),
    output: z.object({
      versions: z.array(
        SeenArea.extend({ change: AreaChange.nullable(), recordedAt: z.string(), supersededAt: z.string().nullable() }),
      ),
      changes: z.array(AreaChange),
      leader: z.object({ id: StaffId, name: z.string() }).nullable(),
    }),
    errors: ['area_not_found'],
  }),
  areaChanges: query({
    title: ['区划调整记录', 'Changes of areas'],
    input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({ items: z.array(AreaChange), unsettled: Unsettled }),
    errors: [],
  }),
  addressesOfArea: query({
    title: ['区划内地址', 'Addresses of an area'],
    input: z.object({
      kind: z.enum(['committee', 'grid', 'micro']),
      code: AreaCode,
      on: Day.optional(),
      limit: z.number().int().min(0).max(500).default(50),
    }),
    output: z.object({ total: z.number(), items: z.array(z.object({ id: z.uuid(), text: z.string() })) }),
    errors: [],
  }),
  previewAreas: query({
    title: ['预览区划调整', 'Preview a change of areas'],
    input: z.object({ plan: AreaAct }),
    output: z.object({
      /** What there will be: the areas that the change is about, then those within that change too. */
      areas: z.array(
        SeenArea.omit({ from: true, to: true }).extend({
          isNew: z.boolean(),
          isMain: z.boolean(),
          squareMetres: z.number(),
          addresses: z.number(),
          openCases: z.number(),
        }),
      ),
      closed: z.array(z.object({ kind: Kind, code: z.string(), name: z.string() })),
      movedAddresses: z.number(),
      /** Open cases that stay with the area in which they were registered. */
      keptCases: z.number(),
      unsettled: Unsettled,
    }),
    errors: ['area_not_found', 'area_cut_unsound', ...splitRefusals, ...mergeRefusals, ...redrawRefusals],
  }),
  splitArea: command({
    title: ['拆分区划', 'Split an area'],
    input: Split.extend(Deciding.shape),
    output: Done,
    errors: [...refusals, ...splitRefusals],
  }),
  mergeAreas: command({
    title: ['合并区划', 'Merge areas'],
    input: Merge.extend(Deciding.shape),
    output: Done,
    errors: [...refusals, ...mergeRefusals],
  }),
  redrawArea: command({
    title: ['调整边界', 'Redraw an area'],
    input: Redraw.extend(Deciding.shape),
    output: Done,
    errors: [...refusals, ...redrawRefusals],
  }),
  renameArea: command({
    title: ['区划更名', 'Rename an area'],
    input: Part.extend({ kind: Kind }).extend(Deciding.shape),
    output: Done,
    errors: refusals,
  }),
  addMicroGrid: command({
    title: ['设立微网格', 'Set up a micro-grid'],
    input: Part.extend({ grid: AreaCode }).extend(Deciding.shape),
    output: Done,
    errors: [...refusals, 'area_code_taken', 'grid_has_micro_grids'],
  }),
  setMicroLeader: command({
    title: ['指定微网格长', 'Name the leader of a micro-grid'],
    input: z.object({ code: AreaCode, leader: StaffId.nullable() }),
    output: z.object({}),
    errors: ['area_not_found', 'staff_unknown'],
  }),
  settleUnit: command({
    title: ['变更单位所属区划', 'Give a unit to another area'],
    input: z.object({ unit: UnitId, kind: z.enum(['committee', 'comprehensive']), code: AreaCode }),
    output: z.object({}),
    errors: ['area_not_found', 'unit_unknown'],
  }),
  importAreas: command({
    title: ['导入区划', 'Import areas'],
    input: Deciding.extend({ file: AreaCollection, dryRun: z.boolean().default(true) }),
    output: z.object({
      done: z.boolean(),
      closed: z.array(z.object({ kind: Kind, code: z.string(), name: z.string() })),
      opened: z.array(z.object({ kind: Kind, code: z.string(), name: z.string() })),
      altered: z.array(
        z.object({ kind: Kind, code: z.string(), name: z.string(), was: z.string(), isRedrawn: z.boolean() }),
      ),
      same: z.number(),
      faults: z.array(
        z.object({
          what: z.enum(['ring_not_simple', 'overlap', 'gap', 'parent_missing', 'code_twice']),
          kind: Kind,
          code: z.string(),
          at: Position.nullable(),
        }),
      ),
      movedAddresses: z.number(),
    }),
    errors: [...refusals, 'coordinates_unknown', 'outline_invalid', 'outline_moved'],
  }),
}
