import type { VoteGroup } from '#engines/ballots/shared'
import { useText } from '#ui/text'

/** The independent verifier, as a stock Debian has it. */
export function ShellLines({ of, group }: { of: { street: string; id: string } | null; group: VoteGroup | null }) {
  const text = useText()
  return (
    <section>
      <h2>{text(['用别人的软件核验', 'Verify with other people’s software'])}</h2>
      <p>
        {text([
          'Debian 系统自带 belenios-tool，与我们无关。它核验选票和合计；面积是否与名册一致、存证、纸质票和计票规则，请用本页的核验。',
          'Debian ships belenios-tool, which is not ours. It checks ballots and totals; areas against the roll, the log, papers and the count are checked by this page.',
        ])}
      </p>
      <pre className="shell">
        {[
          'sudo apt-get install belenios-tool unzip wget',
          ...(of ? [`wget -O record.zip ${location.origin}/api/${of.street}/votes/${of.id}/record.zip`] : []),
          'unzip record.zip -d record',
          'belenios-tool election verify --dir record/area',
          'belenios-tool election verify --dir record/head',
        ].join('\n')}
      </pre>
      {group !== 'belenios-2048' && (
        <p className="small">
          {text([
            '本次表决用 Ed25519 曲线：Debian 12 的 2.0 版还不认识它，需要 2.1 以上；3.0 至 3.3 版的 verify 有缺陷，会放过无效选票，请以 2.5.1 版或本页为准。要让 Debian 12 直接核验，召集人可在起草时选 BELENIOS-2048。',
            'This vote uses the curve Ed25519, which version 2.0 of Debian 12 does not know: take 2.1 or later. In 3.0 to 3.3 “verify” lets invalid ballots pass; go by 2.5.1 or by this page. The convener may choose BELENIOS-2048, which Debian 12 verifies as it is.',
          ])}
        </p>
      )}
    </section>
  )
}
