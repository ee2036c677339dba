import type { CeremonyView } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'

type Trustee = CeremonyView['trustees'][number]

const named = (trustees: readonly Trustee[]): Text => {
  const names = trustees.map(({ name }) => name)
  return [names.join('、'), names.join(', ')]
}

function afterClose({ trustees, threshold, mine }: CeremonyView): Text {
  const done = trustees.filter(({ decrypted }) => decrypted)
  const left = named(trustees.filter(({ decrypted }) => !decrypted))
  const missing = threshold - done.length
  const isMine = done.some(({ index }) => index === mine)
  if (missing > 0)
    return [
      `您已提交解密份额，还需 ${missing} 人解密，等待：${left[0]}`,
      `You have decrypted. ${missing} more must; waiting for: ${left[1]}`,
    ]
  return [
    `${isMine ? '您已提交解密份额。' : ''}已有 ${done.length} 名受托人解密，合计已解出，无须再有人解密。下一步由两名监票人签署结果单。`,
    `${isMine ? 'You have decrypted. ' : ''}With ${done.length} trustees the totals are open, and no more are needed. Next, two tellers sign the result sheet.`,
  ]
}

function waiting(view: CeremonyView): Text {
  if (view.state === 'withdrawn')
    return ['表决已撤回，无须再办。', 'The vote was withdrawn: there is nothing more to do.']
  if (view.state === 'closed') return afterClose(view)
  if (['counted', 'published', 'filed'].includes(view.state))
    return [
      '计票已完成，密钥不再需要；备份可在归档期满后销毁。',
      'The vote is counted and the key no longer needed; the backup may be destroyed once the files no longer have to be kept.',
    ]
  if (view.step === 'ready')
    return [
      '密钥已就绪。截止后请回到这里解密，备份请保管好。',
      'The keys are ready. Keep the backup, and come back after the close to decrypt.',
    ]
  const { step, trustees } = view
  const left = named(
    trustees.filter((each) =>
      step === 'certificate' ? !each.certificate : step === 'polynomial' ? !each.polynomial : !each.confirmed,
    ),
  )
  return [`您这一步已完成，等待：${left[0]}`, `Done for now. Waiting for: ${left[1]}`]
}

/** What a trustee waits for who has nothing to do. */
export function TrusteeWaits({ view }: { view: CeremonyView }) {
  const text = useText()
  return <p>{text(waiting(view))}</p>
}
