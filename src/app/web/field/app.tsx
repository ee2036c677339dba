import { useEffect, useMemo, useState } from 'react'
import type { Session } from '#kernel/session'
import type { Text } from '#kernel/text'
import { registers } from '#engines/registers/shared'
import { Waiting } from '#ui/notices'
import { useOutbox, useOutboxState } from '#ui/outbox'
import { ask, StreetContext } from '#ui/operations'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { go, usePath } from '../light/route.ts'
import { useHeading } from '../light/use-heading.ts'
import { noteArrival } from './acting.ts'
import { askAgain, askAllAgain, noteExpired, queries, wakeKept, WorkingContext, type Working } from './asking.ts'
import { Band } from './band.tsx'
import { CasePage } from './case-page.tsx'
import { ChecksPage } from './checks-page.tsx'
import { MapPage } from './map-page.tsx'
import { MinePage } from './mine-page.tsx'
import { OutboxPage } from './outbox-page.tsx'
import { ReportPage } from './report-page.tsx'
import { askSession, rememberedSession } from './session.ts'
import { ChangePasswordPage, SignInPage } from './sign-in-page.tsx'
import { TasksPage } from './tasks-page.tsx'

function Tabs({ working, at }: { working: Working; at: string }) {
  const text = useText()
  const can = (verb: string) => working.membership.can.includes(`cases.${verb}`)
  const base = `/field/${working.street}`
  const tabs: readonly (readonly [path: string, label: Text, shown: boolean])[] = [
    ['', ['任务', 'Tasks'], can('sign')],
    ['/checks', ['核查', 'Checks'], can('check') || can('verify')],
    ['/report', ['上报', 'Report'], can('create')],
    ['/map', ['地图', 'Map'], true],
    ['/mine', ['我的', 'Mine'], true],
  ]
  return (
    <nav className="tabs">
      {tabs
        .filter(([, , shown]) => shown)
        .map(([path, label]) => (
          <Link key={path} to={base + path} aria-current={at === path ? 'page' : undefined}>
            {text(label)}
          </Link>
        ))}
    </nav>
  )
}

function AtWork({
  session,
  working,
  rest,
  onSignedOut,
}: {
  session: Session
  working: Working
  rest: string
  onSignedOut: () => void
}) {
  const can = (verb: string) => working.membership.can.includes(`cases.${verb}`)
  const caseId = /^\/case\/([0-9a-f-]{36})$/.exec(rest)?.[1]
  const outbox = useOutbox()
  const [awake, setAwake] = useState<Working | null>(null)
  const { entries } = useOutboxState()
  const refused = entries.filter((entry) => entry.refused !== null).length
  useEffect(() => {
    // A refusal says that the case is not as it was thought to be.
    if (refused > 0) askAgain(working.street)
  }, [refused, working.street])
  useEffect(() => {
    void wakeKept(working)
      .catch(() => {})
      .then(() => setAwake(working))
    return outbox.onArrival((entry) => {
      noteArrival(entry)
      askAgain(entry.street)
    })
  }, [working, outbox])
  const first = can('sign') ? '' : can('check') || can('verify') ? '/checks' : '/mine'
  const at = rest === '' ? first : rest
  const pages: Readonly<Record<string, React.ReactNode>> = {
    '': <TasksPage />,
    '/checks': <ChecksPage />,
    '/report': <ReportPage />,
    '/map': <MapPage />,
    '/outbox': <OutboxPage />,
    '/mine': <MinePage session={session} onSignedOut={onSignedOut} />,
  }
  const page = caseId ? <CasePage key={caseId} caseId={caseId} /> : (pages[at] ?? pages[first])
  return (
    <WorkingContext value={working}>
      <StreetContext value={working.street}>
        <div className={caseId ? undefined : 'with-tabs'}>
          <Band />
          {awake === working ? page : <Waiting />}
          {!caseId && <Tabs working={working} at={at} />}
        </div>
      </StreetContext>
    </WorkingContext>
  )
}

const lastStreet = 'mofang.field.street'

/** The phone app: signed in by the server's word, or, where there is no line, by that of the last time. */
export function App() {
  const outbox = useOutbox()
  const path = usePath()
  useHeading(useText()(['数字魔方 现场', 'Mofang in the field']))
  const [session, setSession] = useState<Session | null>(rememberedSession)
  const [asked, setAsked] = useState(false)
  const street = /^\/field\/(\d{9})(?=\/|$)/.exec(path)?.[1] ?? null
  const membership = session?.memberships.find((each) => each.street === street)
  const rest = street ? path.slice(`/field/${street}`.length).replace(/\/$/, '') : ''
  const username = session?.username ?? null
  const working = useMemo<Working | null>(
    () => (street && membership && username ? { street, username, membership } : null),
    [street, membership, username],
  )

  useEffect(() => {
    askSession().then(
      (found) => {
        setSession(found)
        setAsked(true)
      },
      () => setAsked(true),
    )
  }, [])
  useEffect(() => {
    if (asked) outbox.signedInAs(session && !session.mustChangePassword ? session.username : null)
  }, [outbox, session, asked])
  useEffect(() => {
    if (working) localStorage.setItem(lastStreet, working.street)
  }, [working])

  function signedIn(found: Session): void {
    setSession(found)
    setAsked(true)
    noteExpired(false)
    askAllAgain()
    if (path.startsWith('/field/sign-in')) go('/field', { replace: true })
  }
  if (!session && !asked) return <Waiting />
  if (!session || path === '/field/sign-in') return <SignInPage onSignedIn={signedIn} />
  if (session.mustChangePassword) return <ChangePasswordPage onChanged={setSession} />
  if (!working) return <ChooseStreet memberships={session.memberships} />
  return (
    <AtWork
      session={session}
      working={working}
      rest={rest}
      onSignedOut={() => {
        queries.clear()
        setSession(null)
        outbox.signedInAs(null)
        go('/field/sign-in', { replace: true })
      }}
    />
  )
}

/** One street needs no choosing, nor does the one of the last time. */
function ChooseStreet({ memberships }: { memberships: Session['memberships'] }) {
  const text = useText()
  const last = memberships.find((each) => each.street === localStorage.getItem(lastStreet))
  const only = memberships.length === 1 ? memberships[0] : last
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const first = memberships[0]
    if (!first || only) return
    ask(first.street, registers.streets, {}).then(
      ({ items }) => setNames(new Map(items.map(({ code, name }) => [code, text(name)]))),
      // The codes will do.
      () => {},
    )
  }, [memberships, only, text])
  useEffect(() => {
    if (only) go(`/field/${only.street}`, { replace: true })
  }, [only])
  return (
    <main className="page">
      <h1>{text(['选择街道', 'Choose a subdistrict'])}</h1>
      {memberships.map((each) => (
        <Link key={each.street} className="button wide" to={`/field/${each.street}`}>
          {names.get(each.street) ?? each.street} · {each.post}
        </Link>
      ))}
      {memberships.length === 0 && (
        <p>
          {text([
            '这个账号没有现场工作，请用电脑登录。',
            'This account has no work in the field. Sign in on a computer.',
          ])}
        </p>
      )}
    </main>
  )
}
