import { useEffect, useMemo } from 'react'
import { Navigate, Outlet, useLocation, useNavigate, useParams } from 'react-router'
import type { Membership } from '#kernel/session'
import { caseTypes, registerAdditions } from '#faces'
import { caseTypesOf } from '#engines/cases/shared'
import { CaseTypesContext } from '#engines/cases/web'
import { registersWith, tagsWith } from '#engines/registers/shared'
import { FileSlotsContext, RegistersContext, type FileSlots, type KnownRegisters } from '#engines/registers/web'
import { Button, EmptyState, MembershipContext, Problem, StreetContext, useSession, Waiting } from '#ui'
import { useText } from '#ui/text'
import { CasesAt } from './cases-at.tsx'
import { DeskHeader, PagesBeside } from './desk-header.tsx'
import { useIdleSignOut } from './use-idle-sign-out.ts'
import { inOrder } from './street-order.ts'
import { deskPages } from './desk-pages.ts'

const allTypes = caseTypesOf(caseTypes)
const inFiles: FileSlots = { CasesAt }
const allRegisters: KnownRegisters = { registers: registersWith(registerAdditions), tags: tagsWith(registerAdditions) }

/** Where a member starts: the first page that shows something to them. */
function firstPage(membership: Membership): string {
  return deskPages.find((page) => membership.can.includes(page.needs))?.path ?? 'cases'
}

function Unknown({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText()
  return (
    <div className="page">
      <Problem error={error}>
        <Button onClick={onRetry}>{text(['再试一次', 'Try again'])}</Button>
      </Problem>
    </div>
  )
}

/** /desk: on to one's own street. */
export function DeskHome() {
  const session = useSession()
  const [first] = inOrder(session.data?.memberships ?? [])
  const text = useText()
  if (session.isPending) return <Waiting />
  if (session.isError) return <Unknown error={session.error} onRetry={() => void session.refetch()} />
  if (!session.data) return <Navigate to="/desk/sign-in" replace />
  if (session.data.mustChangePassword) return <Navigate to="/desk/password" replace />
  if (!first)
    return (
      <EmptyState title={['账号还没有分配街道', 'The account belongs to no subdistrict yet']}>
        <p>
          {text([
            '请联系本街道的安全管理员分配岗位。',
            'Ask the security administrator of your subdistrict for a post.',
          ])}
        </p>
      </EmptyState>
    )
  return <Navigate to={`/desk/${first.street}`} replace />
}

export function StreetHome() {
  const { street } = useParams()
  const session = useSession()
  const membership = session.data?.memberships.find((each) => each.street === street)
  return <Navigate to={`/desk/${street}/${membership ? firstPage(membership) : 'cases'}`} replace />
}

/** The pages of one street: who is signed in, as which member, and what the faces declare. */
export function DeskShell() {
  const text = useText()
  const { street = '' } = useParams()
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const session = useSession()
  const membership = useMemo(
    () => session.data?.memberships.find((each) => each.street === street) ?? null,
    [session.data, street],
  )

  useIdleSignOut()

  // Being put out in the middle of work comes back to the same page.
  useEffect(() => {
    if (session.data === null)
      void navigate(`/desk/sign-in?to=${encodeURIComponent(pathname + search)}`, { replace: true })
  }, [session.data, navigate, pathname, search])

  if (session.isPending || session.data === null) return <Waiting />
  if (session.isError || !session.data) return <Unknown error={session.error} onRetry={() => void session.refetch()} />
  if (session.data.mustChangePassword) return <Navigate to="/desk/password" replace />
  if (!membership)
    return (
      <EmptyState title={['您在这个街道没有岗位', 'You have no post in this subdistrict']}>
        <Button tone="main" onClick={() => void navigate('/desk')}>
          {text(['回到我的街道', 'Back to mine'])}
        </Button>
      </EmptyState>
    )
  return (
    <StreetContext value={street}>
      <MembershipContext value={membership}>
        <CaseTypesContext value={allTypes}>
          <RegistersContext value={allRegisters}>
            <FileSlotsContext value={inFiles}>
              <div className="desk" key={street}>
                <DeskHeader session={session.data} membership={membership} />
                <PagesBeside membership={membership} />
                <main className="desk-main">
                  <Outlet />
                </main>
              </div>
            </FileSlotsContext>
          </RegistersContext>
        </CaseTypesContext>
      </MembershipContext>
    </StreetContext>
  )
}
