import { useState, type FormEvent } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { Button, InputRow, Problem, useChangePassword, useSession, useSignOut, Waiting } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'

export function PasswordPage() {
  const text = useText()
  const navigate = useNavigate()
  const session = useSession()
  const change = useChangePassword()
  const signOut = useSignOut()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  usePageTitle(text(['修改密码', 'Change the password']))
  if (session.isPending) return <Waiting />
  if (!session.data) return <Navigate to="/desk/sign-in" replace />
  const forced = session.data.mustChangePassword
  const mismatch = tried && next !== again ? text(['两次输入不一致。', 'The two do not agree.']) : undefined

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (next === again) change.mutate({ current, next }, { onSuccess: () => void navigate('/desk', { replace: true }) })
  }
  return (
    <main className="sign-in">
      <div className="sign-in-columns">
        <section>
          <h1>{text(['修改密码', 'Change the password'])}</h1>
          <p className="sign-in-line">
            {forced
              ? text(['这是初始密码，修改后才能使用。', 'This is an initial password; change it before you go on.'])
              : session.data.username}
          </p>
          <form className="schema-form" onSubmit={send}>
            <input type="text" name="username" autoComplete="username" value={session.data.username} readOnly hidden />
            <InputRow
              label={['现密码', 'Present password']}
              type="password"
              autoComplete="current-password"
              autoFocus
              required
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
            <InputRow
              label={['新密码', 'New password']}
              hint={[
                '至少 8 位，含大写字母、小写字母、数字、符号中的三类。',
                'At least 8 characters, of three kinds: capitals, small letters, digits, signs.',
              ]}
              type="password"
              autoComplete="new-password"
              required
              maxLength={128}
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
            <InputRow
              label={['再输一次', 'Once more']}
              error={mismatch}
              type="password"
              autoComplete="new-password"
              required
              value={again}
              onChange={(event) => setAgain(event.target.value)}
            />
            {change.isError && <Problem error={change.error} />}
            <div className="form-buttons">
              <Button type="submit" tone="main" busy={change.isPending}>
                {text(['修改', 'Change'])}
              </Button>
              {forced ? (
                <Button onClick={() => signOut.mutate()}>{text(['退出', 'Sign out'])}</Button>
              ) : (
                <Button onClick={() => void navigate(-1)}>{text(['返回', 'Back'])}</Button>
              )}
            </div>
          </form>
        </section>
      </div>
    </main>
  )
}
