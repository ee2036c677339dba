import { useState } from 'react'
import type { Session } from '#kernel/session'
import { registers } from '#engines/registers/shared'
import { sayError } from '#ui/notices'
import { useOutboxState } from '#ui/outbox'
import { setLanguage, useLanguage, useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { Link } from '../light/link.tsx'
import { useHeard, useWorking } from './asking.ts'
import { signOut } from './session.ts'

export function useStreetNames(): (code: string) => string {
  const text = useText()
  const streets = useHeard(registers.streets, {})
  return (code) => {
    const found = streets.data?.value.items.find((each) => each.code === code)
    return found ? text(found.name) : code
  }
}

/** Who I am, in which street; language; signing out, which never throws away what waits. */
export function MinePage({ session, onSignedOut }: { session: Session; onSignedOut: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { street, username, membership } = useWorking()
  const { entries } = useOutboxState()
  const streetName = useStreetNames()
  const [trouble, setTrouble] = useState<string | null>(null)
  const waiting = entries.filter((entry) => entry.user === username && entry.kind === 'command').length
  return (
    <main className="page">
      <h1>{membership.name}</h1>
      <p className="quiet-text">
        {membership.post} · {streetName(street)} · {username}
      </p>
      <Link className="button wide" to={`/field/${street}/outbox`}>
        {text([`待发送 ${waiting}`, `To send: ${waiting}`])}
      </Link>
      {session.memberships
        .filter((each) => each.street !== street)
        .map((each) => (
          <Link key={each.street} className="button wide" to={`/field/${each.street}`}>
            {text(['换到', 'Switch to'])} {streetName(each.street)}
          </Link>
        ))}
      <button type="button" className="button wide" onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}>
        {language === 'en' ? '中文' : 'English'}
      </button>
      <button
        type="button"
        className="button wide"
        onClick={() => signOut().then(onSignedOut, (thrown: unknown) => setTrouble(text(sayError(thrown))))}
      >
        {text(['退出登录', 'Sign out'])}
      </button>
      {waiting > 0 && (
        <p className="quiet-text">
          {text([
            `还有 ${waiting} 项没有发送；退出后留在手机上，您下次登录后发送。`,
            `${waiting} acts are not sent yet; they stay on the phone until you sign in again.`,
          ])}
        </p>
      )}
      <Trouble>{trouble}</Trouble>
    </main>
  )
}
