import { useState } from 'react'
import { areaKinds, registers, registerRefusals, type AreaCollection } from '#engines/registers/shared'
import type { OutputOf } from '#kernel/operation'
import { Button, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { DecideForm } from './decide-form.tsx'

const faultWords = {
  ring_not_simple: ['边界自相交', 'outline crosses itself'],
  overlap: ['与邻区重叠', 'overlaps a neighbour'],
  gap: ['与上级或邻区之间有空隙', 'leaves a gap'],
  parent_missing: ['所属上级不存在', 'belongs to nothing known'],
  code_twice: ['编码重复', 'code given twice'],
} as const

type Report = OutputOf<typeof registers.importAreas>

interface Given {
  readonly on: string
  readonly today: string
  readonly basis: string | null
  readonly mayImport: boolean
  readonly onPlace: (at: [number, number]) => void
  readonly onDone: (words: string) => void
}

/** Out as GeoJSON, in as GeoJSON: what a file would change is said before it changes anything. */
export function ImportPanel({ on, today, basis, mayImport, onPlace, onDone }: Given) {
  const text = useText()
  const street = useStreet()
  const command = useCommand(registers.importAreas)
  const [file, setFile] = useState<AreaCollection | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [unreadable, setUnreadable] = useState(false)

  async function choose(chosen: File | undefined): Promise<void> {
    setReport(null)
    setFile(null)
    setUnreadable(false)
    command.reset()
    if (!chosen) return
    try {
      const read = JSON.parse(await chosen.text()) as AreaCollection
      setFile(read)
      setReport(await command.mutateAsync({ file: read, day: today, reason: '试算', basis, dryRun: true }))
    } catch (thrown) {
      if (thrown instanceof SyntaxError) setUnreadable(true)
    }
  }

  const changes = report ? report.closed.length + report.opened.length + report.altered.length : 0
  const list = (words: string, items: readonly { kind: keyof typeof areaKinds; code: string; name: string }[]) =>
    items.length > 0 && (
      <details>
        <summary>
          {words} {items.length}
        </summary>
        <ul className="note">
          {items.slice(0, 200).map((item) => (
            <li key={`${item.kind} ${item.code}`}>
              {text(areaKinds[item.kind])} {item.name} {item.code}
            </li>
          ))}
        </ul>
      </details>
    )
  return (
    <details className="area-exchange">
      <summary>{text(['导出与导入', 'Export and import'])}</summary>
      <p>
        <a href={`/api/${street}/areas.geojson?on=${on}`} download>
          {text([`导出 ${on} 的区划（GeoJSON）`, `Areas of ${on} as GeoJSON`])}
        </a>
      </p>
      {mayImport && (
        <label className="area-file">
          <span>{text(['导入 GeoJSON（WGS-84 或 CGCS2000）', 'Import GeoJSON (WGS-84 or CGCS2000)'])}</span>
          <input
            type="file"
            accept=".geojson,.json,application/geo+json"
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </label>
      )}
      {unreadable && (
        <p role="alert" className="late">
          {text(['文件不是 GeoJSON，请检查后重选。', 'The file is not GeoJSON. Choose another.'])}
        </p>
      )}
      {command.isError && <Problem error={command.error} refusals={registerRefusals} />}
      {report && (
        <div aria-live="polite">
          <p>
            {changes === 0
              ? text(['与现有区划一致，没有要改的。', 'Same as the present areas: nothing to change.'])
              : text([
                  `将改变 ${changes} 个区划，${report.same} 个不变，${report.movedAddresses} 个地址改变归属。`,
                  `${changes} areas would change, ${report.same} stay, ${report.movedAddresses} addresses would belong elsewhere.`,
                ])}
          </p>
          {list(text(['新设', 'New']), report.opened)}
          {list(text(['撤销', 'Closed']), report.closed)}
          {list(text(['调整', 'Altered']), report.altered)}
          {report.faults.length > 0 && (
            <>
              <p className="late">{text(['有错误，改好后才能导入：', 'These faults have to be mended first:'])}</p>
              <ul className="note">
                {report.faults.map((fault, at) => (
                  <li key={at}>
                    {text(areaKinds[fault.kind])} {fault.code} {text(faultWords[fault.what])}{' '}
                    {fault.at && (
                      <Button tone="quiet" onClick={() => onPlace(fault.at!)}>
                        {text(['看位置', 'Show'])}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          {changes > 0 && report.faults.length === 0 && file && (
            <DecideForm
              verb={['导入', 'Import']}
              today={today}
              why={null}
              busy={command.isPending}
              error={null}
              onDo={(decided) =>
                command.mutate(
                  { file, ...decided, basis, dryRun: false },
                  {
                    onSuccess: () => {
                      setReport(null)
                      setFile(null)
                      onDone(text(['已导入', 'Imported']))
                    },
                  },
                )
              }
              onCancel={() => {
                setReport(null)
                setFile(null)
              }}
            />
          )}
        </div>
      )}
    </details>
  )
}
