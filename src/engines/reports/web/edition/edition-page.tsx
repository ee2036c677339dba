import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Text } from '#kernel/text'
import { editionStates, reportRefusals, reports, type Block, type EditionView } from '#engines/reports/shared'
import { Button, Chips, Problem, useBarrier, useOperation, useStreet, useText, Waiting } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { TableTools } from '../editor/table-tools.tsx'
import type { TypedPlace } from '../editor/plugins.ts'
import { ReportEditor, type EditorHandle, type Selected } from '../editor/report-editor.tsx'
import { CommentsPanel } from './comments-panel.tsx'
import { FigureCard } from './figure-card.tsx'
import { FiguresPanel } from './figures-panel.tsx'
import { NumbersPanel, ResolveNumber } from './numbers-panel.tsx'
import { OutsideTopics } from './outside-topics.tsx'
import { Paper } from './paper.tsx'
import { RecomputeView } from './recompute-view.tsx'
import { SaveNotice } from './save-notice.tsx'
import { SignOffBar, StepsTaken } from './sign-off-bar.tsx'
import { bringIntoSight } from '../bring-into-sight.ts'
import { useDraft } from './use-draft.ts'
import '../edition-state.css'
import './edition-page.css'

/** What is still counted comes by itself. */
function whileCounting({ state }: { readonly state: { readonly data?: unknown } }): number | false {
  const known = state.data as EditionView | undefined
  return known?.unresolved.some(({ kind }) => kind === 'figure_counting') ? 5000 : false
}

/** One edition: written while it is drafted and the reader may write, read otherwise. */
export function EditionPage() {
  const text = useText()
  const { id = '' } = useParams()
  const found = useOperation(reports.edition, { id }, { refetchInterval: whileCounting })
  const title = found.data?.title
  usePageTitle(title ?? text(['报告', 'Report']))
  if (found.isError && !found.data)
    return (
      <div className="page">
        <Problem error={found.error} refusals={reportRefusals} isBrief>
          <Link to="..">{text(['回到报告列表', 'Back to the reports'])}</Link>
        </Problem>
      </div>
    )
  if (!found.data || found.data.id !== id) return <Waiting />
  const mayWrite = found.data.may.some(({ act, refusal }) => act === 'save' && refusal === null)
  return mayWrite ? <Writer key={id} edition={found.data} /> : <Reader key={id} edition={found.data} />
}

function Head({ edition, children }: { edition: EditionView; children?: React.ReactNode }) {
  const text = useText()
  const street = useStreet()
  const href = (as: string) => `/api/${street}/reports/${edition.id}.${as}`
  return (
    <nav className="edition-head" aria-label={text(['报告', 'Report'])}>
      <Link to="..">{text(['报告', 'Reports'])}</Link>
      <span className="edition-state" data-state={edition.state}>
        {edition.number ?? text(editionStates[edition.state])}
      </span>
      {children}
      <span className="edition-files">
        {(['docx', 'pdf', 'xlsx'] as const).map((as) => (
          <a key={as} href={href(as)} download>
            {{ docx: 'Word', pdf: 'PDF', xlsx: text(['数据表', 'Figures']) }[as]}
          </a>
        ))}
      </span>
    </nav>
  )
}

function Outline({ blocks, onGoTo }: { blocks: readonly Block[]; onGoTo: (block: string) => void }) {
  const text = useText()
  return (
    <nav className="edition-outline" aria-label={text(['大纲', 'Outline'])}>
      <ol>
        {blocks.flatMap((block) =>
          block.kind === 'heading'
            ? [
                <li key={block.id} data-level={block.level}>
                  <button type="button" onClick={() => onGoTo(block.id)}>
                    {block.text}
                  </button>
                </li>,
              ]
            : [],
        )}
      </ol>
    </nav>
  )
}

const panels = {
  offers: ['数据', 'Figures'],
  numbers: ['待落实', 'To resolve'],
  comments: ['批注', 'Comments'],
} as const satisfies Record<string, Text>
type Panel = keyof typeof panels

