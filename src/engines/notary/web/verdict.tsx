import type { LogFinding, LogVerdict } from '#engines/notary/shared'
import { StatusLight, useText } from '#ui'

const mostShown = 20

/** What the files prove, with a reason for every refusal. */
export function Verdict({ verdict, seconds }: { verdict: LogVerdict; seconds: number }) {
  const text = useText()
  const { holds, size, cosignedBy, anchors, findings } = verdict
  const took = seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0)
  return (
    <div className="notary-verdict" data-holds={holds} role="status">
      <p>
        <StatusLight
          light={holds ? 'green' : 'red'}
          word={holds ? ['存证成立', 'The log holds'] : ['存证不成立', 'The log is refuted']}
        />
        <span>
          {text([
            `本机逐条核验 ${size} 条记录，${cosignedBy.length} 家见证，${anchors.length} 次上链，用时 ${took} 秒`,
            `${size} entries proved in this browser, ${cosignedBy.length} witnesses, ${anchors.length} anchors, ${took} s`,
          ])}
        </span>
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.slice(0, mostShown).map((each) => (
            <Finding key={`${each.code} ${each.at ?? ''}`} finding={each} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Finding({ finding: { code, gravity, sentence, at } }: { finding: LogFinding }) {
  const text = useText()
  return (
    <li data-gravity={gravity}>
      {text(sentence)} <code>{at === undefined ? code : `${code} ${at}`}</code>
    </li>
  )
}
