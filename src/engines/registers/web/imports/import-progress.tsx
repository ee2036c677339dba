import { registerRefusals, registers, type ImportView } from '#engines/registers/shared'
import { Button, grouped, Problem } from '#ui'
import type { Text } from '#kernel/text'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { sayLeft } from './import-words.ts'

const doing: Partial<Record<ImportView['state'], Text>> = {
  received: ['正在读取文件', 'Reading the file'],
  judging: ['正在逐行核对', 'Judging every row'],
  applying: ['正在写入名册', 'Writing to the registers'],
  paused: ['已暂停', 'Paused'],
  undoing: ['正在撤销', 'Undoing'],
}

/** Long work: how far it is, how long it takes still; it goes on when the page is left. */
export function ImportProgress({ view }: { view: ImportView }) {
  const text = useText()
  const pause = useCommand(registers.pauseImport)
  const resume = useCommand(registers.resumeImport)
  const what = doing[view.state]
  if (!what) return null
  // Doubtful rows that queue are written besides those counted beforehand.
  const total = view.total !== null && view.total >= view.done ? view.total : null
  const share = view.share ?? (total ? view.done / total : null)
  const failed = pause.error ?? resume.error
  return (
    <section className="import-progress" aria-label={text(what)}>
      <div className="import-progress-line">
        <strong>{text(what)}</strong>
        {view.state !== 'received' && (
          <span>
            {grouped(view.done)}
            {total !== null && ` / ${grouped(total)}`}
            {share !== null && ` · ${Math.floor(share * 100)}%`}
          </span>
        )}
        {view.state !== 'paused' && (
          <span className="note">
            {[
              view.perSecond !== null &&
                text([
                  `每秒 ${grouped(Math.round(view.perSecond))} 行`,
                  `${grouped(Math.round(view.perSecond))} rows/s`,
                ]),
              view.secondsLeft !== null && text(sayLeft(view.secondsLeft)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
        <span className="import-progress-acts">
          {(view.state === 'judging' || view.state === 'applying') && (
            <Button busy={pause.isPending} onClick={() => pause.mutate({ id: view.id })}>
              {text(['暂停', 'Pause'])}
            </Button>
          )}
          {view.state === 'paused' && (
            <Button tone="main" busy={resume.isPending} onClick={() => resume.mutate({ id: view.id })}>
              {text(['继续', 'Go on'])}
            </Button>
          )}
        </span>
      </div>
      {/* A bar that runs to and fro would say that something goes on. */}
      {(share !== null || view.state !== 'paused') && (
        <progress max={1} {...(share !== null && { value: share })} aria-label={text(what)} />
      )}
      {view.state !== 'paused' && (
        <p className="note">{text(['可以离开此页，工作会继续。', 'You may leave this page; the work goes on.'])}</p>
      )}
      {failed && <Problem error={failed} refusals={registerRefusals} isBrief />}
    </section>
  )
}
