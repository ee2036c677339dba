import { z } from 'zod'
import { StaffId, StreetCode, UnitId } from '#kernel/id'
import { operations, query } from '#kernel/operation'
import { cleanText } from '#model'
import { areaOperations } from './operations/areas.ts'
import { accessOperations } from './operations/access.ts'
import { entryOperations } from './operations/entries.ts'
import { houseOperations } from './operations/houses.ts'
import { exchangeOperations } from './operations/exchange.ts'
import { trustOperations } from './operations/trust.ts'
import { exportOperations } from './operations/exports.ts'
import { importOperations } from './operations/imports.ts'
import { ownOperations } from './operations/own.ts'

const Said = z.tuple([z.string(), z.string()])

export const unitKinds = {
  office: ['科室', 'Office'],
  centre: ['城运中心', 'Operations centre'],
  team: ['执法与作业队伍', 'Team'],
  committee: ['居民委员会', "Residents' committee"],
  property: ['物业服务企业', 'Property manager'],
  station: ['联勤联动工作站', 'Joint-duty station'],
} as const

/** Who can be told to do something: an office, a team, a committee, a property manager (承办单位). */
export const Unit = z.object({
  id: UnitId,
  /** Stable within a street: `centre`, `sanitation`, `committee-310107015003`. Routing rules name it. */
  code: z.string(),
  name: z.string(),
  kind: z.enum(['office', 'centre', 'team', 'committee', 'property', 'station']),
  /** 12-digit code of the committee it belongs to or serves. */
  committee: z.string().nullable(),
  /** Code of the comprehensive grid of a joint-duty station. */
  comprehensive: z.string().nullable(),
})
export type Unit = z.output<typeof Unit>

export const Address = z.object({
  id: z.uuid(),
  text: z.string(),
  compound: z.string().nullable(),
  committee: z.string(),
  grid: z.string(),
  lng: z.number(),
  lat: z.number(),
})
export type Address = z.output<typeof Address>

export const registers = operations('registers', {
  ...areaOperations,
  streets: query({
    audience: 'anyone',
    title: ['街道列表', 'Subdistricts'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          code: StreetCode,
          name: Said,
          district: Said,
          centre: z.tuple([z.number(), z.number()]),
          demo: z.boolean(),
          phone: z.string(),
        }),
      ),
    }),
    errors: [],
  }),
  /** Committees and grids with their outlines: rings of [lng, lat] in WGS-84. */
  areas: query({
    audience: 'anyone',
    title: ['居民区与网格', 'Committees and grids'],
    input: z.object({}),
    output: z.object({
      committees: z.array(
        z.object({ code: z.string(), name: z.string(), ring: z.array(z.tuple([z.number(), z.number()])) }),
      ),
      grids: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          committee: z.string(),
          comprehensive: z.string(),
          ring: z.array(z.tuple([z.number(), z.number()])),
        }),
      ),
      comprehensive: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
    errors: [],
  }),
  addresses: query({
    audience: 'anyone',
    title: ['查找地址', 'Find an address'],
    input: z.object({ words: cleanText(60).min(1), limit: z.number().int().min(1).max(30).default(10) }),
    output: z.object({ items: z.array(Address) }),
    errors: [],
  }),
  directory: query({
    title: ['单位与人员', 'Units and staff'],
    input: z.object({}),
    output: z.object({
      units: z.array(Unit),
      staff: z.array(z.object({ id: StaffId, name: z.string(), unit: UnitId.nullable(), post: z.string() })),
    }),
    errors: [],
  }),
  ...accessOperations,
  ...entryOperations,
  ...houseOperations,
  ...trustOperations,
  ...exchangeOperations,
  ...exportOperations,
  ...importOperations,
  ...ownOperations,
})
