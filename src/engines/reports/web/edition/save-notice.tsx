import { reportRefusals } from '#engines/reports/shared'
import { Button, Problem, useText, When } from '#ui'
import type { SaveState, Together } from './use-draft.ts'

interface Given {
  readonly state: SaveState
  readonly together: Together | null
  readonly onSeen: () => void
  readonly onSave: () => void
}

/** Whether what was written is kept. */
export function SaveNotice({ state, together, onSeen, onSave }: Given) {
  const text = useText()
  return (
    <>
      <span className="save-state note" role="status">
        {state.kind === 'saved' ? (
          <>
            ● {text(['已保存', 'Saved'])} {state.at && <When at={state.at} />}
          </>
        ) : state.kind === 'writing' ? (
          text(['○ 正在输入', '○ Writing'])
        ) : state.kind === 'saving' ? (
          text(['◐ 正在保存', '◐ Saving'])
        ) : state.kind === 'offline' ? (
          text([
            '◕ 连不上服务器，内容留在本页，稍后自动再存',
            '◕ The server is away; kept on this page and saved again soon',
          ])
        ) : (
          text(['■ 未保存', '■ Not saved'])
        )}
      </span>
      {state.kind === 'too_much' && (
        <div className="problem" role="alert">
          {text(state.words)}
        </div>
      )}
      {state.kind === 'refused' && (
        <Problem
          error={state.error}
          refusals={reportRefusals}
          isBrief
          kept={['您写的内容仍在本页。', 'What you wrote is still on this page.']}
        >
          <Button onClick={onSave}>{text(['再存一次', 'Save again'])}</Button>
        </Problem>
      )}
      {together && (
        <div className="problem together" role="alert">
          <span>
            {together.doubled > 0
              ? text([
                  `${together.by} 刚保存过。您写的都在；两人都改过的 ${together.doubled} 段并列保留，请取舍。`,
                  `${together.by} saved first. All you wrote is here; ${together.doubled} paragraphs that both changed stand twice: choose.`,
                ])
              : text([
                  `${together.by} 刚保存过，已把他的修改合进来，您写的都在。`,
                  `${together.by} saved first. His changes were taken in; all you wrote is here.`,
                ])}
          </span>
          <Button tone="quiet" onClick={onSeen}>
            {text(['知道了', 'Seen'])}
          </Button>
        </div>
      )}
    </>
  )
}
