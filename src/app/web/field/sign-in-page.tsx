import { useEffect, useState } from 'react'
import type { Session } from '#kernel/session'
import { sayError } from '#ui/notices'
import { useOutboxState } from '#ui/outbox'
import { useText } from '#ui/text'
import { InputField, Trouble } from '../light/form-parts.tsx'
import { askDemoAccounts, changePassword, signIn, type DemoAccount } from './session.ts'

export function SignInPage({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const text = useText()
  const { entries } = useOutboxState()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [demo, setDemo] = useState<readonly DemoAccount[]>([])
  useEffect(() => void askDemoAccounts().then(setDemo), [])
  const waiting = entries.filter((entry) => entry.kind === 'command').length

  async function submit(name: string, secret: string): Promise<void> {
    setBusy(true)
    setTrouble(null)
    try {
      onSignedIn(await signIn(name, secret))
    } catch (thrown) {
      setTrouble(text(sayError(thrown)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="page">
      <h1>{text(['数字魔方 现场', 'Mofang in the field'])}</h1>
      {waiting > 0 && (
        <p className="notice plain">
          {text([
            `手机上有 ${waiting} 项待发送，登录后自动发送。`,
            `${waiting} acts wait on this phone and are sent after signing in.`,
          ])}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(username, password)
        }}
      >
        <InputField
          label={['用户名', 'User name']}
          id="username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          required
        />
        <InputField
          label={['密码', 'Password']}
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          required
        />
        <Trouble>{trouble}</Trouble>
        <button type="submit" className="button primary wide" disabled={busy}>
          {text(['登录', 'Sign in'])}
        </button>
      </form>
      {demo.length > 0 && (
        <details className="fold">
          <summary>{text(['演示账号', 'Demo accounts'])}</summary>
          <ul className="fold-body demo-accounts">
            {demo.map((account) => (
              <li key={account.username}>
                <button
                  type="button"
                  className="button wide"
                  onClick={() => void submit(account.username, account.password)}
                >
                  {text(account.label)} <span className="quiet-text">{account.username}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </main>
  )
}

/** An initial password is known to whoever gave it: it is changed before anything else. */
export function ChangePasswordPage({ onChanged }: { onChanged: (session: Session) => void }) {
  const text = useText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  return (
    <main className="page">
      <h1>{text(['请先修改初始密码', 'Change the initial password first'])}</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          changePassword(current, next).then(onChanged, (thrown: unknown) => setTrouble(text(sayError(thrown))))
        }}
      >
        <InputField
          label={['现在的密码', 'Present password']}
          id="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          required
        />
        <InputField
          label={['新密码', 'New password']}
          id="next"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          required
        />
        <Trouble>{trouble}</Trouble>
        <button type="submit" className="button primary wide">
          {text(['修改密码', 'Change the password'])}
        </button>
      </form>
    </main>
  )
}