function Writer({ edition }: { edition: EditionView }) {
  const text = useText()
  const draft = useDraft(edition)
  const title = useRef<HTMLTextAreaElement>(null)
  const [editor, setEditor] = useState<EditorHandle | null>(null)
  const [selected, setSelected] = useState<Selected>({ block: null, figure: null, typed: null, isInTable: false })
  const [closed, setClosed] = useState<string | null>(null)
  const [panel, setPanel] = useState<Panel>('offers')
  const [resolving, setResolving] = useState<TypedPlace | null>(null)
  const commented = useMemo(
    () => new Set(edition.comments.filter((each) => each.resolvedAt === null).map((each) => each.block)),
    [edition.comments],
  )
  const typed = editor?.typed() ?? []
  const unresolved = draft.isUnsaved
    ? [
        ...typed.map(({ words }) => ({ kind: 'typed_number' as const, block: selected.block ?? '', words })),
        ...edition.unresolved.filter((each) => each.kind !== 'typed_number'),
      ]
    : edition.unresolved
  const unresolvedCount = draft.isUnsaved ? unresolved.length : edition.unresolvedCount
  const counts: Record<Panel, number> = { offers: 0, numbers: unresolvedCount, comments: commented.size }
  const options = Object.fromEntries(
    Object.entries(panels).map(([key, [zh, en]]) => {
      const count = counts[key as Panel]
      return [key, count > 0 ? [`${zh} ${count}`, `${en} ${count}`] : [zh, en]]
    }),
  ) as unknown as Record<Panel, Text>
  const figure = selected.figure !== closed ? selected.figure : null
  return (
    <div className="edition">
      <Head edition={edition}>
        <SaveNotice
          state={draft.state}
          together={draft.together}
          onSeen={() => draft.tellTogether(null)}
          onSave={() => void draft.save()}
        />
      </Head>
      <SignOffBar edition={edition} unsaved={draft.isUnsaved}>
        {selected.typed && (
          <Button onClick={() => setResolving(selected.typed)}>
            {text([`落实“${selected.typed.words}”`, `Resolve “${selected.typed.words}”`])}
          </Button>
        )}
      </SignOffBar>
      <div className="edition-panes">
        <Outline blocks={draft.shown.blocks} onGoTo={(block) => editor?.goTo(block)} />
        <main className="edition-paper">
          <TableTools editor={editor} isInTable={selected.isInTable} />
          <div className="paper" lang="zh-CN">
            <textarea
              ref={title}
              className="paper-title"
              aria-label={text(['标题', 'Title'])}
              rows={1}
              maxLength={100}
              value={draft.shown.title}
              onChange={(event) => draft.change({ title: event.target.value.replaceAll('\n', '') })}
            />
            <ReportEditor
              blocks={draft.shown.blocks}
              revision={draft.revision}
              figures={edition.figures}
              commented={commented}
              onChange={(blocks) => draft.change({ blocks })}
              onSelect={(now) => {
                setSelected(now)
                if (now.figure === null) setClosed(null)
              }}
              onReady={setEditor}
            />
          </div>
          <OutsideTopics topics={edition.outside} />
        </main>
        <aside className="edition-side" aria-label={text(['数据和批注', 'Figures and comments'])}>
          {figure ? (
            <FigureCard edition={edition.id} figure={figure} onClose={() => setClosed(figure)} />
          ) : (
            <>
              <Chips options={options} value={panel} onChange={setPanel} label={text(['侧栏', 'Side'])} />
              {panel === 'offers' && <FiguresPanel template={edition.template} year={edition.year} editor={editor} />}
              {panel === 'numbers' && (
                <NumbersPanel
                  unresolved={unresolved}
                  count={unresolvedCount}
                  editor={editor}
                  onResolve={setResolving}
                  onTitle={() => title.current?.focus()}
                />
              )}
              {panel === 'comments' && (
                <CommentsPanel
                  edition={edition}
                  blocks={draft.shown.blocks}
                  block={selected.block}
                  onGoTo={(block) => editor?.goTo(block)}
                />
              )}
            </>
          )}
        </aside>
      </div>
      {resolving && editor && (
        <ResolveNumber edition={edition} place={resolving} editor={editor} onClose={() => setResolving(null)} />
      )}
    </div>
  )
}

const readerPanels = {
  steps: ['办理', 'Steps'],
  comments: ['批注', 'Comments'],
  numbers: ['待落实', 'To resolve'],
  recompute: ['复算', 'Recompute'],
} as const satisfies Record<string, Text>
type ReaderPanel = keyof typeof readerPanels

const goToBlock = (block: string) => bringIntoSight(document.getElementById(block))

function Reader({ edition }: { edition: EditionView }) {
  const text = useText()
  const barrier = useBarrier()
  const [figure, setFigure] = useState<string | null>(null)
  const [panel, setPanel] = useState<ReaderPanel>('steps')
  const [commentAt, setCommentAt] = useState<string | null>(null)
  const isSealed = edition.state === 'sealed'
  const mayRecompute = isSealed && barrier(reports.recompute.name) === null
  const shown = Object.fromEntries(
    Object.entries(readerPanels).filter(([key]) =>
      key === 'recompute'
        ? mayRecompute
        : key === 'numbers'
          ? !isSealed
          : key !== 'comments' || edition.comments.length > 0 || !isSealed,
    ),
  ) as Record<ReaderPanel, Text>
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setFigure(null)
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [])
  return (
    <div className="edition">
      <Head edition={edition} />
      <SignOffBar edition={edition} unsaved={false} />
      <div className="edition-panes">
        <Outline blocks={edition.blocks} onGoTo={goToBlock} />
        <main className="edition-paper">
          <Paper
            edition={edition}
            opened={figure}
            onFigure={(run) => setFigure(run.id === figure ? null : run.id)}
            onBlock={setCommentAt}
          />
          {edition.seal && (
            <p className="note seal-line">
              {text(['封存校验值', 'Seal'])} SHA-256 {edition.seal.hash}
            </p>
          )}
          <OutsideTopics topics={edition.outside} />
        </main>
        <aside
          className="edition-side"
          data-open={figure !== null || undefined}
          aria-label={text(['出处和办理', 'Sources and steps'])}
        >
          {figure ? (
            <FigureCard edition={edition.id} figure={figure} onClose={() => setFigure(null)} />
          ) : (
            <>
              <Chips options={shown} value={panel} onChange={setPanel} label={text(['侧栏', 'Side'])} />
              {panel === 'steps' && (
                <>
                  <p className="note">
                    {text(['点击正文中的任何数字，查看它由什么构成。', 'Press any number to see what it is made of.'])}
                  </p>
                  <StepsTaken steps={edition.steps} />
                </>
              )}
              {panel === 'numbers' && (
                <NumbersPanel
                  unresolved={edition.unresolved}
                  count={edition.unresolvedCount}
                  editor={null}
                  onResolve={null}
                />
              )}
              {panel === 'comments' && (
                <CommentsPanel edition={edition} blocks={edition.blocks} block={commentAt} onGoTo={goToBlock} />
              )}
              {panel === 'recompute' && <RecomputeView id={edition.id} />}
            </>
          )}
        </aside>
      </div>
    </div>
  )
}
