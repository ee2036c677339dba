import { Link, useParams } from 'react-router'
import { importKinds, importStates, registerRefusals, registers, type ImportId } from '#engines/registers/shared'
import { EmptyState, grouped } from '#ui'
import { useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { PagedList, usePages } from '#ui/paged-list'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { RegistersFrame } from '../registers-rail.tsx'
import { saySource } from '../register-words.ts'
import { ImportFile } from './import-file.tsx'
import { StartImport } from './start-import.tsx'
import { underWay } from './import-words.ts'
import './imports.css'

/** Imports: bring a file, or go on with one. */
export function ImportsPage() {
  const { importId } = useParams()
  return (
    <RegistersFrame>{importId ? <ImportFile key={importId} id={importId as ImportId} /> : <Imports />}</RegistersFrame>
  )
}

function Imports() {
  const text = useText()
  const street = useStreet()
  const list = usePages(
    registers.imports,
    { limit: 30 },
    {
      refetchInterval: (query) =>
        query.state.data?.pages.some((page) =>
          page.items.some((each) => underWay.has(each.state) && each.state !== 'received'),
        )
          ? 3000
          : false,
    },
  )
  usePageTitle(text(['导入', 'Import']))
  return (
    <div className="page imports">
      <h1>{text(['导入', 'Import'])}</h1>
      <StartImport />
      <section aria-labelledby="imports-list">
        <h2 id="imports-list">{text(['导入记录', 'Imports'])}</h2>
        <PagedList
          list={list}
          refusals={registerRefusals}
          more={['更早的', 'Earlier']}
          empty={
            <EmptyState title={['还没有导入过', 'Nothing was imported yet']}>
              <p>
                {text([
                  '把手头的 Excel 原样拖进来就行：合并的标题行、空行、多个工作表、“同上”都认得。写入之前逐行给您看。',
                  'Drop the Excel list as it is: merged titles, blank lines, several sheets and “as above” are read. You see every row before anything is written.',
                ])}
              </p>
            </EmptyState>
          }
        >
          {(items) => (
            <div className="table-scroll">
              <table className="plain-table imports-table">
                <thead>
                  <tr>
                    <th scope="col">{text(['文件', 'File'])}</th>
                    <th scope="col">{text(['名册', 'Register'])}</th>
                    <th scope="col">{text(['状态', 'State'])}</th>
                    <th scope="col" data-align="end">
                      {text(['新增', 'New'])}
                    </th>
                    <th scope="col" data-align="end">
                      {text(['更新', 'Changes'])}
                    </th>
                    <th scope="col" data-align="end">
                      {text(['存疑', 'Doubtful'])}
                    </th>
                    <th scope="col" data-align="end">
                      {text(['有误', 'Wrong'])}
                    </th>
                    <th scope="col">{text(['何人何时', 'Who and when'])}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.id}>
                      <td>
                        <Link to={`/desk/${street}/imports/${item.id}`}>{item.fileName}</Link>
                        <span className="note imports-source">
                          {text(saySource(item.source))} · {item.observedOn}
                        </span>
                      </td>
                      <td>{text(importKinds[item.kind])}</td>
                      <td>
                        <span className="import-state" data-state={item.state}>
                          {text(importStates[item.state])}
                        </span>
                      </td>
                      <td data-align="end">{grouped(item.totals.new)}</td>
                      <td data-align="end">{grouped(item.totals.changes)}</td>
                      <td data-align="end">{grouped(item.totals.doubtful)}</td>
                      <td data-align="end">{grouped(item.totals.wrong)}</td>
                      <td>
                        {item.by}{' '}
                        <span className="note">
                          <When at={item.createdAt} />
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </PagedList>
      </section>
    </div>
  )
}
