import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'

export function KeepsNothing() {
  const text = useText()
  return (
    <p role="alert" className="trouble">
      {text([
        '这个浏览器不能保存凭证（无痕窗口，或网址不是 https）。请换一个窗口，或用密封信、纸质票投票。',
        'This browser keeps nothing (a private window, or no https). Use another one, the sealed letter, or paper.',
      ])}
    </p>
  )
}

/** What was here and is gone: the browser cleared it, or somebody did. */
export function Evicted({ street }: { street: string }) {
  const text = useText()
  return (
    <>
      <p role="alert" className="trouble">
        {text([
          '这部手机领过凭证，现在不见了：浏览器数据被清理过。投过的票不受影响。请带身份证到窗口换发；备份过的，先恢复备份。',
          'A credential was fetched on this phone and is gone: the browser’s data was cleared. Ballots cast are not touched. Have it reissued at the counter; if you made a backup, restore it first.',
        ])}
      </p>
      <Link to={`/vote/${street}/wallet/restore`} className="big">
        {text(['从备份恢复', 'Restore a backup'])}
      </Link>
    </>
  )
}
