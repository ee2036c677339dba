import { useState, type FormEvent } from 'react'
import { shortCommittee, useAreas } from '#engines/registers/web'
import type { Scope } from '#kernel/session'
import { identity, type StaffLine } from '#platform/identity/operations'
import { identityRefusals } from '#platform/identity/refusals'
import { Button, Chips, FieldRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { administratorRoles, businessRoles } from './role-names.ts'

const kinds = {
  street: ['全街道', 'Whole subdistrict'],
  committee: ['一个居民区', 'One committee'],
  grid: ['一个网格', 'One grid'],
  unit: ['本单位', 'Own unit'],
} as const

/** What a member of staff may do, and over which part of the street. */
export function RolesForm({ line, onDone }: { line: StaffLine; onDone: () => void }) {
  const text = useText()
  const { committees, grids } = useAreas()
  const command = useCommand(identity.setRoles)
  const [roles, setRoles] = useState<readonly string[]>(line.roles)
  const [kind, setKind] = useState<Scope['kind']>(line.scope.kind)
  const [code, setCode] = useState('code' in line.scope ? line.scope.code : '')
  const areas =
    kind === 'committee' ? committees.map((area) => ({ code: area.code, name: shortCommittee(area.name) })) : grids
  const needsCode = kind === 'committee' || kind === 'grid'
  const why =
    needsCode && !areas.some((area) => area.code === code)
      ? text(['请选择管辖的居民区或网格。', 'Choose the committee or grid.'])
      : null

  function send(event: FormEvent): void {
    event.preventDefault()
    if (why) return
    const scope: Scope = kind === 'committee' || kind === 'grid' ? { kind, code } : { kind }
    command.mutate(
      { staffId: line.staffId, roles: [...roles], scope },
      {
        onSuccess: () => {
          toast(text(['已授权，下次操作起生效', 'Granted; in force from the next act']))
          onDone()
        },
      },
    )
  }
  const group = (label: readonly [string, string], offered: typeof businessRoles) => (
    <FieldRow label={label} group>
      {() => (
        <div className="admin-roles">
          {offered.map((role) => (
            <label className="check" key={role.id}>
              <input
                type="checkbox"
                checked={roles.includes(role.id)}
                onChange={(event) =>
                  setRoles(event.target.checked ? [...roles, role.id] : roles.filter((each) => each !== role.id))
                }
              />
              {text(role.label)}
            </label>
          ))}
        </div>
      )}
    </FieldRow>
  )
  return (
    <form className="schema-form admin-form" onSubmit={send}>
      {group(['业务角色', 'Roles'], businessRoles)}
      {group(['管理员（不得兼任）', 'Administrators (nothing else beside)'], administratorRoles)}
      <FieldRow label={['管辖范围', 'Scope']} group>
        {({ id: _, ...aria }) => (
          <Chips
            {...aria}
            options={kinds}
            value={kind}
            onChange={(chosen) => {
              setKind(chosen)
              setCode('')
            }}
          />
        )}
      </FieldRow>
      {needsCode && (
        <FieldRow label={kinds[kind]}>
          {(aria) => (
            <select {...aria} className="control" value={code} onChange={(event) => setCode(event.target.value)}>
              <option value="">{text(['请选择', 'Choose'])}</option>
              {areas.map((area) => (
                <option key={area.code} value={area.code}>
                  {area.name}
                </option>
              ))}
            </select>
          )}
        </FieldRow>
      )}
      {command.isError && <Problem error={command.error} refusals={identityRefusals} />}
      <div className="form-buttons">
        <Button type="submit" tone="main" busy={command.isPending} why={why}>
          {text(['授权', 'Grant'])}
        </Button>
        <Button onClick={onDone}>{text(['收起', 'Put away'])}</Button>
      </div>
    </form>
  )
}
