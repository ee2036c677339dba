import { useMemo } from 'react'
import type { Text } from '#kernel/text'
import { lightOf, lights, promiseKinds, states, type CaseLine } from '#engines/cases/shared'
import { shortCommittee } from '#engines/registers/web'
import type { Column } from '#ui/record-table'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { CaseLight, flagsOf, NextDue } from '../case-light.tsx'
import { categoryName, sourceName, useCaseWords } from '../case-words.ts'

export interface CaseColumn extends Column<CaseLine> {
  /** The cell as words, for a sheet. */
  readonly say: (line: CaseLine) => string
}

const day = (at: string | null) =>
  at ? new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : ''

/** What a list can show of a case. */
export function useCaseColumns(): readonly CaseColumn[] {
  const text = useText()
  const { typeName, unitName, committeeName, gridName } = useCaseWords()
  return useMemo(() => {
    const plain = (id: string, title: Text, width: number, say: (line: CaseLine) => string): CaseColumn => ({
      id,
      title,
      width,
      say,
      cell: (line) => <span title={say(line)}>{say(line)}</span>,
    })
    return [
      {
        id: 'light',
        title: ['灯', 'Light'],
        width: 44,
        say: (line) => text(lights[lightOf(line, serverNow().toISOString())]),
        cell: (line) => <CaseLight line={line} bare />,
      },
      {
        id: 'due',
        title: ['到期', 'Due'],
        width: 196,
        say: (line) => day(line.nextDue),
        cell: (line) => <NextDue line={line} />,
      },
      {
        id: 'title',
        title: ['事由', 'Matter'],
        width: 240,
        grows: true,
        say: (line) => line.title,
        cell: (line) => (
          <span title={line.title}>
            {line.title}
            {flagsOf(line).map((flag) => (
              <span className="case-flag" key={flag[0]}>
                {text(flag)}
              </span>
            ))}
          </span>
        ),
      },
      {
        id: 'state',
        title: ['状态', 'State'],
        width: 96,
        say: (line) => text(states[line.state]),
        cell: (line) => text(states[line.state]),
      },
      plain('place', ['地点', 'Place'], 190, (line) => line.place),
      plain('unit', ['主办单位', 'Lead unit'], 140, (line) => unitName(line.leadUnit)),
      plain('category', ['类别', 'Category'], 120, (line) => text(categoryName(line.category))),
      plain('committee', ['居民区', 'Committee'], 110, (line) => shortCommittee(committeeName(line.committee))),
      plain('type', ['类型', 'Type'], 110, (line) => text(typeName(line.type))),
      plain('source', ['来源', 'Source'], 96, (line) => text(sourceName(line.source))),
      plain('number', ['案号', 'Number'], 208, (line) => line.number),
      plain('upstreamNo', ['来源工单号', 'Upstream no.'], 140, (line) => line.upstreamNo ?? ''),
      plain('grid', ['网格', 'Grid'], 110, (line) => gridName(line.grid)),
      {
        id: 'reported',
        title: ['上报', 'Reported'],
        width: 130,
        say: (line) => day(line.reportedAt),
        cell: (line) => <When at={line.reportedAt} />,
      },
      {
        id: 'closed',
        title: ['结案', 'Closed'],
        width: 130,
        say: (line) => day(line.closedAt),
        cell: (line) => line.closedAt && <When at={line.closedAt} />,
      },
      plain('kind', ['当前时限', 'Running limit'], 90, (line) =>
        line.nextKind ? text(promiseKinds[line.nextKind]) : '',
      ),
      plain('supervised', ['督办', 'Supervised'], 60, (line) => (line.supervised >= 2 ? String(line.supervised) : '')),
    ]
  }, [text, typeName, unitName, committeeName, gridName])
}

const usual = ['light', 'due', 'title', 'state', 'place', 'unit', 'category', 'committee', 'number']
const ended = ['light', 'title', 'state', 'place', 'unit', 'category', 'committee', 'reported', 'closed', 'number']

/** Which columns a queue shows until someone chooses others. */
export function usualColumns(queue: string | undefined): readonly string[] {
  return queue === 'unsolved_said' || queue === undefined ? ended : usual
}
