import { reportRefusals, reports } from '#engines/reports/shared'
import { grouped, Problem, useOperation, useText, Waiting } from '#ui'

/** Every sealed number beside what the records give for it again. */
export function RecomputeView({ id }: { id: string }) {
  const text = useText()
  const again = useOperation(reports.recompute, { id })
  if (again.isError) return <Problem error={again.error} refusals={reportRefusals} isBrief />
  if (!again.data) return <Waiting what={['正在按封存位置复算…', 'Reckoning again as of the seal…']} />
  const { items, hash, position } = again.data
  const differing = items.filter((each) => !each.same).length
  const isWhole = hash.sealed === hash.now
  return (
    <section className="recompute" aria-label={text(['复算', 'Recomputed'])}>
      <p className="recompute-verdict" data-same={(differing === 0 && isWhole) || undefined}>
        {differing === 0
          ? text([`● ${items.length} 项数据复算一致`, `● ${items.length} figures come to the same digits`])
          : text([`■ ${differing} 项数据复算不一致`, `■ ${differing} figures differ`])}
        {' · '}
        {isWhole
          ? text(['● 封存内容未被改动', '● the seal is whole'])
          : text(['■ 封存内容与校验值不符', '■ the seal does not match its hash'])}
      </p>
      <p className="note recompute-code">SHA-256 {hash.now}</p>
      <p className="note recompute-code">
        {text(['台账位置', 'Position'])} {position}
      </p>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{text(['数据', 'Figure'])}</th>
              <th data-align="end">{text(['封存', 'Sealed'])}</th>
              <th data-align="end">{text(['复算', 'Again'])}</th>
              <th data-align="end">{text(['分子 / 分母', 'Fraction'])}</th>
              <th>{text(['结果', 'Result'])}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.figure}>
                <td>{text(each.label)}</td>
                <td data-align="end">{each.shown}</td>
                <td data-align="end">{each.again ?? '—'}</td>
                <td data-align="end">
                  {grouped(each.numerator)} / {grouped(each.denominator)}
                </td>
                <td>{each.same ? text(['● 一致', '● same']) : text(['■ 不一致', '■ differs'])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
