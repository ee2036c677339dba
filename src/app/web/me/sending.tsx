import { useCallback, useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/id'
import { caseRefusals } from '#engines/cases/shared'
import { saveBlob } from '#ui/download'
import { sayError } from '#ui/notices'
import { perform, Refusal, sendFile } from '#ui/operations'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { go } from '../light/route.ts'
import { FollowPicture } from './follow-picture.tsx'
import { dropDraft, dropPhotos, readPhoto, rememberSent, type ReportDraft } from './draft.ts'
import { useStreetInfo } from '../light/frame.tsx'
import { report } from './operations.ts'
import { plainName } from './plain-words.ts'
import { sayCode } from './story.ts'

/** Photos first, then the report that names them; every id is the draft's own, so sending twice is sending once. */
async function sendReport(street: string, draft: ReportDraft): Promise<{ code: string; number: string }> {
  const arrived: string[] = []
  for (const photo of draft.photos) {
    const file = await readPhoto(photo.id)
    if (!file) continue
    await sendFile(street, photo.id, file, { takenAt: photo.takenAt })
    arrived.push(photo.id)
  }
  const named = plainName(draft.category ?? '')?.[0] ?? ''
  const { followCode, number } = await perform(
    street,
    report,
    {
      caseId: draft.caseId as never,
      type: draft.type ?? '',
      category: draft.category ?? '',
      description: draft.words.trim() || named,
      answers: draft.answers,
      addressId: draft.addressId,
      place: draft.place,
      lng: draft.lng,
      lat: draft.lat,
      callerName: draft.name.trim() || null,
      callerPhone: draft.phone.trim() || null,
      photos: arrived.map((id) => ({ id: id as never, purpose: 'scene' as const })),
    },
    { id: draft.command },
  )
  return { code: followCode, number }
}

/** Sends, and goes on trying while the page is open; what cannot be sent stays on the phone. */
export function Sending({
  street,
  draft,
  change,
}: {
  street: string
  draft: ReportDraft
  change: (changed: Partial<ReportDraft>) => void
}) {
  const text = useText()
  const [trouble, setTrouble] = useState<{ kind: 'none' } | { kind: 'offline' } | { kind: 'refused'; said: string }>({
    kind: 'none',
  })
  const busy = useRef(false)

  const send = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    change({ sending: true })
    setTrouble({ kind: 'none' })
    try {
      const { code, number } = await sendReport(street, draft)
      rememberSent(street, {
        code,
        number,
        title: plainName(draft.category ?? '')?.[0] ?? '',
        at: new Date().toISOString(),
      })
      dropDraft(street)
      void dropPhotos(draft.photos.map((photo) => photo.id))
      go(`/me/${street}/sent/${code}`, { replace: true })
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.status < 500 && thrown.status !== 429) {
        // It has its answer for ever under the old ids; what is mended is a new report.
        change({ sending: false, command: newId(), caseId: newId() })
        setTrouble({ kind: 'refused', said: text(sayError(thrown, caseRefusals)) })
      } else setTrouble({ kind: 'offline' })
    } finally {
      busy.current = false
    }
  }, [street, draft, change, text])

  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    void latest.current()
    const again = () => void latest.current()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [])
  useEffect(() => {
    if (trouble.kind !== 'offline') return
    const timer = setInterval(() => void latest.current(), 5_000)
    return () => clearInterval(timer)
  }, [trouble.kind])

  if (trouble.kind === 'none') return <h1 role="status">{text(['正在送出……', 'Sending …'])}</h1>
  if (trouble.kind === 'offline') {
    return (
      <div role="alert" className="form">
        <h1>{text(['网络不好，还没送到', 'No network: not sent yet'])}</h1>
        <p>
          {text([
            '您写的和拍的都存在这部手机里，没有丢。网络好了会自动送出，也可以按下面再送一次。',
            'What you wrote and photographed is kept on this phone. It goes by itself when the network is back, or press below.',
          ])}
        </p>
        <button type="button" className="big primary" onClick={() => void send()}>
          {text(['再送一次', 'Send again'])}
        </button>
      </div>
    )
  }
  return (
    <div role="alert" className="form">
      <h1>{text(['没有送成', 'It could not be sent'])}</h1>
      <p className="trouble">{trouble.said}</p>
      <button type="button" className="big primary" onClick={() => go(`/me/${street}/report/check`)}>
        {text(['回去改', 'Go back and change'])}
      </button>
    </div>
  )
}

/** It has arrived: the code large, to be kept. */
export function Sent({ street, code }: { street: string; code: string }) {
  const text = useText()
  const info = useStreetInfo()
  const [copied, setCopied] = useState(false)
  const page = `${location.origin}/me/${street}/follow/${code}`
  const slip = [info ? text(info.name) : '', `${text(['查询码', 'Code'])}: ${sayCode(code)}`, page, info?.phone ?? '']
    .filter(Boolean)
    .join('\n')
  return (
    <main>
      <h1>{text(['已经送到，谢谢您', 'It has arrived. Thank you'])}</h1>
      <p>
        {text([
          '这是您的查询码。凭它随时可以查办得怎样了。',
          'This is your code. With it you can always see how things stand.',
        ])}
      </p>
      <p className="code" aria-label={text(['查询码', 'Code'])}>
        {sayCode(code)}
      </p>
      <FollowPicture street={street} code={code} />
      <div className="form no-print">
        {navigator.clipboard && (
          <button
            type="button"
            className="big"
            onClick={() => void navigator.clipboard.writeText(slip).then(() => setCopied(true))}
          >
            {copied ? text(['已复制', 'Copied']) : text(['复制', 'Copy'])}
          </button>
        )}
        <button
          type="button"
          className="big"
          onClick={() => saveBlob(new Blob([slip], { type: 'text/plain;charset=utf-8' }), `${code}.txt`)}
        >
          {text(['存到手机', 'Save to the phone'])}
        </button>
        <button type="button" className="big" onClick={() => print()}>
          {text(['打印', 'Print'])}
        </button>
        <Link to={`/me/${street}/follow/${code}`} className="big primary">
          {text(['现在就看进度', 'See how it stands'])}
        </Link>
      </div>
      <p>{text(['这部手机会记住它，首页上也能看到。', 'This phone remembers it; you find it on the first page.'])}</p>
      <p className="print-only">{page}</p>
    </main>
  )
}
