import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { setLanguage, useLanguage, useText } from '#ui/text'
import { Link } from './link.tsx'
import { useAsked } from './asking.ts'
import { streetsAsked } from './named.ts'
import { canSpeak, useSpeech } from './speech.ts'
import { useHeading } from './use-heading.ts'

export interface StreetInfo {
  readonly code: string
  readonly name: Text
  readonly phone: string
}

const StreetInfoContext = createContext<StreetInfo | null>(null)
export const useStreetInfo = () => useContext(StreetInfoContext)

const elderKey = 'mofang.me.elder'
const phoneKey = (street: string) => `mofang.me.street.${street}`

function rememberedInfo(street: string): StreetInfo | null {
  try {
    return JSON.parse(localStorage.getItem(phoneKey(street)) ?? 'null') as StreetInfo | null
  } catch {
    return null
  }
}

/** The street's name and the number of a person there, also when they cannot be asked for now. */
function useStreet(street: string): StreetInfo | null {
  const asked = useAsked(street, streetsAsked, {})
  const found = asked.value?.items.find((each) => each.code === street)
  useEffect(() => {
    if (found)
      localStorage.setItem(phoneKey(street), JSON.stringify({ code: found.code, name: found.name, phone: found.phone }))
  }, [street, found])
  return found ?? rememberedInfo(street)
}

function useElder(): readonly [boolean, (on: boolean) => void] {
  const [elder, setElder] = useState(() => localStorage.getItem(elderKey) === 'yes')
  useEffect(() => {
    document.documentElement.classList.toggle('elder', elder)
  }, [elder])
  return [
    elder,
    (on) => {
      localStorage.setItem(elderKey, on ? 'yes' : 'no')
      setElder(on)
    },
  ]
}

export interface Surface {
  /** Where the surface begins: /me, /vote, /open. */
  readonly at: string
  /** What it is called while no street is chosen. */
  readonly name: Text
}

/** What stands on every page: large letters, the other language, reading aloud, and the number of a person. */
export function Frame({ street, ...page }: { surface: Surface; street: string | null; children: ReactNode }) {
  return street ? <StreetFrame street={street} {...page} /> : <Page info={null} {...page} />
}

function StreetFrame({ street, ...page }: { surface: Surface; street: string; children: ReactNode }) {
  const info = useStreet(street)
  return (
    <StreetInfoContext value={info}>
      <Page info={info} {...page} />
    </StreetInfoContext>
  )
}

function Page({ surface, info, children }: { surface: Surface; info: StreetInfo | null; children: ReactNode }) {
  const text = useText()
  const language = useLanguage()
  const [elder, setElder] = useElder()
  const speech = useSpeech()
  useHeading(text(surface.name))
  return (
    <>
      <header className="top">
        <p className="top-name">
          {info ? <Link to={`${surface.at}/${info.code}`}>{text(info.name)}</Link> : text(surface.name)}
        </p>
        <div className="top-tools">
          {canSpeak() && (
            <button type="button" onClick={speech.toggle} aria-pressed={speech.speaking}>
              {speech.speaking ? text(['停止', 'Stop']) : text(['朗读', 'Read aloud'])}
            </button>
          )}
          <button type="button" onClick={() => setElder(!elder)} aria-pressed={elder}>
            {elder ? text(['标准字', 'Normal text']) : text(['大字', 'Large text'])}
          </button>
          <button
            type="button"
            lang={language === 'en' ? 'zh-CN' : 'en'}
            onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}
          >
            {language === 'en' ? '中文' : 'English'}
          </button>
        </div>
      </header>
      {children}
      <footer className="person">
        {info?.phone ? (
          <a className="person-call" href={`tel:${info.phone.replace(/[^0-9+]/g, '')}`}>
            {text(['打电话给工作人员', 'Call a person'])} <strong>{info.phone}</strong>
          </a>
        ) : (
          <a className="person-call" href="tel:12345">
            {text(['打电话给工作人员', 'Call a person'])} <strong>12345</strong>
          </a>
        )}
        <p>{text(['火警 119 · 报警 110 · 急救 120', 'Fire 119 · Police 110 · Ambulance 120'])}</p>
      </footer>
    </>
  )
}
