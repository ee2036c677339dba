import { useMemo, useState } from 'react'
import type { Text } from '#kernel/text'
import {
  registerRefusals,
  registers,
  type Area,
  type Division,
  type TakenCodes,
  type Unsettled,
} from '#engines/registers/shared'
import { Button, FieldRow, useBarrier } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { AreaPreview } from './area-preview.tsx'
import { DecideForm } from './decide-form.tsx'
import { neighboursOf, type AreaDraft } from './draft.ts'
import { memberKind, suggestedCode } from './known-areas.ts'
import { MergeFields } from './merge-fields.tsx'
import { MicroWork } from './micro-work.tsx'
import { RedrawFields } from './redraw-fields.tsx'
import { SplitFields } from './split-fields.tsx'
import type { useDrawing } from './use-drawing.ts'

interface Given {
  readonly area: Area
  readonly division: Division
  readonly taken: TakenCodes
  readonly basis: string | null
  readonly today: string
  readonly draft: AreaDraft | null
  readonly setDraft: (draft: AreaDraft | null) => void
  readonly drawing: ReturnType<typeof useDrawing>
  /** Said, who is left to settle, and what is to be shown next. */
  readonly onDone: (words: string, unsettled: Unsettled | null, next: string | null) => void
}

const verbs = {
  split: ['拆分', 'Split'],
  merge: ['合并', 'Merge'],
  redraw: ['调整边界', 'Redraw'],
  rename: ['更名', 'Rename'],
} as const satisfies Record<AreaDraft['act'], Text>

/** What may be done with the chosen area: each is prepared on the map, looked at, and only then done. */
export function AreaWork({ area, division, taken, basis, today, draft, setDraft, drawing, onDone }: Given) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  // The state on which the person decides: a change by someone else in the meantime must be noticed, not slipped in.
  const [decidedOn, setDecidedOn] = useState(basis)
  const split = useCommand(registers.splitArea)
  const merge = useCommand(registers.mergeAreas)
  const redraw = useCommand(registers.redrawArea)
  const rename = useCommand(registers.renameArea)
  const commands = { split, merge, redraw, rename }
  const neighbours = useMemo(
    () => (draft?.act === 'merge' ? neighboursOf(division, area.kind, area.code) : []),
    [draft?.act, division, area.kind, area.code],
  )
  const why = barrier(registers.splitArea.name)

  function begin(next: AreaDraft): void {
    setDecidedOn(basis)
    for (const command of Object.values(commands)) command.reset()
    setDraft(next)
  }

  if (!draft) {
    const own = { code: area.code, name: area.name }
    return (
      <>
        <div className="area-buttons">
          <Button
            why={why && text(why)}
            onClick={() =>
              begin({
                act: 'split',
                by: area.kind === 'comprehensive' ? 'members' : 'line',
                line: [],
                members: [],
                parts: [own, { code: suggestedCode(division, area, street, taken), name: '' }],
              })
            }
          >
            {text(verbs.split)}
          </Button>
          <Button why={why && text(why)} onClick={() => begin({ act: 'merge', others: [], whole: own })}>
            {text(verbs.merge)}
          </Button>
          <Button
            why={why && text(why)}
            onClick={() =>
              begin({
                act: 'redraw',
                by: area.kind === 'comprehensive' ? 'members' : 'corners',
                corners: [],
                members: [],
              })
            }
          >
            {text(verbs.redraw)}
          </Button>
          <Button why={why && text(why)} onClick={() => begin({ act: 'rename', name: area.name })}>
            {text(verbs.rename)}
          </Button>
        </div>
        <MicroWork area={area} division={division} taken={taken} basis={basis} today={today} onDone={onDone} />
      </>
    )
  }

  const { plan, refusal } = drawing
  const refused = refusal ? registerRefusals[refusal] : null
  const command = commands[draft.act]
  const missing = whyNot(draft, area, refused, plan !== null)

  // Awaited, not left to the mutation's callbacks: an area that is merged away takes this form with it before they run.
  async function perform(decided: { day: string; reason: string }): Promise<void> {
    const deciding = { ...decided, basis: decidedOn }
    const act = draft!.act
    try {
      const [answer, next] =
        draft!.act === 'rename'
          ? [
              await rename.mutateAsync({ kind: area.kind, code: area.code, name: draft!.name.trim(), ...deciding }),
              area.code,
            ]
          : plan?.act === 'split'
            ? [await split.mutateAsync({ ...plan, ...deciding }), plan.parts[0].code]
            : plan?.act === 'merge'
              ? [await merge.mutateAsync({ ...plan, ...deciding }), plan.whole.code]
              : plan?.act === 'redraw'
                ? [await redraw.mutateAsync({ ...plan, ...deciding }), area.code]
                : [null, area.code]
      if (!answer) return
      const moved = answer.movedAddresses
      onDone(
        text([`已${verbs[act][0]}，${moved} 个地址改变归属`, `Done; ${moved} addresses belong elsewhere now`]),
        answer.unsettled,
        next,
      )
    } catch {
      // The form shows what the command says of itself.
    }
  }

  const given = { area, division }
  return (
    <DecideForm
      verb={verbs[draft.act]}
      today={today}
      why={missing}
      busy={command.isPending}
      error={command.error}
      onDo={(decided) => void perform(decided)}
      onCancel={() => setDraft(null)}
    >
      <h3>{text(verbs[draft.act])}</h3>
      {draft.act === 'split' && <SplitFields {...given} draft={draft} onChange={setDraft} />}
      {draft.act === 'merge' && <MergeFields {...given} draft={draft} neighbours={neighbours} onChange={setDraft} />}
      {draft.act === 'redraw' && (
        <RedrawFields {...given} draft={draft} corners={drawing.corners} onMove={drawing.addMove} onChange={setDraft} />
      )}
      {draft.act === 'rename' && (
        <FieldRow label={['新名称', 'New name']}>
          {(field) => (
            <input
              {...field}
              className="control"
              value={draft.name}
              maxLength={60}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </FieldRow>
      )}
      {refused && (
        <p className="late" role="alert">
          {text(refused)}
        </p>
      )}
      {plan && !refused && <AreaPreview plan={plan} />}
    </DecideForm>
  )
}

function whyNot(draft: AreaDraft, area: Area, refused: Text | null, hasPlan: boolean): Text | null {
  if (refused) return refused
  if (draft.act === 'rename')
    return draft.name.trim() === '' || draft.name.trim() === area.name ? ['请填写新名称', 'Give a new name'] : null
  if (hasPlan) return null
  switch (draft.act) {
    case 'split':
      if (draft.parts.some((part) => part.name.trim() === '' || part.code === ''))
        return ['请填写两部分的名称和编码', 'Name both parts and give their codes']
      return draft.by === 'line'
        ? ['请先在地图上画分界线', 'Draw the line on the map first']
        : ['请先选择划入第二部分的网格', 'Choose what goes to the second part']
    case 'merge':
      return ['请选择相邻区划', 'Choose a neighbour']
    case 'redraw':
      return memberKind[area.kind] !== null && draft.by === 'members'
        ? ['请选择要划入的部分', 'Choose what to take over']
        : ['请先移动界点', 'Move a corner first']
  }
}
