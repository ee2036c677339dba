import { calendarFrom, sayDue, sayWhen } from '#model'
import { useText, type Language, useLanguage } from '../text/index.ts'
import { useNow } from './now.ts'

const calendar = calendarFrom()

const formats: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
}

export function exactTime(at: string, language: Language): string {
  return formats[language].format(new Date(at))
}

/** A deadline as people say it (今天 17:30 前, 逾期 2 个工作日); exact on hover. */
export function Due({ at }: { at: string }) {
  const text = useText()
  const language = useLanguage()
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {text(sayDue(new Date(at), now, calendar))}
    </time>
  )
}

/** An instant as people say it (昨天 17:30); exact on hover. */
export function When({ at }: { at: string }) {
  const text = useText()
  const language = useLanguage()
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {text(sayWhen(new Date(at), now))}
    </time>
  )
}
