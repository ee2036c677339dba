import { useEffect, useRef, useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { readCode } from './read-code.ts'

const lookEvery = 250

/** A code is scanned with the camera, or read out of a picture that somebody sent. */
export function ScanCode({ label, onCode }: { label: Text; onCode: (code: string) => void }) {
  const text = useText()
  const [isLooking, setLooking] = useState(false)
  const [trouble, setTrouble] = useState<Text | null>(null)
  const found = (code: string) => {
    setLooking(false)
    setTrouble(null)
    onCode(code)
  }
  async function fromPicture(file: File | undefined): Promise<void> {
    if (!file) return
    try {
      const picture = await createImageBitmap(file)
      const code = await readCode(picture, picture, false)
      picture.close()
      if (code !== null) return found(code)
    } catch {
      // No picture at all: said in the same words.
    }
    setTrouble([
      '图里没有读到二维码，请拍得近一些、正一些。',
      'There is no code to be read in it. Take it nearer and straight.',
    ])
  }
  return (
    <div className="form">
      {isLooking && (
        <Camera
          onCode={found}
          onFailed={() => {
            setLooking(false)
            setTrouble([
              '打不开相机。请允许使用相机，或选一张二维码的图片。',
              'The camera does not open. Allow it, or choose a picture of the code.',
            ])
          }}
        />
      )}
      {'mediaDevices' in navigator && (
        <button type="button" className="big" onClick={() => setLooking(!isLooking)}>
          {isLooking ? text(['停止扫码', 'Stop scanning']) : text(label)}
        </button>
      )}
      <label className="big">
        {text(['选一张二维码图片', 'Choose a picture of the code'])}
        <input
          type="file"
          accept="image/*"
          className="unseen"
          onChange={(event) => void fromPicture(event.target.files?.[0])}
        />
      </label>
      {trouble && (
        <p role="alert" className="trouble">
          {text(trouble)}
        </p>
      )}
    </div>
  )
}

/** Nothing that it sees leaves the phone; the camera is let go as soon as a code is read. */
function Camera({ onCode, onFailed }: { onCode: (code: string) => void; onFailed: () => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onCode, onFailed })
  useEffect(() => {
    told.current = { onCode, onFailed }
  })
  useEffect(() => {
    let [gone, timer] = [false, 0]
    let stream: MediaStream | null = null
    async function look(): Promise<void> {
      const { current } = video
      const code =
        current && (await readCode(current, { width: current.videoWidth, height: current.videoHeight }, true))
      if (gone) return
      if (code) told.current.onCode(code)
      else timer = window.setTimeout(() => void look(), lookEvery)
    }
    async function open(): Promise<void> {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      const { current } = video
      if (gone || !current) return stream.getTracks().forEach((track) => track.stop())
      current.srcObject = stream
      await current.play()
      await look()
    }
    open().catch(() => {
      if (!gone) told.current.onFailed()
    })
    return () => {
      gone = true
      window.clearTimeout(timer)
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [])
  return <video ref={video} className="scanning" muted playsInline />
}
