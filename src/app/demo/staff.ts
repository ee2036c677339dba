import { must } from '#kernel/assert'
import { newId, type StaffId, type UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'
import type { Text } from '#kernel/text'
import type { KnownUnit } from '#engines/registers'
import { getStreet } from '#engines/registers/shared'
import type { Founding } from '../server/founding.ts'
import { geographyOf } from './geography.ts'
import { makeRng, personName } from './people.ts'

type DemoUnit = Founding['units'][number]

/** The offices and teams that every street of the demonstration has. */
const common: readonly (readonly [code: string, name: string, kind: DemoUnit['kind'], hours?: [string, string][]])[] = [
  ['centre', '城运中心', 'centre'],
  ['party', '党政办公室', 'office'],
  ['safety', '平安办公室', 'office'],
  ['management', '社区管理办公室', 'office'],
  ['service', '社区服务办公室', 'office'],
  ['autonomy', '社区自治办公室', 'office'],
  ['development', '营商服务办公室', 'office'],
  ['enforcement', '综合行政执法队', 'team', [['08:00', '20:00']]],
  ['sanitation', '市容环卫所', 'team', [['06:00', '18:00']]],
  ['greening', '绿化市容所', 'team'],
  ['municipal', '市政养护队', 'team', [['08:00', '20:00']]],
  ['water', '排水养护班', 'team', [['08:00', '20:00']]],
  ['police', '派出所联络组', 'team'],
  ['market', '市场监管所联络组', 'team'],
  ['housing', '房管所联络组', 'team'],
  ['mediation', '人民调解委员会', 'team'],
]

export function unitsOfStreet(street: string): DemoUnit[] {
  const { committees } = getStreet(street)
  const unit = (code: string, name: string, kind: DemoUnit['kind'], of: Partial<DemoUnit> = {}): DemoUnit => ({
    code,
    name,
    kind,
    committee: null,
    comprehensive: null,
    officeHours: null,
    ...of,
  })
  return [
    ...common.map(([code, name, kind, officeHours]) => unit(code, name, kind, { officeHours: officeHours ?? null })),
    ...committees.map((committee) =>
      unit(`committee-${committee.code}`, committee.name[0], 'committee', { committee: committee.code }),
    ),
    ...committees.map((committee) =>
      unit(`property-${committee.code}`, `${committee.name[0].replace(/居委会$/, '')}片区物业服务处`, 'property', {
        committee: committee.code,
        officeHours: [['08:00', '18:00']],
      }),
    ),
    ...geographyOf(street).comprehensive.map((grid) =>
      unit(`station-${grid.code}`, `${grid.name[0]}联勤联动工作站`, 'station', { comprehensive: grid.code }),
    ),
  ]
}

export interface DemoStaff {
  readonly id: StaffId
  readonly username: string | null
  readonly name: string
  readonly post: string
  readonly unit: UnitId | null
  readonly scope: Scope
  readonly roles: readonly string[]
}

export interface DemoAccount {
  readonly username: string
  readonly label: Text
  readonly post: string
  /** Code of the unit; `first-committee` is whichever committee comes first in the street. */
  readonly unit: string | null
  readonly roles: readonly string[]
  /** `grid` is the first grid of the first committee. */
  readonly scope: 'street' | 'unit' | 'committee' | 'grid'
}

/** Sign-ins that exist only where the demonstration world does; each serves in all three streets. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    username: 'zhiban',
    label: ['值班受理员', 'Duty officer'],
    post: '值班受理员',
    unit: 'centre',
    roles: ['duty'],
    scope: 'street',
  },
  {
    username: 'xuncha',
    label: ['网格巡查员', 'Grid inspector'],
    post: '网格巡查员',
    unit: 'centre',
    roles: ['inspector'],
    scope: 'street',
  },
  {
    username: 'huanwei',
    label: ['处置人员（环卫所）', 'Handler (sanitation)'],
    post: '作业班长',
    unit: 'sanitation',
    roles: ['handler'],
    scope: 'unit',
  },
  {
    username: 'zhifa',
    label: ['处置人员（执法队）', 'Handler (enforcement)'],
    post: '执法队员',
    unit: 'enforcement',
    roles: ['handler'],
    scope: 'unit',
  },
  {
    username: 'juwei',
    label: ['居委干部', 'Committee worker'],
    post: '居委干部',
    unit: 'first-committee',
    roles: ['committee_worker'],
    scope: 'committee',
  },
  {
    username: 'hecha',
    label: ['核查员', 'Checker'],
    post: '核查员',
    unit: 'centre',
    roles: ['checker'],
    scope: 'street',
  },
  {
    username: 'huifang',
    label: ['回访员', 'Return-visit officer'],
    post: '热线回访员',
    unit: 'centre',
    roles: ['visitor'],
    scope: 'street',
  },
  {
    username: 'duban',
    label: ['督办管理员', 'Supervisor'],
    post: '城运中心副主任',
    unit: 'centre',
    roles: ['supervisor'],
    scope: 'street',
  },
  {
    username: 'lingdao',
    label: ['街道领导', 'Leader'],
    post: '分管副主任',
    unit: 'party',
    roles: ['leader'],
    scope: 'street',
  },
  {
    username: 'quhua',
    label: ['区划管理员', 'Keeper of areas'],
    post: '社区自治办公室主任',
    unit: 'autonomy',
    roles: ['area_keeper'],
    scope: 'street',
  },
  {
    username: 'xitong',
    label: ['系统管理员', 'System administrator'],
    post: '系统管理员',
    unit: null,
    roles: ['system_admin'],
    scope: 'street',
  },
  {
    username: 'anquan',
    label: ['安全管理员', 'Security administrator'],
    post: '安全管理员',
    unit: null,
    roles: ['security_admin'],
    scope: 'street',
  },
  {
    username: 'shenji',
    label: ['审计管理员', 'Audit administrator'],
    post: '审计管理员',
    unit: null,
    roles: ['audit_admin'],
    scope: 'street',
  },
  {
    username: 'zhiyuan',
    label: ['志愿者', 'Volunteer'],
    post: '社区志愿者',
    unit: 'first-committee',
    roles: ['volunteer'],
    scope: 'grid',
  },
  {
    username: 'dicang',
    label: ['底仓管理员', 'Register keeper'],
    post: '信息底仓管理员',
    unit: 'autonomy',
    roles: ['register_keeper'],
    scope: 'street',
  },
  {
    username: 'zhuanguan',
    label: ['专管员', 'Keeper of restricted tags'],
    post: '重点人群专管员',
    unit: 'safety',
    roles: ['restricted_keeper'],
    scope: 'street',
  },
  {
    username: 'shenpi',
    label: ['导出审批人', 'Approver of exports'],
    post: '党政办公室主任',
    unit: 'party',
    roles: ['export_approver', 'reviewer'],
    scope: 'street',
  },
  {
    username: 'mishu',
    label: ['党政办', 'Secretary'],
    post: '党政办公室秘书',
    unit: 'party',
    roles: ['secretary'],
    scope: 'street',
  },
  {
    username: 'zhuren',
    label: ['主要领导', 'Head of the subdistrict'],
    post: '办事处主任',
    unit: 'party',
    roles: ['approver', 'leader'],
    scope: 'street',
  },
  {
    username: 'duchashi',
    label: ['督查室', 'Planner'],
    post: '督查室主任',
    unit: 'party',
    roles: ['planner', 'leader'],
    scope: 'street',
  },
  {
    username: 'yingshang',
    label: ['营商服务办', 'Business service office'],
    post: '营商服务办公室科员',
    unit: 'development',
    roles: ['economy'],
    scope: 'street',
  },
  {
    username: 'zizhi',
    label: ['自治办', 'Self-governance office'],
    post: '社区自治办公室科员',
    unit: 'autonomy',
    roles: ['autonomy'],
    scope: 'street',
  },
  {
    username: 'fangguan',
    label: ['房管办', 'Property registry'],
    post: '房管所联络员',
    unit: 'housing',
    roles: ['registry'],
    scope: 'street',
  },
  {
    username: 'yewei',
    label: ['业委会/换届改选小组', 'Convener'],
    post: '业委会主任',
    unit: 'first-committee',
    roles: ['convener'],
    scope: 'street',
  },
  {
    username: 'jingban',
    label: ['选票经办人', 'Clerk'],
    post: '选票经办人',
    unit: 'autonomy',
    roles: ['clerk'],
    scope: 'street',
  },
  {
    username: 'tuo1',
    label: ['受托人（居委会）', 'Trustee (residents’ committee)'],
    post: '居民区书记',
    unit: 'first-committee',
    roles: ['trustee'],
    scope: 'street',
  },
  {
    username: 'tuo2',
    label: ['受托人（律师）', 'Trustee (lawyer)'],
    post: '居民区法律顾问',
    unit: 'mediation',
    roles: ['trustee'],
    scope: 'street',
  },
  {
    username: 'tuo3',
    label: ['受托人（业主代表）', 'Trustee (owners)'],
    post: '业主代表',
    unit: 'first-committee',
    roles: ['trustee'],
    scope: 'street',
  },
]

export const demoPassword = 'Mofang-2026'

/** Which part of the street such an account sees. */
export function scopeOf(street: string, scope: DemoAccount['scope'], unit: Pick<KnownUnit, 'committee'> | null): Scope {
  if (scope === 'street' || scope === 'unit') return { kind: scope }
  const committee = must(unit?.committee, 'a unit of a committee')
  if (scope === 'committee') return { kind: 'committee', code: committee }
  const grid = geographyOf(street).grids.find((each) => each.committee === committee)
  return { kind: 'grid', code: must(grid, 'a grid of the committee').code }
}

/** The people of a street: the demonstration accounts, and one more hand in every unit who does not sign in. */
export function staffOfStreet(street: string, units: readonly KnownUnit[]): readonly DemoStaff[] {
  const rng = makeRng(`staff-${street}`)
  const unitOf = (code: string | null) =>
    code === null
      ? null
      : ((code === 'first-committee'
          ? units.find((unit) => unit.kind === 'committee')
          : units.find((unit) => unit.code === code)) ?? null)
  const named = demoAccounts.map(({ username, post, unit: code, roles, scope }): DemoStaff => {
    const unit = unitOf(code)
    return {
      id: newId() as StaffId,
      username,
      name: personName(rng),
      post,
      unit: unit?.id ?? null,
      roles,
      scope: scopeOf(street, scope, unit),
    }
  })
  const hands = units.map((unit): DemoStaff => ({
    id: newId() as StaffId,
    username: null,
    name: personName(rng),
    post: '处置人员',
    unit: unit.id,
    scope: { kind: 'unit' },
    roles: ['handler'],
  }))
  const centre = units.find((unit) => unit.code === 'centre')!
  const inspectors = Array.from({ length: 6 }, (): DemoStaff => ({
    id: newId() as StaffId,
    username: null,
    name: personName(rng),
    post: '网格巡查员',
    unit: centre.id,
    scope: { kind: 'street' },
    roles: ['inspector'],
  }))
  return [...named, ...hands, ...inspectors]
}
