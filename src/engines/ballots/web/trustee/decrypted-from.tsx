import { useText } from '#ui/text'
import type { TrusteeKey } from './key-store.ts'

/** What was decrypted, to compare with the turnout that everyone saw at the close. */
export function DecryptedFrom({ closed }: { closed: NonNullable<TrusteeKey['closed']> }) {
  const text = useText()
  const { ballots: online, papers, cosigned } = closed
  return (
    <p className="note">
      {text([
        `您解密的合计出自存证日志截止时的 ${online} 张网上选票（另有纸质票 ${papers} 张），存证点有 ${cosigned} 个见证签名。与公告页截止时的参与人数不符的，请告知其他受托人。`,
        `You decrypted the totals of the ${online} online ballots with which the log closed (there are ${papers} more on paper), under a checkpoint with ${cosigned} witness signatures. If the notice board gave another turnout at the close, tell the other trustees.`,
      ])}
    </p>
  )
}
