import { useEffect, useRef, useState } from 'react'
import type { Text } from '#kernel/text'
import { ballotRefusals, ballots, type CeremonyView } from '#engines/ballots/shared'
import { Button, Problem, useCommand } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import type { DecryptionFault, DecryptionProgress, DecryptionStep } from './decrypt.ts'
import { groupNames, sealedKeyOf } from './steps.ts'
import type { TrusteeKey } from './key-store.ts'
import { seeCheckpoint, seenCheckpoints } from './seen-checkpoints.ts'
import { useDecryption } from './use-decryption.ts'

const stepWords: Readonly<Record<DecryptionStep, Text>> = {
  fetch: ['下载公开记录', 'Fetching the record'],
  verify: ['逐张核验选票', 'Verifying every ballot'],
  decrypt: ['解密', 'Decrypting'],
}

const faults: Readonly<Record<DecryptionFault, Text>> = {
  archives_have_findings: [
    '公开记录核验不通过，不能解密。请把下面的问题报房管办。',
    'The record does not verify, so nothing is decrypted. Report what is listed below.',
  ],
  record_other_vote: [
    '服务器给的是另一次表决的记录，拒绝解密。请报房管办和其他受托人。',
    'The server gave the record of another vote: refused. Report it, also to the other trustees.',
  ],
  log_refuted: [
    '存证日志核验不通过，拒绝解密。请报房管办和其他受托人。',
    'The log does not verify: refused. Report it, also to the other trustees.',
  ],
  log_other_than_before: [
    '存证日志与这个浏览器此前见过的不是同一份：历史被改写，拒绝解密。请告知其他受托人，也不要解密。',
    'The log is not the one that this browser saw before: history was rewritten, and this is refused. Tell the other trustees not to decrypt either.',
  ],
  log_awaited: [
    '存证日志还没有纳入投票截止，一般一两分钟；到时自动继续，请不要关闭本页。',
    'The log has not taken in the close yet: a minute or two. It goes on by itself then; leave this page open.',
  ],
  log_differs: [
    '选票档案与存证日志截止时的选票不一致：有选票被删去、加入或调换，拒绝解密。请告知其他受托人，也不要解密。',
    'The ballots in the archives are not those with which the log closed: some were dropped, added or swapped. Refused; tell the other trustees not to decrypt either.',
  ],
  archives_not_tallied: ['选票尚未汇总，请稍后再试。', 'The ballots are not added up yet. Try again later.'],
  key_of_no_trustee: ['这把密钥不是本次表决的受托密钥。', 'This key is not that of a trustee of this vote.'],
  other_tallies_decrypted_before: [
    '您已为本次表决解密过另一组合计，拒绝再次解密。请报房管办。',
    'You decrypted other totals of this vote before; this is refused. Report it.',
  ],
  record_missing: ['公开记录缺文件，请稍后再试。', 'A file of the record is missing. Try again later.'],
  key_not_opened: [
    '本机密钥打不开您的份额，请从备份恢复。',
    'The key here does not open your share. Restore the backup.',
  ],
  ballot_not_counted: [
    '要求解密的选票不在记录里，拒绝解密。请报房管办。',
    'A ballot to decrypt is not on the record; refused. Report it.',
  ],
  vote_not_named: ['本次为无记名表决，拒绝解密单张选票。', 'This vote is secret: no single ballot is decrypted.'],
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
          {text(faults.log_awaited)}
        </p>
      )}
      {fault && (
        <div className="problem" role="alert">
          <span>{text(faults[fault.error])}</span>
          {fault.findings.slice(0, 10).map((each) => (
            <code key={each}>{each}</code>
          ))}
        </div>
      )}
      {broken && (
        <div className="problem" role="alert">
          <span>{text(['解密中断，请刷新后重试。', 'It was interrupted. Reload and try again.'])}</span>
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
