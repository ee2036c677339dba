import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import {
  indicatorRefusals,
  indicators,
  levels,
  sectionIds,
  sections,
  targetKinds,
  type BookView,
} from '#engines/indicators/shared'
import { UnitSelect, UnitsSelect } from '#engines/registers/web'
import { Chips, EmptyState, FieldRow, InputRow, Unanswered, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { ActForm } from './act-form.tsx'
import { GoalFields } from './goal-fields.tsx'
import { MilestoneFields } from './milestone-fields.tsx'
import { draftOf, emptyTarget, lacking, type DraftTarget } from './target-draft.ts'
import { actIn, points } from './target-words.tsx'
import './targets.css'
import './edit.css'

function TargetForm({ view, first }: { view: BookView; first: DraftTarget }) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const [target, setTarget] = useState(first)
  const [weight, setWeight] = useState(points(first.weight))
  const set = (patch: Partial<DraftTarget>) => setTarget((before) => ({ ...before, ...patch }))
  const sent = { ...target, weight: Math.round(Number(weight) * 100) }
  const missing =
    lacking(target) ??
    (/^\d{1,4}(\.\d{1,2})?$/.test(weight) ? null : (['分值须为数字，至多两位小数。', 'Points: a number.'] as const))
  const others = view.targets.filter((each) => each.id !== target.id).reduce((sum, each) => sum + each.weight, 0)
  return (
    <ActForm
      command={indicators.saveTarget}
      input={missing ? null : { bookId: view.book.id as never, target: sent }}
      missing={missing ?? ['', '']}
      verb={['保存任务', 'Save']}
      done={['已保存', 'Saved']}
      onDone={() => void navigate(`/desk/${street}/targets/${view.book.id}`)}
      onAway={() => void navigate(`/desk/${street}/targets/${view.book.id}`)}
    >
      <FieldRow label={['级别', 'Level']} group>
        {({ id: _, ...aria }) => (
          <Chips
            {...aria}
            label={text(['级别', 'Level'])}
            options={{ '1': levels[1], '2': levels[2] }}
            value={String(target.level) as '1' | '2'}
            onChange={(level) => set({ level: level === '1' ? 1 : 2 })}
          />
        )}
      </FieldRow>
      <FieldRow label={['板块', 'Section']}>
        {(aria) => (
          <select
            {...aria}
            className="control"
            value={target.section}
            onChange={(event) => set({ section: event.target.value as DraftTarget['section'] })}
          >
            {sectionIds.map((section) => (
              <option key={section} value={section}>
                {text(sections[section])}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <InputRow
        label={['任务名称', 'Title']}
        maxLength={120}
        value={target.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <FieldRow label={['具体内容', 'Content']} optional>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={2000}
            value={target.content}
            onChange={(event) => set({ content: event.target.value })}
          />
        )}
      </FieldRow>
      <div className="edit-two">
        <FieldRow label={['牵头部门', 'Lead unit']}>
          {({ id }) => (
            <UnitSelect id={id} value={target.leadUnit ?? null} onChange={(unit) => set({ leadUnit: unit as never })} />
          )}
        </FieldRow>
        <FieldRow label={['配合部门', 'Assisting units']} optional>
          {({ id }) => (
            <UnitsSelect
              id={id}
              max={20}
              value={target.assisting ?? []}
              except={target.leadUnit ? [target.leadUnit] : []}
              onChange={(units) => set({ assisting: units as never })}
            />
          )}
        </FieldRow>
        <InputRow
          label={['责任领导', 'Leader']}
          optional
          maxLength={60}
          value={target.leader}
          onChange={(event) => set({ leader: event.target.value })}
        />
        <InputRow
          label={['完成时限', 'Deadline']}
          type="date"
          value={target.deadline}
          onChange={(event) => set({ deadline: event.target.value })}
        />
        <InputRow
          label={['分值', 'Points']}
          hint={[`其余任务合计 ${points(others)} 分`, `the others come to ${points(others)}`]}
          inputMode="decimal"
          value={weight}
          onChange={(event) => setWeight(event.target.value.trim())}
        />
        <InputRow
          label={['佐证材料', 'Evidence']}
          optional
          maxLength={500}
          value={target.evidence}
          onChange={(event) => set({ evidence: event.target.value })}
        />
      </div>
      <FieldRow label={['类型', 'Kind']} group>
        {({ id: _, ...aria }) => (
          <Chips
            {...aria}
            label={text(['类型', 'Kind'])}
            options={targetKinds}
            value={target.kind}
            onChange={(kind) =>
              set({
                kind,
                ...(kind !== 'quantity' && (target.goals ?? []).every((goal) => goal.label === '') && { goals: [] }),
              })
            }
          />
        )}
      </FieldRow>
      {(target.kind === 'quantity' || (target.goals ?? []).length > 0) && (
        <GoalFields goals={target.goals ?? []} onChange={(goals) => set({ goals })} />
      )}
      <MilestoneFields
        milestones={target.milestones ?? []}
        year={view.book.year}
        onChange={(milestones) => set({ milestones })}
      />
    </ActForm>
  )
}

/** A target of a draft: new, or as it is. */
export function EditPage() {
  const text = useText()
  const street = useStreet()
  const { bookId = '', targetId = '' } = useParams()
  const [params] = useSearchParams()
  const book = useOperation(indicators.book, { bookId: bookId as never })
  usePageTitle(text(['编辑任务', 'Edit a target']))
  if (book.isError && !book.data) return <Unanswered asked={book} refusals={indicatorRefusals} />
  if (!book.data || book.data.book.id !== bookId) return <Waiting />
  const known = book.data.targets.find((target) => target.id === targetId)
  const isNew = targetId === 'new'
  const level = params.get('level') === '2' ? 2 : 1
  const mayEdit = actIn(book.data.acts, 'saveTarget') === null && (known !== undefined || isNew)
  return (
    <div className="page edit-page">
      <p className="note">
        <Link to={`/desk/${street}/targets/${bookId}`}>{book.data.book.title}</Link>
      </p>
      <h1>{isNew ? text(['添加任务', 'Add a target']) : text(['编辑任务', 'Edit a target'])}</h1>
      {mayEdit ? (
        <TargetForm
          key={targetId}
          view={book.data}
          first={known ? draftOf(known) : emptyTarget(book.data.book.year, level)}
        />
      ) : (
        <EmptyState title={['不能编辑', 'It cannot be edited']}>
          <p>
            {text([
              '任务书已报审或印发，或没有这项任务。印发后的改动请在任务页提出调整。',
              'The book was submitted or issued, or has no such target. After issue, ask for an adjustment on its page.',
            ])}
          </p>
        </EmptyState>
      )}
    </div>
  )
}
