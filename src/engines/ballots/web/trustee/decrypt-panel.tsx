import { useEffect, useRef, useState } from 'react'
import type { Text } from '#kernel/text'
import { ballotRefusals, ballots, type CeremonyView } from '#engines/ballots/shared'
import { Button, Problem, useCommand } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import type { DecryptionFault, DecryptionProgress, DecryptionStep } from './decrypt.ts'
import { decryptionFaults, Refused } from './refused.tsx'
import { groupNames, sealedKeyOf } from './steps.ts'
import type { TrusteeKey } from './key-store.ts'
import { seeCheckpoint, seenCheckpoints } from './seen-checkpoints.ts'
import { useDecryption } from './use-decryption.ts'

const stepWords: Readonly<Record<DecryptionStep, Text>> = {
  fetch: ['下载公开记录', 'Fetching the record'],
  verify: ['逐张核验选票', 'Verifying every ballot'],
  decrypt: ['解密', 'Decrypting'],
}

function Progress({ at }: { at: DecryptionProgress }) {
  const text = useText()
  const share = at.total ? Math.min(100, (at.done / at.total) * 100) : 0
  return (
    <div className="turnout" role="status">
      <div className="turnout-head">
        <span>{text(stepWords[at.step])}</span>
        <span className="note">
          {at.done}
          {at.total !== null && ` / ${at.total}`}
        </span>
      </div>
      <progress max={100} value={share} aria-label={text(stepWords[at.step])} />
    </div>
  )
}

/** After the close: the whole record verified here, then the own part of the decryption sent. */
export function DecryptPanel({
  view,
  held,
  onDecrypted,
}: {
  view: CeremonyView
  held: TrusteeKey
  onDecrypted: (kept: Pick<TrusteeKey, 'decrypted' | 'checkpoint' | 'closed'>) => Promise<void>
}) {
  const text = useText()
  const street = useStreet()
  const decryption = useDecryption()
  const send = useCommand(ballots.sendFactors)
  const what = useOperation(ballots.toDecrypt, { id: view.vote }, { staleTime: 60_000 })
  const [fault, setFault] = useState<{ error: DecryptionFault; findings: readonly string[] } | null>(null)
  const [isWaiting, setWaiting] = useState(false)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => void (isGone.current = true)
  }, [])
  const [broken, setBroken] = useState<string | null>(null)

  async function run(): Promise<void> {
    const sealed = sealedKeyOf(view)
    if (!what.data || !sealed) return
    setFault(null)
    setBroken(null)
    try {
      const job = {
        group: groupNames[view.group],
        secret: held.secret,
        sealed,
        vote: view.vote,
        record: `/api/${street}/votes/${view.vote}/record.zip`,
        seen: seenCheckpoints(),
        ...(held.checkpoint !== undefined && { checkpoint: held.checkpoint }),
        electionUuid: view.electionUuid,
        trackers: what.data.ballots.map(({ tracker }) => tracker),
        ...(held.decrypted && { before: held.decrypted }),
      }
      let outcome = await decryption.run(job)
      // The log takes in what is new every minute: nobody has to sit and press again.
      while (!outcome.ok && outcome.error === 'log_awaited') {
        setWaiting(true)
        await new Promise((resolve) => {
          setTimeout(resolve, 10_000)
        })
        if (isGone.current) return
        outcome = await decryption.run(job)
      }
      setWaiting(false)
      if (!outcome.ok) {
        setFault(outcome)
        return
      }
      const { area, head, ballots: parts, decrypted, closed } = outcome.value
      const { checkpoint, ...figures } = closed
      seeCheckpoint(checkpoint)
      // Kept before it is sent: whatever the server answers, no other totals are decrypted afterwards.
      await onDecrypted({ decrypted, checkpoint, closed: figures })
      send.mutate(
        { id: view.vote, area, head, ballots: [...parts] },
        { onSuccess: () => toast(text(['已提交解密份额', 'Sent'])) },
      )
    } catch (thrown) {
      setWaiting(false)
      setBroken(String(thrown))
    }
  }

  const count = what.data?.ballots.length ?? 0
  return (
    <>
      <p>
        {text(
          view.mode === 'named'
            ? [
                `先在本机核验全部选票和存证日志、重算两个合计，再解密两个合计和 ${count} 张选票。几千张约需数分钟，可以切到别的窗口。`,
                `All ballots and the log are verified here and both totals added up again; then the totals and ${count} ballots are decrypted. Thousands take some minutes; you may switch windows.`,
              ]
            : [
                '先在本机核验全部选票和存证日志、重算两个合计，再只解密这两个合计；单张选票不会解密。',
                'All ballots and the log are verified here and both totals added up again; only the totals are decrypted, never a single ballot.',
              ],
        )}
      </p>
      {decryption.progress && decryption.isRunning && <Progress at={decryption.progress} />}
      {isWaiting && (
        <p className="note" role="status">
          {text(decryptionFaults.log_awaited)}
        </p>
      )}
      {fault && <Refused {...fault} />}
      {broken && (
        <div className="problem" role="alert">
          <span>
            {text(['解密中断，请刷新后重试。', 'Decryption was interrupted. Reload the page and try again.'])}
          </span>
          <code>{broken}</code>
        </div>
      )}
      {what.isError && <Problem error={what.error} refusals={ballotRefusals} />}
      {send.isError && (
        <Problem
          error={send.error}
          refusals={ballotRefusals}
          kept={['没有提交成功，可以再按一次。', 'Nothing was sent; you may press it again.']}
        />
      )}
      <div className="form-buttons">
        <Button
          tone="main"
          busy={decryption.isRunning || isWaiting || send.isPending}
          why={what.data ? null : text(['正在载入…', 'Loading…'])}
          onClick={() => void run()}
        >
          {text(['核验并解密', 'Verify and decrypt'])}
        </Button>
      </div>
    </>
  )
}
