import { areaKinds, registerRefusals, registers, type AreaAct } from '#engines/registers/shared'
import { grouped, Problem, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { UnsettledList } from './unsettled-list.tsx'

/** What would follow, counted by the server before anything is done. */
export function AreaPreview({ plan }: { plan: AreaAct }) {
  const text = useText()
  const { data, isError, error, isFetching } = useOperation(registers.previewAreas, { plan }, { staleTime: 0 })
  if (isError) return <Problem error={error} refusals={registerRefusals} isBrief />
  if (!data) return <Waiting what={['正在测算…', 'Reckoning…']} />
  const main = data.areas.filter((area) => area.isMain)
  const others = data.areas.filter((area) => !area.isMain && area.isNew)
  return (
    <section className="area-preview" aria-busy={isFetching} aria-label={text(['调整后', 'Afterwards'])}>
      <h3>{text(['调整后', 'Afterwards'])}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text(['区划', 'Area'])}</th>
            <th scope="col" data-align="end">
              {text(['公顷', 'Hectares'])}
            </th>
            <th scope="col" data-align="end">
              {text(['地址', 'Addresses'])}
            </th>
            <th scope="col" data-align="end">
              {text(['在办案件', 'Open cases'])}
            </th>
          </tr>
        </thead>
        <tbody>
          {main.map((area) => (
            <tr key={area.code}>
              <td>
                {area.name}
                <div className="note">
                  {area.code}
                  {area.isNew && ` · ${text(['新设', 'new'])}`}
                </div>
              </td>
              <td data-align="end">{(area.squareMetres / 10_000).toFixed(2)}</td>
              <td data-align="end">{grouped(area.addresses)}</td>
              <td data-align="end">{grouped(area.openCases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {text([
          `${grouped(data.movedAddresses)} 个地址改变归属（含网格、微网格）`,
          `${grouped(data.movedAddresses)} addresses belong elsewhere afterwards (grids and micro-grids included)`,
        ])}
        {data.keptCases > 0 &&
          text([
            `；${grouped(data.keptCases)} 件在办案件保留登记时的归属`,
            `; ${grouped(data.keptCases)} open cases stay with the area in which they were registered`,
          ])}
        {text(['。', '.'])}
      </p>
      {others.length > 0 && (
        <p className="note">
          {text(['同时新设：', 'Also new: '])}
          {others.map((area) => `${area.name}（${text(areaKinds[area.kind])} ${area.code}）`).join('、')}
        </p>
      )}
      {data.closed.length > 0 && (
        <p className="note">
          {text(['撤销：', 'Closed: '])}
          {data.closed.map((area) => `${area.name}（${area.code}）`).join('、')}
        </p>
      )}
      <UnsettledList unsettled={data.unsettled} />
    </section>
  )
}
