import { useState } from 'react'
import { newId } from '#kernel/id'
import { caseTypes } from '#faces'
import { cases, findCategory, type CaseType, type Source } from '#engines/cases/shared'
import { useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { AnswerFields, unanswered } from '../light/answer-fields.tsx'
import { Choices, Phrases, withPhrase } from '../light/choices.tsx'
import { go } from '../light/route.ts'
import { useActing } from './acting.ts'
import { useWorking } from './asking.ts'
import { CameraButton, DraftPictures } from './camera.tsx'
import { useDraft } from './draft.ts'
import { Fold, Notice, TextArea } from './parts.tsx'
import { PlaceField, type Place } from './place-field.tsx'

const usual = ['影响行人通行。', '有异味，影响环境。', '存在安全隐患，请尽快处置。', '反复发生，建议加强管理。']

/** The categories of a type by what a person looks for: a few first, the rest by words. */
function CategoryField({
  type,
  value,
  onChange,
}: {
  type: CaseType
  value: string | null
  onChange: (key: string) => void
}) {
  const text = useText()
  const [words, setWords] = useState('')
  const keys = type.categories.filter(
    (key) => words === '' || findCategory(key)?.name.some((name) => name.toLowerCase().includes(words.toLowerCase())),
  )
  const shown = words === '' ? [...new Set([...(value ? [value] : []), ...keys])].slice(0, 12) : keys.slice(0, 24)
  const options = Object.fromEntries(shown.map((key) => [key, findCategory(key)?.name ?? ([key, key] as const)]))
  return (
    <div className="form">
      <Choices
        name="category"
        label={['什么问题', 'What is the matter']}
        options={options}
        value={value}
        onChange={onChange}
      />
      {type.categories.length > 12 && (
        <div className="answer-field">
          <label htmlFor="category-words">
            {text([`找别的类别（共 ${type.categories.length} 类）`, `Find another (of ${type.categories.length})`])}
          </label>
          <input
            id="category-words"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            autoComplete="off"
          />
        </div>
      )}
    </div>
  )
}

/** 发现上报: photo first, then what and where; put right on the spot where that was possible. */
export function ReportPage() {
  const text = useText()
  const { street, membership } = useWorking()
  const source: Source = membership.roles.includes('committee_worker') ? 'committee' : 'inspector'
  const types = caseTypes.filter((type) => type.sources.includes(source))
  const drafting = useDraft('report')
  const { draft, ready, change, drop } = drafting
  const { more } = draft
  const [caseId] = useState(newId)
  const { act, invalid, busy } = useActing(more['caseId'] ?? caseId)
  const [sent, setSent] = useState<string | null>(null)
  const type = types.find((each) => each.id === more['type']) ?? types[0]
  const category =
    more['category'] !== undefined && type?.categories.includes(more['category']) ? more['category'] : null
  const place: Place = JSON.parse(more['place'] ?? '{"addressId":null,"place":"","lng":null,"lat":null}') as Place
  const selfDisposed = more['selfDisposed'] === 'yes'
  const set = (name: string, value: string) => change({ more: { caseId, ...more, [name]: value } })
  const said = draft.text ?? ''
  if (!type || !ready) return <main className="page" />

  const missingAfter = selfDisposed && type.proof !== 'none' && !draft.photos.some((photo) => photo.purpose === 'after')
  const open = unanswered(type.form, draft.answers)
  const done = category !== null && place.place.trim() !== '' && !missingAfter && open.length === 0

  async function send(): Promise<void> {
    if (!type || category === null) return
    const id = more['caseId'] ?? caseId
    const name = findCategory(category)?.name[0] ?? category
    const located = place.lng !== null ? place : { ...place, ...photoPlace(draft.photos) }
    const input = {
      caseId: id as never,
      type: type.id,
      source,
      title: name,
      description: said,
      category,
      answers: draft.answers,
      ...located,
      selfDisposed,
      photos: draft.photos.map(({ id: photo, purpose }) => ({ id: photo, purpose })),
    }
    if (await act(cases.create, input, draft.photos)) {
      await drop()
      setSent(name)
    }
  }

  if (sent !== null) {
    return (
      <main className="page">
        <h1>{text(['已记下', 'Recorded'])}</h1>
        <Notice kind="plain">
          {text([
            `“${sent}”已记下，有网络时自动送到城运中心。`,
            `Recorded; it goes to the centre as soon as there is a line.`,
          ])}
        </Notice>
        <button type="button" className="button primary wide" onClick={() => location.reload()}>
          {text(['再报一件', 'Report another'])}
        </button>
        <button type="button" className="button wide" onClick={() => go(`/field/${street}`)}>
          {text(['回到任务', 'Back to the tasks'])}
        </button>
      </main>
    )
  }

  const take = (photo: (typeof draft.photos)[number]) =>
    change({ photos: [...draft.photos, photo], more: { caseId, ...more } })
  return (
    <main className="page">
      <h1>{text(['发现上报', 'Report'])}</h1>
      <div className="form">
        <DraftPictures photos={draft.photos} onChange={(photos) => change({ photos })} />
        <CameraButton purpose={selfDisposed ? 'before' : 'scene'} onTaken={take} isPrimary={draft.photos.length === 0}>
          {selfDisposed ? text(['拍处置前', 'Photo before']) : text(['拍现场', 'Photo of the scene'])}
        </CameraButton>
        {types.length > 1 && (
          <Choices
            name="type"
            label={['类型', 'Type']}
            options={Object.fromEntries(types.map((each) => [each.id, each.label]))}
            value={type.id}
            onChange={(value) => change({ answers: {}, more: { caseId, ...more, type: value } })}
          />
        )}
        <CategoryField key={type.id} type={type} value={category} onChange={(value) => set('category', value)} />
        <PlaceField value={place} onChange={(value) => set('place', JSON.stringify(value))} />
        <TextArea
          id="description"
          label={['情况（可不填）', 'What is there (optional)']}
          value={said}
          onChange={(value) => change({ text: value })}
          max={2000}
        />
        <Phrases phrases={usual} onTap={(phrase) => change({ text: withPhrase(said, phrase) })} />
        {Object.keys(type.form).length > 0 && (
          <Fold
            title={open.length > 0 ? ['更多情况（有必填）', 'More (some needed)'] : ['更多情况', 'More']}
            open={open.length > 0}
          >
            <div className="form">
              <AnswerFields form={type.form} answers={draft.answers} onChange={(answers) => change({ answers })} />
            </div>
          </Fold>
        )}
        <Choices
          name="self-disposed"
          label={['当场处置了吗', 'Put right on the spot?']}
          options={{ no: ['没有，请派单', 'No, dispatch it'], yes: ['已自行处置', 'Yes, put right'] }}
          value={selfDisposed ? 'yes' : 'no'}
          onChange={(value) => set('selfDisposed', value)}
        />
        {selfDisposed && (
          <CameraButton purpose="after" onTaken={take} isPrimary={missingAfter}>
            {text(['拍处置后', 'Photo after'])}
          </CameraButton>
        )}
        <Trouble>{invalid}</Trouble>
        <div className="thumb-bar">
          <button type="button" className="button primary" disabled={!done || busy} onClick={() => void send()}>
            {text(['上报', 'Report'])}
          </button>
        </div>
      </div>
    </main>
  )
}

/** Where the first placed photo was taken, for who did not ask for the position. */
function photoPlace(photos: readonly { lng?: number; lat?: number }[]): { lng: number | null; lat: number | null } {
  const placed = photos.find((photo) => photo.lng !== undefined && photo.lat !== undefined)
  return { lng: placed?.lng ?? null, lat: placed?.lat ?? null }
}
