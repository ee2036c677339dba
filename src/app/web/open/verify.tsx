import { useState } from 'react'
import { noRecordTexts } from '#engines/ballots/shared'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { readTracker } from './check-inclusion.ts'
import { OwnEvidence, useEvidence } from './own-evidence.tsx'
import { ShellLines } from './shell-lines.tsx'
import { useVerifier, type Verifying } from './use-verifier.ts'
import type { RecordSource } from './verify-messages.ts'
import { Verdict } from './verdict.tsx'

/** The verifier: whoever opened it may then go offline. */
export function Verify({ asked }: { asked: { street: string; id: string } | null }) {
  const text = useText()
  const { state, start, cancel } = useVerifier()
  const [typed, setTyped] = useState('')
  const tracker = readTracker(typed)
  const trackers = tracker === null ? [] : [tracker]
  const held = useEvidence()
  const isBusy = state.kind === 'reading' || state.kind === 'running'
  const begin = (source: RecordSource) => start(source, trackers, held.evidence)
  return (
    <main>
      <header>
        {asked && (
          <p className="small no-print">
            <Link to={`/open/${asked.street}/votes/${asked.id}/record`}>‹ {text(['公开记录', 'Public record'])}</Link>
          </p>
        )}
        <h1>{text(['核验一次表决', 'Verify a vote'])}</h1>
      </header>
      <p>
        {text([
          '在您的设备上把整份公开记录重算一遍：每张选票、两种合计、解密、清册、存证、纸质票、计票。选自己的文件时，断开网络也能用，什么都不会传出去。',
          'Your own device reckons the whole record again: every ballot, both totals, decryption, roll, log, papers, count. With files of your own it works offline, and nothing is sent anywhere.',
        ])}
      </p>
      <div className="form no-print">
        <label htmlFor="own-tracker">
          {text(['我的选票编号（可不填，填了会一起找）', 'My tracker (optional; it is looked for as well)'])}
        </label>
        <input
          id="own-tracker"
          className="tracker"
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <OwnEvidence held={held} isBusy={isBusy} />
        {asked && (
          <button
            type="button"
            className="big primary"
            disabled={isBusy || held.fault !== null}
            onClick={() => begin({ kind: 'site', url: `/api/${asked.street}/votes/${asked.id}/record.zip` })}
          >
            {text(['取本站的记录来核验', 'Verify the record of this site'])}
          </button>
        )}
        <ChooseFiles isBusy={isBusy || held.fault !== null} isFirst={!asked} start={begin} />
      </div>
      <Standing state={state} cancel={cancel} />
      {state.kind === 'done' && (
        <Verdict verdict={state.verdict} seconds={state.seconds} hadEarlier={state.hadEarlier} />
      )}
      <ShellLines of={asked} group={state.kind === 'done' ? state.verdict.facts.group : null} />
      <p className="no-print">
        <Link to="/open/trust">
          {text(['核验能说明什么、不能说明什么', 'What a verification tells, and what it does not'])}
        </Link>
      </p>
    </main>
  )
}

function ChooseFiles(props: { isBusy: boolean; isFirst: boolean; start: (source: RecordSource) => void }) {
  const text = useText()
  const { isBusy, isFirst, start } = props
  return (
    <>
      <label className={isFirst ? 'big primary choose-file' : 'big choose-file'} aria-disabled={isBusy}>
        {text(['选我下载的 zip', 'Choose a zip that I downloaded'])}
        <input
          type="file"
          accept=".zip,application/zip"
          disabled={isBusy}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) start({ kind: 'zip', file })
            event.target.value = ''
          }}
        />
      </label>
      <label className="big choose-file wide-only" aria-disabled={isBusy}>
        {text(['选解开的文件夹', 'Choose the unpacked folder'])}
        <input
          type="file"
          multiple
          disabled={isBusy}
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={(event) => {
            const files = Array.from(
              event.target.files ?? [],
              (file) => [file.webkitRelativePath || file.name, file] as const,
            )
            if (files.length > 0) start({ kind: 'folder', files })
            event.target.value = ''
          }}
        />
      </label>
    </>
  )
}

function Standing({ state, cancel }: { state: Verifying; cancel: () => void }) {
  const text = useText()
  if (state.kind === 'cancelled')
    return <p role="status">{text(['已停下，什么结论也没有。', 'Stopped. Nothing was concluded.'])}</p>
  if (state.kind === 'failed')
    return (
      <p className="trouble" role="alert">
        {state.why === 'unreachable'
          ? text([
              '取不到记录：网络不通，或名册还没有冻结。',
              'The record cannot be fetched: no network, or the roll is not frozen yet.',
            ])
          : state.why === 'broken'
            ? text([
                '这个浏览器运行不了核验，请换新一点的浏览器，或用下面的命令。',
                'This browser cannot run the verifier. Take a newer one, or the lines below.',
              ])
            : text(noRecordTexts[state.why])}
      </p>
    )
  if (state.kind !== 'reading' && state.kind !== 'running') return null
  const progress = state.kind === 'running' ? state.progress : null
  const step = progress?.steps.find(({ id }) => id === progress.step)
  return (
    <section role="status">
      <p>
        <strong>{step ? text(step.text) : text(['正在读取文件……', 'Reading the files …'])}</strong>
      </p>
      <progress
        className="verify-progress"
        aria-label={text(['核验进度', 'Progress'])}
        {...(progress && progress.total > 0 ? { value: progress.done, max: progress.total } : {})}
      />
      <p className="small">
        {progress && progress.total > 0 && `${progress.done} / ${progress.total}`}
        {progress &&
          ` · ${progress.steps.filter((each) => each.state !== 'waiting' && each.state !== 'running').length} / ${progress.steps.length}`}
      </p>
      <button type="button" className="big" onClick={cancel}>
        {text(['停下', 'Stop'])}
      </button>
    </section>
  )
}
