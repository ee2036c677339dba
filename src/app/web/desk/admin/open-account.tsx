import { useState, type FormEvent } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { identity } from '#platform/identity/operations'
import { identityRefusals } from '#platform/identity/refusals'
import { Button, FieldRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'

const empty = { name: '', post: '', username: '', password: '' }

/** A new account with an initial password, which must be changed at the first sign-in. It may do nothing until roles are granted. */
export function OpenAccount({ onDone }: { onDone: () => void }) {
  const text = useText()
  const command = useCommand(identity.createAccount)
  const [said, setSaid] = useState(empty)
  const [staffId] = useState(newId)
  const [wrong, setWrong] = useState<Readonly<Record<string, Text>>>({})

  function send(event: FormEvent): void {
    event.preventDefault()
    const checked = identity.createAccount.input.safeParse({ ...said, staffId })
    const found: Record<string, Text> = {}
    if (!checked.success)
      for (const issue of checked.error.issues)
        found[String(issue.path[0])] = ['填写的内容不符合要求。', 'This is not valid.']
    if (said.password === '') found['password'] = ['请填写初始密码。', 'Fill in an initial password.']
    setWrong(found)
    if (!checked.success || Object.keys(found).length > 0) return
    command.mutate(checked.data, {
      onSuccess: () => {
        toast(text(['账号已开设，请通知安全管理员授权', 'Opened; tell the security administrator to grant its roles']))
        onDone()
      },
    })
  }
  const row = (name: keyof typeof empty, label: Text, extra: { optional?: boolean; hint?: Text } = {}) => {
    const error = wrong[name]
    return (
      <FieldRow label={label} error={error && text(error)} {...extra}>
        {(aria) => (
          <input
            {...aria}
            className="control"
            autoComplete="off"
            maxLength={128}
            value={said[name]}
            onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
          />
        )}
      </FieldRow>
    )
  }
  return (
    <form className="schema-form admin-form" onSubmit={send}>
      {row('name', ['姓名', 'Name'])}
      {row('post', ['岗位', 'Post'], { optional: true })}
      {row('username', ['账号', 'Account'], {
        hint: ['2 至 64 位，可用字母、数字、汉字和 _ . @ -', '2 to 64 letters, digits, and _ . @ -'],
      })}
      {row('password', ['初始密码', 'Initial password'], {
        hint: ['首次登录须修改。', 'Must be changed at the first sign-in.'],
      })}
      {command.isError && <Problem error={command.error} refusals={identityRefusals} />}
      <div className="form-buttons">
        <Button type="submit" tone="main" busy={command.isPending}>
          {text(['开设账号', 'Open the account'])}
        </Button>
        <Button onClick={onDone}>{text(['收起', 'Put away'])}</Button>
      </div>
    </form>
  )
}
