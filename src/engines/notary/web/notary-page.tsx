import type { Text } from '#kernel/text'
import { notary, notaryRefusals, type SeenLog } from '#engines/notary/shared'
import {
  Button,
  EmptyState,
  Problem,
  StatusLight,
  useOperation,
  useStreet,
  useText,
  Waiting,
  When,
  Unanswered,
} from '#ui'
import { usePageTitle } from '#ui/page-title'
import { Verdict } from './verdict.tsx'
import { useVerifying } from './use-verifying.ts'
import './notary-page.css'

const chains: Record<'anvil' | 'rpc' | 'none', Text> = {
  anvil: ['上链：开发链（本机）', 'Anchored on: a development chain on this machine'],
  rpc: ['上链：联盟链', 'Anchored on: a permissioned chain'],
  none: ['未接入链，只以签名和见证为凭', 'On no chain: signatures and witnesses vouch for the logs'],
}

const troubles: Readonly<Record<string, Text>> = {
  chain_unreachable: ['链暂无应答，恢复后自动上链', 'The chain does not answer; anchored once it does'],
  chain_refused: ['链未接受，请报管理员', 'The chain refused it; tell the administrator'],
  chain_contract_missing: ['链上找不到存证合约，请报管理员', 'The contract is not there; tell the administrator'],
  chain_ahead: [
    '链上条数多于本库：本库可能被回退，请立即报管理员',
    'The chain holds more than the database, which may have been set back: tell the administrator at once',
  ],
  chain_forked: ['链上的根与本库不符，请立即报管理员', 'The chain holds another root: tell the administrator at once'],
}

const refreshEvery = 10_000

/** Every log of the street: how long it is, who vouches for it, and whether that holds. */
export function NotaryPage() {
  const text = useText()
  const seen = useOperation(notary.logs, {}, { refetchInterval: refreshEvery })
  usePageTitle(text(['存证', 'Notary']))
  return (
    <div className="page notary">
      <header className="notary-head">
        <h1>{text(['存证', 'Notary'])}</h1>
        <p className="note">
          {text([
            '日志只增不改：每条记录即时签收，存证点由见证人联署。任何人都可下载、核验，不必相信本系统。',
            'A log can only grow: each entry is receipted at once, and witnesses sign for the whole. Anyone may fetch it and prove it without trusting this system.',
          ])}
          {seen.data && <span className="notary-chain">{text(chains[seen.data.chain])}</span>}
        </p>
      </header>
      {seen.isError && !seen.data ? (
        <Unanswered asked={seen} refusals={notaryRefusals} />
      ) : seen.isPending ? (
        <Waiting />
      ) : seen.data.logs.length === 0 ? (
        <EmptyState title={['还没有存证日志', 'No log yet']}>
          <p>
            {text([
              '小区发起第一次表决，或街道签发第一份报告时，日志自动建立。',
              'A log is opened with the first vote of a compound, or the first report that is signed.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <ul className="notary-logs">
          {seen.data.logs.map((log) => (
            <Log key={log.id} log={log} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Log({ log }: { log: SeenLog }) {
  const text = useText()
  const street = useStreet()
  const base = `/notary/${street}/${log.id}`
  const verifying = useVerifying(base, log)
  const waiting = log.appended - log.sealed
  return (
    <li>
      <div className="notary-line">
        <div className="notary-name">
          <h2>{text(log.title)}</h2>
          <code>{log.origin}</code>
        </div>
        <dl className="notary-facts">
          <div>
            <dt>{text(['记录', 'Entries'])}</dt>
            <dd className="figures">{log.sealed.toLocaleString('en-US')}</dd>
          </div>
          <div>
            <dt>{text(['最近存证点', 'Last checkpoint'])}</dt>
            <dd>{log.sealedAt ? <When at={log.sealedAt} /> : '—'}</dd>
          </div>
          <div>
            <dt>{text(['见证', 'Witnesses'])}</dt>
            <dd className="figures">{log.cosignatures.length}</dd>
          </div>
          <div>
            <dt>{text(['已上链', 'Anchored'])}</dt>
            <dd className="figures">{log.anchored > 0 ? log.anchored.toLocaleString('en-US') : '—'}</dd>
          </div>
        </dl>
        <div className="notary-does">
          {waiting > 0 && <StatusLight light="yellow" word={[`${waiting} 条待封存`, `${waiting} to be sealed`]} />}
          <Button
            busy={verifying.isRunning}
            why={log.sealed === 0 ? text(['还没有存证点', 'There is no checkpoint yet']) : null}
            onClick={verifying.run}
          >
            {verifying.isRunning
              ? text([`正在核验 ${verifying.percent} %`, `Verifying ${verifying.percent} %`])
              : text(['核验', 'Verify'])}
          </Button>
          {log.sealed > 0 && (
            <a className="button" href={`${base}/log.zip`} download>
              {text(['下载', 'Download'])}
            </a>
          )}
        </div>
      </div>
      {log.anchorTrouble && (
        <p className="notary-trouble">
          <StatusLight
            light={log.anchorTrouble === 'chain_unreachable' ? 'orange' : 'red'}
            word={troubles[log.anchorTrouble] ?? [log.anchorTrouble, log.anchorTrouble]}
          />
        </p>
      )}
      {verifying.verdict && <Verdict verdict={verifying.verdict} seconds={verifying.seconds} />}
      {verifying.error !== null && (
        <Problem error={verifying.error} refusals={notaryRefusals} isBrief>
          <Button onClick={verifying.run}>{text(['再试一次', 'Try again'])}</Button>
        </Problem>
      )}
      <details className="notary-more">
        <summary>{text(['见证、上链凭证与公钥', 'Witnesses, anchors and keys'])}</summary>
        <Vouchers log={log} />
      </details>
    </li>
  )
}

function Vouchers({ log }: { log: SeenLog }) {
  const text = useText()
  return (
    <div className="notary-vouchers">
      <section>
        <h3>{text(['见证', 'Witnesses'])}</h3>
        {log.cosignatures.length === 0 ? (
          <p className="note">{text(['尚无', 'None yet'])}</p>
        ) : (
          <ul>
            {log.cosignatures.map((each) => (
              <li key={each.witness}>
                {each.title && <span>{text(each.title)}</span>} <code>{each.witness}</code> <When at={each.at} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{text(['上链凭证', 'Anchors'])}</h3>
        {log.anchors.length === 0 ? (
          <p className="note">{text(['尚无', 'None yet'])}</p>
        ) : (
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{text(['条数', 'Entries'])}</th>
                  <th scope="col">{text(['时间', 'When'])}</th>
                  <th scope="col">{text(['区块', 'Block'])}</th>
                  <th scope="col">{text(['交易', 'Transaction'])}</th>
                </tr>
              </thead>
              <tbody>
                {log.anchors.map((each) => (
                  <tr key={`${each.size} ${each.transaction}`}>
                    <td className="figures">{each.size.toLocaleString('en-US')}</td>
                    <td>
                      <When at={each.at} />
                    </td>
                    <td className="figures">{each.block}</td>
                    <td>
                      <code>{each.transaction}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {log.anchors[0] && (
          <p className="note">
            {text(['链', 'Chain'])} {log.anchors[0].chainId} · {text(['合约', 'Contract'])}{' '}
            <code>{log.anchors[0].contract}</code>
          </p>
        )}
      </section>
      <section>
        <h3>{text(['公钥与根', 'Key and root'])}</h3>
        <p>
          <code>{log.key}</code>
        </p>
        {log.root && (
          <p>
            <code>{log.root}</code>
          </p>
        )}
      </section>
    </div>
  )
}
