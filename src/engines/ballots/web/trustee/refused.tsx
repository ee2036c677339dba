import { recordFindingTexts } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import type { DecryptionFault } from './decrypt.ts'

export const decryptionFaults: Readonly<Record<DecryptionFault, Text>> = {
  archives_have_findings: [
    '公开记录核验不通过，不能解密。请把下面的问题报房管办。',
    'The record does not verify, so nothing is decrypted. Tell the registry what is listed below.',
  ],
  record_other_vote: [
    '服务器给的是另一次表决的记录，拒绝解密。请报房管办和其他受托人。',
    'The server gave the record of another vote, so nothing is decrypted. Tell the registry and the other trustees.',
  ],
  log_refuted: [
    '存证日志核验不通过，拒绝解密。请报房管办和其他受托人。',
    'The log does not verify, so nothing is decrypted. Tell the registry and the other trustees.',
  ],
  log_other_than_before: [
    '存证日志与这个浏览器此前见过的不是同一份：历史被改写，拒绝解密。请告知其他受托人，也不要解密。',
    'The log is not the one that this browser saw before: history was rewritten, so nothing is decrypted. Tell the other trustees not to decrypt either.',
  ],
  log_awaited: [
    '存证日志还没有纳入投票截止，一般一两分钟；到时自动继续，请不要关闭本页。',
    'The log has not taken in the close yet: a minute or two. It goes on by itself then; leave this page open.',
  ],
  log_differs: [
    '选票档案与存证日志截止时的选票不一致：有选票被删去、加入或调换，拒绝解密。请告知其他受托人，也不要解密。',
    'The ballots in the archives are not those with which the log closed: some were dropped, added or swapped. Nothing is decrypted; tell the other trustees not to decrypt either.',
  ],
  archives_not_tallied: ['选票尚未汇总，请稍后再试。', 'The ballots are not added up yet. Try again later.'],
  key_of_no_trustee: ['这把密钥不是本次表决的受托密钥。', 'This key belongs to no trustee of this vote.'],
  other_tallies_decrypted_before: [
    '您已为本次表决解密过另一组合计，拒绝再次解密。请报房管办。',
    'You have decrypted other totals of this vote before, so these are not. Tell the registry.',
  ],
  record_missing: ['公开记录缺文件，请稍后再试。', 'A file of the record is missing. Try again later.'],
  key_not_opened: [
    '本机密钥打不开您的份额，请从备份恢复。',
    'The key here does not open your share. Restore the backup.',
  ],
  ballot_not_counted: [
    '要求解密的选票不在记录里，拒绝解密。请报房管办。',
    'A ballot that is to be decrypted is not on the record, so nothing is. Tell the registry.',
  ],
  vote_not_named: ['本次为无记名表决，拒绝解密单张选票。', 'This vote is secret: no single ballot is decrypted.'],
}

/** Of each kind of finding what it means and how often it is there; of what is no finding, such as a file's name, itself. */
function kindsOf(findings: readonly string[]): readonly (readonly [said: Text, times: number])[] {
  const times = new Map<string, number>()
  for (const finding of findings) {
    const code = finding.split(' ', 1)[0]!
    const kind = code in recordFindingTexts ? code : finding
    times.set(kind, (times.get(kind) ?? 0) + 1)
  }
  const texts: Readonly<Record<string, Text>> = recordFindingTexts
  return [...times].map(([kind, n]) => [texts[kind] ?? [kind, kind], n])
}

/** Why nothing was decrypted: for the trustee in sentences, for those who look into it place by place. */
export function Refused({ error, findings }: { error: DecryptionFault; findings: readonly string[] }) {
  const text = useText()
  const kinds = kindsOf(findings)
  return (
    <div className="problem refused" role="alert">
      <strong>{text(decryptionFaults[error])}</strong>
      {kinds.length > 0 && (
        <ul>
          {kinds.map(([said, times]) => (
            <li key={said[0]}>
              {text(said)}
              {times > 1 && <span className="note"> {text([`${times} 处`, `${times} times`])}</span>}
            </li>
          ))}
        </ul>
      )}
      {findings.some((each) => each.includes(' ')) && (
        <details>
          <summary>
            {text([`供房管办核查的明细（${findings.length} 条）`, `Details for the registry (${findings.length})`])}
          </summary>
          {findings.map((each) => (
            <code key={each}>{each}</code>
          ))}
        </details>
      )}
    </div>
  )
}
