import type { Text } from '#kernel/text'
import { findCategory, sources, type CaseType, type Source } from '#engines/cases/shared'
import { AddressField } from '#engines/registers/web'
import { Chips, FieldRow, InputRow, SchemaForm } from '#ui'
import { PhotoInput } from '#ui/photo-input'
import { useText } from '#ui/text'
import { CategorySelect } from '../actions/act-inputs.tsx'
import { useCaseTypes } from '../case-types-context.ts'
import type { Intake } from './intake-form.ts'

type Errors = Readonly<Record<string, Text>>

interface Given {
  readonly intake: Intake
  readonly errors: Errors
  readonly answerErrors: Errors
  readonly onChange: (change: Partial<Intake>) => void
}

/** Which types a source may register, in the order of the faces. */
export function typesOf(all: ReadonlyMap<string, CaseType>, source: Source): CaseType[] {
  return [...all.values()].filter((type) => type.sources.includes(source))
}

function titleOf(place: string, category: string | null): string {
  const name = category ? findCategory(category)?.name[0] : undefined
  return [place, name].filter(Boolean).join('').slice(0, 100)
}

export function IntakeFields({ intake, errors, answerErrors, onChange }: Given) {
  const text = useText()
  const types = useCaseTypes()
  const offered = typesOf(types, intake.source)
  const type = types.get(intake.type)
  const wrong = (name: string) => {
    const error = errors[name]
    return error && text(error)
  }
  const sourceNames = Object.fromEntries(
    Object.entries(sources)
      .filter(([key]) => [...types.values()].some((each) => each.sources.includes(key as Source)))
      .map(([key, source]) => [key, source.label]),
  )
  /** A title nobody wrote follows the place and the category. */
  function retitle(placeName: string, category: string | null): Partial<Intake> {
    const suggested = titleOf(placeName, category)
    return {
      placeName,
      suggested,
      ...((intake.title === '' || intake.title === intake.suggested) && { title: suggested }),
    }
  }

  return (
    <div className="intake-fields">
      <FieldRow label={['来源', 'Source']}>
        {(aria) => (
          <select
            {...aria}
            className="control"
            value={intake.source}
            onChange={(event) => {
              const source = event.target.value as Source
              const kept = typesOf(types, source).some((each) => each.id === intake.type)
              onChange({
                source,
                ...(kept ? {} : { type: typesOf(types, source)[0]?.id ?? '', category: null, answers: {} }),
              })
            }}
          >
            {Object.entries(sourceNames).map(([key, label]) => (
              <option key={key} value={key}>
                {text(label)}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      {intake.source !== 'phone' && (
        <InputRow
          label={['来源工单号', 'Upstream number']}
          optional={intake.source !== 'hotline'}
          error={wrong('upstreamNo')}
          maxLength={60}
          value={intake.upstreamNo}
          onChange={(event) => onChange({ upstreamNo: event.target.value })}
        />
      )}
      <div className="intake-pair">
        <InputRow
          label={['来电人', 'Caller']}
          optional
          error={wrong('callerName')}
          autoComplete="off"
          maxLength={60}
          value={intake.callerName}
          onChange={(event) => onChange({ callerName: event.target.value })}
        />
        <InputRow
          label={['联系电话', 'Telephone']}
          optional
          error={wrong('callerPhone')}
          type="tel"
          autoComplete="off"
          maxLength={20}
          value={intake.callerPhone}
          onChange={(event) => onChange({ callerPhone: event.target.value })}
        />
      </div>
      <FieldRow label={['地点', 'Place']} error={wrong('place')}>
        {(aria) => (
          <AddressField
            aria={aria}
            value={intake.place}
            chosen={intake.addressId}
            onChange={(place, address) =>
              onChange({
                place,
                addressId: address?.id ?? null,
                lng: address?.lng ?? null,
                lat: address?.lat ?? null,
                ...retitle(address?.compound ?? place, intake.category),
              })
            }
          />
        )}
      </FieldRow>
      <FieldRow label={['类型', 'Type']} group error={wrong('type')}>
        {({ id: _, ...aria }) => (
          <Chips
            {...aria}
            label={text(['类型', 'Type'])}
            options={Object.fromEntries(offered.map((each) => [each.id, each.label]))}
            value={intake.type}
            onChange={(chosen) =>
              onChange({
                type: chosen,
                answers: {},
                ...(types.get(chosen)?.categories.includes(intake.category ?? '') ? {} : { category: null }),
              })
            }
          />
        )}
      </FieldRow>
      <FieldRow label={['类别', 'Category']} error={wrong('category')}>
        {({ id }) => (
          <CategorySelect
            id={id}
            type={intake.type}
            value={intake.category}
            onChange={(category) => onChange({ category, ...retitle(intake.placeName || intake.place, category) })}
          />
        )}
      </FieldRow>
      <InputRow
        label={['事由', 'Matter']}
        error={wrong('title')}
        maxLength={100}
        value={intake.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <FieldRow label={['详细情况', 'What was said']} optional error={wrong('description')}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            rows={4}
            maxLength={4000}
            value={intake.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </FieldRow>
      {type && Object.keys(type.form).length > 0 && (
        <SchemaForm
          form={type.form}
          answers={intake.answers}
          errors={answerErrors}
          onChange={(answers) => onChange({ answers })}
        />
      )}
      {intake.source !== 'phone' && (
        <FieldRow label={['现场照片', 'Photos of the place']} optional group>
          {() => (
            <PhotoInput
              label={['现场照片', 'Photos of the place']}
              ids={intake.scene}
              onChange={(scene) => onChange({ scene })}
            />
          )}
        </FieldRow>
      )}
    </div>
  )
}
