import { Link, useRouteError } from 'react-router'
import { Button, EmptyState } from '#ui'
import { useText } from '#ui/text'

export function NoSuchPage() {
  const text = useText()
  return (
    <EmptyState title={['没有这个页面', 'There is no such page']}>
      <Link to="/desk">{text(['回到首页', 'Back to the start'])}</Link>
    </EmptyState>
  )
}

/** A page that broke, or whose script could not be loaded because the line is down or a new version was installed. */
export function BrokenPage() {
  const text = useText()
  const error = useRouteError()
  console.error(error)
  return (
    <EmptyState title={['页面出错了', 'The page broke']}>
      <p>
        {text([
          '已填内容保留在本机。重新载入后可继续；若反复出现，请报管理员。',
          'What you typed is kept. Reload to go on; if it happens again, tell the administrator.',
        ])}
      </p>
      <Button tone="main" onClick={() => location.reload()}>
        {text(['重新载入', 'Reload'])}
      </Button>
    </EmptyState>
  )
}
