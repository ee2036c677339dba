import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { checkClaims, linkClaims, reports, type Claim, type ClaimLink, type Relation } from '#engines/reports/shared'
import { Button, Problem, useNow, useOperation, useStreet, useText } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { ClaimsText } from './claims-text.tsx'
import { linkable } from './linkable.ts'
import { readDocument } from './read-document.ts'
import { RelationsList } from './relations-list.tsx'
import './check-page.css'

/** More is refused before the browser would stand still over it. */
const mostLetters = 400_000

/** Takes any report, and says which of its numbers agree with one another and with the records. */
export function CheckPage() {
  const text = useText()
  const street = useStreet()
  const now = useNow()
  const [typed, setTyped] = useState('')
  const [checked, setChecked] = useState('')
  const [year, setYear] = useState(now.getFullYear() - 1)
  const [name, setName] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  usePageTitle(text(['报告核对', 'Check a report']))

  const said = useDeferredValue(checked)
  const report = useMemo(() => (said === '' ? null : checkClaims(said, { year })), [said, year])
  const comparables = useOperation(reports.comparables, { year }, { enabled: report !== null })
  const links = useMemo(
    () =>
      new Map<string, ClaimLink>(
        report && comparables.data && !comparables.isPlaceholderData
          ? linkClaims(
              report.claims.filter((claim) => isOf(claim, year)).map((claim) => linkable(claim, said)),
              comparables.data.items,
            ).map((link) => [link.claim, link])
          : [],
      ),
    [report, comparables.data, comparables.isPlaceholderData, said, year],
  )

  async function take(taken: File): Promise<void> {
    setReading(true)
    setProblem(null)
    try {
      const read = await readDocument(street, taken)
      setName(taken.name)
      setTyped(read)
      setChecked(read.slice(0, mostLetters))
      setChosen(null)
    } catch (thrown) {
      setProblem(thrown)
    } finally {
      setReading(false)
    }
  }
  const years = Array.from({ length: 8 }, (_, back) => now.getFullYear() - back)
  return (
    <div className="page check-report">
      <header className="check-head">
        <h1>{text(['报告核对', 'Check a report'])}</h1>
        <p className="note">
          {text([
            '贴入或上传任意一份工作报告，逐个数字核对前后是否相符，并与系统数据对照。内容不留存。',
            'Paste or upload any work report: each number is checked against the others, and against the records. Nothing is kept.',
          ])}
        </p>
      </header>
      <section className="check-input" aria-label={text(['报告文本', 'Text of the report'])}>
        <div className="form-buttons">
          <input
            ref={file}
            className="unseen"
            type="file"
            aria-label={text(['上传报告文件', 'Upload a report'])}
            accept=".docx,.pdf,.txt"
            onChange={(event) => {
              const [taken] = event.target.files ?? []
              event.target.value = ''
              if (taken) void take(taken)
            }}
          />
          <Button busy={reading} onClick={() => file.current?.click()}>
            {reading ? text(['正在读取…', 'Reading…']) : text(['上传 Word、PDF 或文本', 'Upload Word, PDF or text'])}
          </Button>
          {name && <span className="note">{name}</span>}
          <label className="check-year">
            {text(['报告年度', 'Year'])}
            <select className="control" value={year} onChange={(event) => setYear(Number(event.target.value))}>
              {years.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
        </div>
        {report === null && (
          <>
            <textarea
              className="control check-text"
              aria-label={text(['报告文本', 'Text of the report'])}
              placeholder={text(['也可以把报告正文贴在这里', 'Or paste the text of a report here'])}
              value={typed}
              maxLength={mostLetters}
              onChange={(event) => setTyped(event.target.value)}
            />
            <div className="form-buttons">
              <Button
                tone="main"
                why={/\d|[一二三四五六七八九十百千]/.test(typed) ? null : text(['请先贴入正文', 'Paste a text first'])}
                onClick={() => {
                  setName(null)
                  setChecked(typed)
                  setChosen(null)
                }}
              >
                {text(['核对', 'Check'])}
              </Button>
            </div>
          </>
        )}
        {problem !== null && (
          <Problem error={problem} isBrief kept={['原有内容未变。', 'What was here is unchanged.']} />
        )}
      </section>
      {report && (
        <>
          <Summary claims={report.claims} relations={report.relations} links={links}>
            <Button onClick={() => setChecked('')}>{text(['修改文本', 'Change the text'])}</Button>
          </Summary>
          <div className="check-panes">
            <ClaimsText text={said} report={report} links={links} chosen={chosen} onChoose={setChosen} />
            <RelationsList report={report} links={links} chosen={chosen} onChoose={setChosen} />
          </div>
        </>
      )}
    </div>
  )
}

/** The records of a year answer for what is said of that year, or of no year in particular. */
function isOf({ period, kind }: Claim, year: number): boolean {
  return kind !== 'target' && (period?.year === undefined || period.year === year)
}

interface Counted {
  readonly claims: readonly Claim[]
  readonly relations: readonly Relation[]
  readonly links: ReadonlyMap<string, ClaimLink>
  readonly children: React.ReactNode
}

function Summary({ claims, relations, links, children }: Counted) {
  const text = useText()
  const count = (verdict: Relation['verdict']) => relations.filter((each) => each.verdict === verdict).length
  const differing = [...links.values()].filter((each) => !each.same).length
  return (
    <div className="check-summary" role="status">
      <span>{text([`${claims.length} 个数字`, `${claims.length} numbers`])}</span>
      <span>{text([`${relations.length} 处关系`, `${relations.length} relations`])}</span>
      <span data-verdict="reconciles">● {text([`相符 ${count('reconciles')}`, `${count('reconciles')} agree`])}</span>
      <span data-verdict="within_rounding">
        ◐ {text([`舍入内相符 ${count('within_rounding')}`, `${count('within_rounding')} within rounding`])}
      </span>
      <span data-verdict="contradicts">
        ■ {text([`不符 ${count('contradicts')}`, `${count('contradicts')} contradict`])}
      </span>
      <span data-verdict="cannot_judge">
        ○ {text([`无法判断 ${count('cannot_judge')}`, `${count('cannot_judge')} cannot be judged`])}
      </span>
      {links.size > 0 && (
        <span>
          {text([
            `与系统数据对照 ${links.size} 处，${differing} 处不同`,
            `${links.size} compared with the records, ${differing} differ`,
          ])}
        </span>
      )}
      {children}
    </div>
  )
}
