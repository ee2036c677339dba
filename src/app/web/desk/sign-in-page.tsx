import { useState, type FormEvent } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { Button, InputRow, Problem, useDemoAccounts, useSession, useSignIn, Waiting } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'

const product: Text = ['数字魔方', 'Mofang']

/** Only a path of our own may be returned to. */
function returnTo(said: string | null): string {
  return said && /^\/desk(\/|$)/.test(said) ? said : '/desk'
}

export function SignInPage() {
  const text = useText()
  const [params] = useSearchParams()
  const session = useSession()
  const demo = useDemoAccounts()
  const signIn = useSignIn()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  usePageTitle(text(['登录', 'Sign in']))

  if (session.data)
    return <Navigate to={session.data.mustChangePassword ? '/desk/password' : returnTo(params.get('to'))} replace />
  function send(event: FormEvent): void {
    event.preventDefault()
    signIn.mutate({ username: username.trim(), password })
  }
  const accounts = demo.data ?? []
  return (
    <main className="sign-in">
      <header>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <div className="sign-in-columns">
        <section>
          <h1 className="sign-in-name">{text(product)}</h1>
          <p className="sign-in-line">
            {text([
              '街道运行管理：发现、受理、派单、处置、核查、结案，每个数字都能打开。',
              'On which a subdistrict runs: noticed, accepted, dispatched, handled, checked, closed; and every number opens.',
            ])}
          </p>
          <form className="schema-form" onSubmit={send}>
            <InputRow
              label={['账号', 'Account']}
              autoComplete="username"
              autoFocus
              required
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
            <InputRow
              label={['密码', 'Password']}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            {signIn.isError && <Problem error={signIn.error} />}
            <div className="form-buttons">
              <Button type="submit" tone="main" busy={signIn.isPending}>
                {signIn.isPending ? text(['正在登录…', 'Signing in…']) : text(['登录', 'Sign in'])}
              </Button>
            </div>
          </form>
          {session.isPending && <Waiting />}
        </section>
        {accounts.length > 0 && (
          <section aria-labelledby="demo-title">
            <h2 id="demo-title">{text(['演示账号', 'Demo accounts'])}</h2>
            <p className="note">
              {text([
                '这是演示环境，人员和案件均为虚构。点一个账号即可登录。',
                'This is a demonstration: people and cases are made up. Press an account to sign in.',
              ])}
            </p>
            <ul className="demo-accounts">
              {accounts.map((account) => (
                <li key={account.username}>
                  <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate(account)}>
                    <span>{text(account.label)}</span>
                    <span className="note">{account.username}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  )
}
