import { Button } from '#ui'
import { setLanguage, useLanguage, useText } from '#ui/text'
import { setTheme, useTheme, type ThemeChoice } from '#ui/theme'

const themes: Readonly<Record<ThemeChoice, { next: ThemeChoice; label: readonly [string, string] }>> = {
  auto: { next: 'light', label: ['随系统', 'Auto'] },
  light: { next: 'dark', label: ['日间', 'Day'] },
  dark: { next: 'auto', label: ['夜间', 'Night'] },
}

export function LanguageSwitch() {
  const language = useLanguage()
  return (
    <Button
      tone="quiet"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : '中文'}
    </Button>
  )
}

export function ThemeSwitch() {
  const text = useText()
  const { choice } = useTheme()
  return (
    <Button tone="quiet" title={text(['切换日间与夜间', 'Day or night'])} onClick={() => setTheme(themes[choice].next)}>
      {text(themes[choice].label)}
    </Button>
  )
}
