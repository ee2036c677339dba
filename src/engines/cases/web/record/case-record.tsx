import { lazy, Suspense, useEffect, useState } from 'react'
import { caseRefusals, states, type CaseFileView } from '#engines/cases/shared'
import { Button, Problem, Waiting } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { ActBar } from '../actions/act-bar.tsx'
import type { Doing } from '../actions/act-panel.tsx'
import { CaseLight, flagsOf, NextDue } from '../case-light.tsx'
import { sourceName, useCaseWords } from '../case-words.ts'
import { PromisesSection } from './promises-section.tsx'
import { RepeatsSection } from './repeats-section.tsx'
import { StorySection } from './story-section.tsx'
import { WhatSection } from './what-section.tsx'
import { useCaseFile } from './use-case-file.ts'
import './case-record.css'

// The forms bring antd's selects; the list and the record are there before them.
const loadActPanel = () => import('../actions/act-panel.tsx')
const ActPanel = lazy(async () => ({ default: (await loadActPanel()).ActPanel }))

function Head({ file, onClose }: { file: CaseFileView; onClose: () => void }) {
  const text = useText()
  const { typeName } = useCaseWords()
  const line = file.case
  return (
    <header className="case-head">
      <div className="case-head-line">
        <span className="quiet">{line.number}</span>
        <span className="case-state">{text(states[line.state])}</span>
        {flagsOf(line).map((flag) => (
          <span className="case-flag" key={flag[0]}>
            {text(flag)}
          </span>
        ))}
        <Button
          tone="quiet"
          className="case-close"
          onClick={onClose}
          aria-label={text(['关闭案卷', 'Close the file'])}
          title="Esc"
        >
          ×
        </Button>
      </div>
      <h1>{line.title}</h1>
      <div className="case-head-line">
        <span aria-live="polite">
          <CaseLight line={line} />
        </span>
        {line.open && <NextDue line={line} />}
        <span className="quiet">
          {[...new Set([text(typeName(line.type)), text(sourceName(line.source))])].join(' · ')}
        </span>
      </div>
    </header>
  )
}

/** One case as a story: what and where, what was promised, what was done, and what can be done now. */
export function CaseRecord({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const text = useText()
  const { data: file, isError, error, refetch, isPlaceholderData } = useCaseFile(caseId)
  const [doing, setDoing] = useState<Doing | null>(null)
  const title = file?.case.title
  useEffect(() => {
    const timer = setTimeout(() => void loadActPanel(), 400)
    return () => clearTimeout(timer)
  }, [])
  useHotkeys({ Escape: () => onClose() }, doing === null)
  usePageTitle(title)

  // An address that is no id at all is a case that does not exist, not a form filled in wrongly.
  const refusals = { ...caseRefusals, invalid_input: caseRefusals.case_not_found }
  if (isError && !file)
    return (
      <div className="case-record">
        <Problem error={error} refusals={refusals} isBrief>
          <div className="form-buttons">
            <Button onClick={() => void refetch()}>{text(['再试一次', 'Try again'])}</Button>
            <Button onClick={onClose}>{text(['回到列表', 'Back to the list'])}</Button>
          </div>
        </Problem>
      </div>
    )
  if (!file || isPlaceholderData) return <Waiting what={['正在打开案卷…', 'Opening the file…']} />
  return (
    <article className="case-record">
      <div className="case-story">
        <Head file={file} onClose={onClose} />
        <WhatSection file={file} />
        <PromisesSection file={file} />
        <StorySection file={file} onDo={setDoing} />
        <RepeatsSection file={file} />
      </div>
      {doing ? (
        <Suspense fallback={<Waiting />}>
          <ActPanel
            key={`${doing.verb}${doing.recordId ?? ''}${doing.taskId ?? ''}`}
            doing={doing}
            file={file}
            onClose={() => setDoing(null)}
          />
        </Suspense>
      ) : (
        <ActBar file={file} onDo={setDoing} />
      )}
    </article>
  )
}
