import { useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import type { CaseType } from '#engines/cases/shared'
import { phonePattern } from '#model'
import { useText } from '#ui/text'
import { useAddressSearch } from '../light/address-search.ts'
import { AnswerFields, unanswered } from '../light/answer-fields.tsx'
import { AreaMap } from '../light/area-map.tsx'
import { Phrases, withPhrase } from '../light/choices.tsx'
import { askPosition, type Position } from '../light/position.ts'
import { isInside } from '../light/projection.ts'
import { go } from '../light/route.ts'
import { shrinkPhoto, takenAt } from '../light/shrink-photo.ts'
import { useAsked } from './asking.ts'
import { dropPhotos, keepPhoto, readPhoto, type ReportDraft, type ReportPhoto } from './draft.ts'
import { publicTypes } from './public-types.ts'
import { addressesAsked, areasAsked } from './operations.ts'
import { plainGroups, plainName } from './plain-words.ts'

export function typeOf(draft: ReportDraft): CaseType | undefined {
  return publicTypes.find(type => type.id === draft.type)
}

export interface StepProps {
  readonly street: string
  readonly draft: ReportDraft
  change(changed: Partial<ReportDraft>): void
  next(): void
}

/** What is the matter: first the sort of thing, then the thing. */
export function WhatStep({ draft, change, next }: StepProps) {
  const text = useText()
  const group = plainGroups.find(each => each.id === draft.group)
  function choose(category: string): void {
    const type = publicTypes.find(each => each.categories.includes(category))
    change({ category, type: type?.id ?? null, answers: type?.id === draft.type ? draft.answers : {} })
    next()
  }
  if (!group) {
    return (
      <>
        <h1>{text(['您要反映什么？', 'What is the matter?'])}</h1>
        <div className="choose two">
          {plainGroups.map(each => {
            const keys = Object.keys(each.items)
            return (
              <button key={each.id} type="button" className="big" onClick={() => (keys.length === 1 ? choose(keys[0]!) : change({ group: each.id }))}>
                {text(each.label)}
              </button>
            )
          })}
        </div>
      </>
    )
  }
  return (
    <>
      <h1>{text(group.label)}</h1>
      <div className="choose">
        {Object.entries(group.items).map(([key, said]) => (
          <button key={key} type="button" className="big" aria-pressed={draft.category === key} onClick={() => choose(key)}>
            {text(said)}
          </button>
        ))}
        <button type="button" className="big plain" onClick={() => change({ group: null })}>{text(['不是这些，看别的', 'None of these'])}</button>
      </div>
    </>
  )
}

/** Where: an address, the phone's own position, or a pin on the map. */
export function WhereStep({ street, draft, change, next }: StepProps) {
  const text = useText()
  const areas = useAsked(street, areasAsked, {})
  const [mapped, setMapped] = useState(false)
  const [finding, setFinding] = useState<'no' | 'yes' | 'failed'>('no')
  const found = useAddressSearch(street, addressesAsked, draft.addressId === null ? draft.place : '')

  function put(at: Position): void {
    const committee = areas.value?.committees.find(each => isInside(at, each.ring))
    const near = committee ? `${committee.name.replace(/居委会$/, '')}附近` : ''
    const named = draft.place === '' || draft.place.endsWith('附近') ? near || draft.place : draft.place
    change({ lng: at.lng, lat: at.lat, addressId: null, place: named })
  }
  async function locate(): Promise<void> {
    setFinding('yes')
    const fix = await askPosition()
    setFinding(fix ? 'no' : 'failed')
    if (!fix) return
    put(fix)
    setMapped(true)
  }
  const pin = draft.lng !== null && draft.lat !== null ? { lng: draft.lng, lat: draft.lat } : null
  return (
    <>
      <h1>{text(['在什么地方？', 'Where is it?'])}</h1>
      <div className="form">
        <label htmlFor="place">{text(['写地址，或旁边有什么', 'The address, or what stands nearby'])}</label>
        <input id="place" value={draft.place} maxLength={256} autoComplete="off" onChange={event => change({ place: event.target.value, addressId: null })} />
        {found.length > 0 && (
          <ul className="offers">
            {found.map(address => (
              <li key={address.id}>
                <button type="button" onClick={() => change({ addressId: address.id, place: address.text, lng: address.lng, lat: address.lat })}>{address.text}</button>
              </li>
            ))}
          </ul>
        )}
        <button type="button" className="big" disabled={finding === 'yes'} onClick={() => void locate()}>
          {finding === 'yes' ? text(['正在找您的位置……', 'Finding your position …']) : text(['我就在那里，用我的位置', 'I am there: use my position'])}
        </button>
        {finding === 'failed' && <p className="trouble" role="alert">{text(['手机没有给出位置，请写地址或在地图上点。', 'The phone gave no position. Write the address, or tap the map.'])}</p>}
        {!mapped && (
          <button type="button" className="big" onClick={() => setMapped(true)}>{text(['在地图上点', 'Show it on a map'])}</button>
        )}
        {mapped && areas.value && (
          <>
            <p>{pin ? text(['位置已标好。点别处可以改。', 'The place is marked. Tap elsewhere to change it.']) : text(['请在地图上点一下那个地方。', 'Tap the place on the map.'])}</p>
            <AreaMap areas={areas.value.committees} lines={areas.value.grids} pin={pin} onPick={put} label={['街道地图', 'Map of the subdistrict']} />
          </>
        )}
        <button type="button" className="big primary" disabled={draft.place.trim() === ''} onClick={next}>{text(['下一步', 'Next'])}</button>
      </div>
    </>
  )
}

function Picture({ photo, onRemove }: { photo: ReportPhoto; onRemove: () => void }) {
  const text = useText()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void readPhoto(photo.id).then(blob => {
      if (!blob || gone) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [photo.id])
  return (
    <li>
      {url && <img src={url} alt={text(['您拍的照片', 'Your photo'])} />}
      <button type="button" onClick={onRemove}>{text(['去掉', 'Remove'])}</button>
    </li>
  )
}

export function PhotoStep({ draft, change, next }: StepProps) {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const latest = useRef(draft.photos)
  useEffect(() => {
    latest.current = draft.photos
  })
  async function take(files: FileList | null): Promise<void> {
    setBusy(true)
    for (const file of Array.from(files ?? []).slice(0, 6 - latest.current.length)) {
      const photo = { id: newId(), takenAt: takenAt(file, Date.now()) }
      await keepPhoto(photo.id, await shrinkPhoto(file))
      latest.current = [...latest.current, photo]
      change({ photos: latest.current })
    }
    setBusy(false)
  }
  const button = (label: readonly [string, string], camera: boolean) => (
    <label className={camera ? 'big primary' : 'big'}>
      <input
        type="file"
        accept="image/*"
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        className="unseen"
        disabled={busy}
        onChange={event => {
          const input = event.currentTarget
          void take(input.files).then(() => {
            input.value = ''
          })
        }}
      />
      {text(label)}
    </label>
  )
  return (
    <>
      <h1>{text(['拍张照片', 'Take a photo'])}</h1>
      <p>{text(['有照片处理得快。不方便拍也没关系。', 'A photo speeds things up. It is fine without one.'])}</p>
      <div className="form">
        {draft.photos.length > 0 && (
          <ul className="pictures">
            {draft.photos.map(photo => (
              <Picture
                key={photo.id}
                photo={photo}
                onRemove={() => {
                  change({ photos: draft.photos.filter(each => each.id !== photo.id) })
                  void dropPhotos([photo.id])
                }}
              />
            ))}
          </ul>
        )}
        {busy && <p role="status">{text(['正在保存照片……', 'Saving the photo …'])}</p>}
        {draft.photos.length < 6 && (
          <>
            {button(draft.photos.length === 0 ? ['拍照', 'Take a photo'] : ['再拍一张', 'Another photo'], draft.photos.length === 0)}
            {button(['从相册里选', 'Choose from the album'], false)}
          </>
        )}
        <button type="button" className={draft.photos.length > 0 ? 'big primary' : 'big'} disabled={busy} onClick={next}>
          {draft.photos.length > 0 ? text(['下一步', 'Next']) : text(['不拍，下一步', 'No photo, next'])}
        </button>
      </div>
    </>
  )
}

const phrases = ['每天都这样。', '影响走路。', '味道很大。', '老人小孩容易摔倒。', '已经好几天了。']

export function WordsStep({ draft, change, next }: StepProps) {
  const text = useText()
  const type = typeOf(draft)
  const named = draft.category ? plainName(draft.category) : undefined
  return (
    <>
      <h1>{text(['说说情况', 'Tell us about it'])}</h1>
      <div className="form">
        <label htmlFor="words">{text(['写几个字就行，也可以用键盘上的话筒说', 'A few words will do'])}</label>
        <textarea id="words" rows={4} maxLength={2000} value={draft.words} placeholder={named && text(named)} onChange={event => change({ words: event.target.value })} />
        <Phrases phrases={phrases} onTap={phrase => change({ words: withPhrase(draft.words, phrase) })} />
        {type && <AnswerFields form={type.form} answers={draft.answers} onChange={answers => change({ answers })} />}
        {draft.answers['danger'] === true && <p className="say" role="alert">{text(['正在伤人或着火，请先打 110、119 或 120。', 'If someone is being hurt or something burns, call 110, 119 or 120 first.'])}</p>}
        <button type="button" className="big primary" disabled={!type || unanswered(type.form, draft.answers).length > 0} onClick={next}>{text(['下一步', 'Next'])}</button>
      </div>
    </>
  )
}

export function WhoStep({ draft, change, next }: StepProps) {
  const text = useText()
  const wrong = draft.phone.trim() !== '' && !phonePattern.test(draft.phone.trim())
  return (
    <>
      <h1>{text(['要不要留联系方式？', 'May we contact you?'])}</h1>
      <p>{text(['留电话，是为了办的时候能问清楚、办完告诉您。只有办这件事的人看得到，也可以不留。', 'A number lets us ask and tell you the outcome. Only those who handle this see it. You may leave it out.'])}</p>
      <div className="form">
        <label htmlFor="name">{text(['怎么称呼（可不填）', 'Name (optional)'])}</label>
        <input id="name" autoComplete="name" maxLength={60} value={draft.name} onChange={event => change({ name: event.target.value })} />
        <label htmlFor="phone">{text(['电话（可不填）', 'Telephone (optional)'])}</label>
        <input id="phone" type="tel" autoComplete="tel" maxLength={20} value={draft.phone} aria-invalid={wrong} onChange={event => change({ phone: event.target.value })} />
        {wrong && <p className="trouble" role="alert">{text(['电话号码好像不对，请看看有没有写错。', 'The number does not look right. Please check it.'])}</p>}
        <button type="button" className="big primary" disabled={wrong} onClick={next}>
          {draft.phone.trim() === '' ? text(['不留，下一步', 'Leave it out, next']) : text(['下一步', 'Next'])}
        </button>
      </div>
    </>
  )
}

/** Everything once more before it goes; each line leads back to where it was said. */
export function CheckStep({ street, draft, next }: StepProps) {
  const text = useText()
  const named = draft.category ? plainName(draft.category) : undefined
  const line = (label: readonly [string, string], said: string, step: string) => (
    <div>
      <dt>{text(label)}</dt>
      <dd>
        {said} <button type="button" className="inline" onClick={() => go(`/me/${street}/report/${step}`)}>{text(['改', 'Change'])}<span className="unseen">{text(label)}</span></button>
      </dd>
    </div>
  )
  const done = named !== undefined && draft.place.trim() !== ''
  return (
    <>
      <h1>{text(['请看一下，对不对？', 'Is this right?'])}</h1>
      <dl className="review">
        {line(['反映什么', 'What'], named ? text(named) : '—', 'what')}
        {line(['在哪里', 'Where'], draft.place || '—', 'where')}
        {line(['照片', 'Photos'], text([`${draft.photos.length} 张`, String(draft.photos.length)]), 'photo')}
        {line(['情况', 'Words'], draft.words || (named ? text(named) : '—'), 'words')}
        {line(['联系方式', 'Contact'], [draft.name, draft.phone].filter(Boolean).join(' ') || text(['不留', 'None']), 'who')}
      </dl>
      <button type="button" className="big primary" disabled={!done} onClick={next}>{text(['送出', 'Send'])}</button>
    </>
  )
}
