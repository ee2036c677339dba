import { useDeferredValue, useState } from 'react'
import { shortCommittee, useAreas } from '#engines/registers/web'
import type { Scope } from '#kernel/session'
import type { Text } from '#kernel/text'
import { identity, type StaffLine } from '#platform/identity/operations'
import { identityRefusals } from '#platform/identity/refusals'
import { Button, EmptyState, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { PagedList, usePages } from '#ui/paged-list'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { toast } from '#ui/toast'
import { OpenAccount } from './open-account.tsx'
import { roleName } from './role-names.ts'
import { RolesForm } from './roles-form.tsx'
import './admin.css'

function useScopeName(): (scope: Scope) => Text {
  const { committeeName, gridName } = useAreas()
  return (scope) => {
    switch (scope.kind) {
      case 'street':
        return ['全街道', 'whole subdistrict']
      case 'unit':
        return ['本单位', 'own unit']
      case 'committee':
        return [shortCommittee(committeeName(scope.code)), committeeName(scope.code)]
      case 'grid':
        return [gridName(scope.code), gridName(scope.code)]
    }
  }
}

function stateOf(line: StaffLine): Text {
  if (!line.active) return ['已停用', 'Deactivated']
  if (line.locked) return ['已锁定', 'Locked']
  if (!line.username) return ['无账号', 'No account']
  if (line.mustChangePassword) return ['待改密码', 'Password to be changed']
  return ['正常', 'In use']
}

function StaffRow({ line, isOpen, onToggle }: { line: StaffLine; isOpen: boolean; onToggle: () => void }) {
  const text = useText()
  const barrier = useBarrier()
  const scopeName = useScopeName()
  const unlock = useCommand(identity.unlock)
  const deactivate = useCommand(identity.deactivate)
  const reactivate = useCommand(identity.reactivate)
  const { staffId } = line
  const why = (operation: string) => {
    const barred = barrier(operation)
    return barred && text(barred)
  }
  const problem = unlock.error ?? deactivate.error ?? reactivate.error
  const done = (words: Text) => ({ onSuccess: () => toast(text(words)) })
  return (
    <>
      <tr>
        <td>
          {line.name}
          <div className="note">{line.post}</div>
        </td>
        <td>{line.username ?? <span className="quiet">—</span>}</td>
        <td>
          {line.roles.length ? (
            line.roles.map((role) => text(roleName(role))).join('、')
          ) : (
            <span className="quiet">{text(['未授权', 'none'])}</span>
          )}
        </td>
        <td>{text(scopeName(line.scope))}</td>
        <td className={line.locked || !line.active ? 'late' : undefined}>{text(stateOf(line))}</td>
        <td className="quiet">{line.lastSignInAt ? <When at={line.lastSignInAt} /> : '—'}</td>
        <td>
          <div className="form-buttons">
            <Button aria-expanded={isOpen} why={why(identity.setRoles.name)} onClick={onToggle}>
              {text(['授权', 'Roles'])}
            </Button>
            {line.locked && (
              <Button
                why={why(identity.unlock.name)}
                busy={unlock.isPending}
                onClick={() => unlock.mutate({ staffId }, done(['已解除锁定', 'Unlocked']))}
              >
                {text(['解锁', 'Unlock'])}
              </Button>
            )}
            {line.active ? (
              <Button
                tone="quiet"
                why={why(identity.deactivate.name)}
                busy={deactivate.isPending}
                onClick={() =>
                  deactivate.mutate({ staffId }, done(['已停用，可随时恢复', 'Deactivated; can be undone']))
                }
              >
                {text(['停用', 'Deactivate'])}
              </Button>
            ) : (
              <Button
                why={why(identity.reactivate.name)}
                busy={reactivate.isPending}
                onClick={() => reactivate.mutate({ staffId }, done(['已恢复', 'Reactivated']))}
              >
                {text(['恢复', 'Reactivate'])}
              </Button>
            )}
          </div>
          {problem && <Problem error={problem} refusals={identityRefusals} />}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={7} className="admin-form-cell">
            <RolesForm line={line} onDone={onToggle} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Who has an account and what it may do: opened by the system administrator, granted by the security administrator. */
export function StaffPage() {
  const text = useText()
  const barrier = useBarrier()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed.trim())
  const [open, setOpen] = useState<string | null>(null)
  const [isOpening, setOpening] = useState(false)
  const barred = barrier(identity.createAccount.name)
  const list = usePages(identity.listStaff, { limit: 50, ...(words && { words }) })
  usePageTitle(text(['人员与账号', 'Staff and accounts']))
  return (
    <div className="page">
      <h1>{text(['人员与账号', 'Staff and accounts'])}</h1>
      <p className="note">
        {text([
          '三员分立：系统管理员开设和停用账号，安全管理员授予角色和范围，审计管理员查看日志；三者互不兼任，都看不到业务数据。',
          'Three administrators: the system administrator opens accounts, the security administrator grants roles, the audit administrator reads the log. None is another, and none sees the business.',
        ])}
      </p>
      <div className="admin-head">
        <input
          type="search"
          className="control"
          aria-label={text(['姓名、岗位或账号', 'Name, post or account'])}
          placeholder={text(['姓名、岗位或账号', 'Name, post or account'])}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          tone="main"
          aria-expanded={isOpening}
          why={barred && text(barred)}
          onClick={() => setOpening(!isOpening)}
        >
          {text(['开设账号', 'Open an account'])}
        </Button>
      </div>
      {isOpening && (
        <section>
          <OpenAccount onDone={() => setOpening(false)} />
        </section>
      )}
      <PagedList
        list={list}
        refusals={identityRefusals}
        empty={
          <EmptyState title={['没有找到人员', 'Nobody found']}>
            <p>{text(['换个词再找，或开设一个账号。', 'Try other words, or open an account.'])}</p>
          </EmptyState>
        }
      >
        {(lines) => (
          <div className="table-scroll">
            <table className="plain-table admin-table">
              <thead>
                <tr>
                  <th scope="col">{text(['姓名与岗位', 'Name and post'])}</th>
                  <th scope="col">{text(['账号', 'Account'])}</th>
                  <th scope="col">{text(['角色', 'Roles'])}</th>
                  <th scope="col">{text(['范围', 'Scope'])}</th>
                  <th scope="col">{text(['状态', 'State'])}</th>
                  <th scope="col">{text(['最近登录', 'Last sign-in'])}</th>
                  <th scope="col" />
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <StaffRow
                    key={line.staffId}
                    line={line}
                    isOpen={open === line.staffId}
                    onToggle={() => setOpen(open === line.staffId ? null : line.staffId)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
      {list.hasNextPage && (
        <div className="form-buttons">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(['继续载入', 'Load more'])}
          </Button>
        </div>
      )}
    </div>
  )
}
