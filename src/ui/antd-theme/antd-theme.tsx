import { ConfigProvider, theme, type ConfigProviderProps, type ThemeConfig } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { useLanguage } from '../text/index.ts'
import { fontFamily, useTheme, type Palette } from '../theme/index.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

// antd's package names no module type, so TypeScript takes these ES modules for CommonJS and the default for the whole module.
const locales = { zh: zhCN as unknown as Locale, en: enUS as unknown as Locale }

function themeOf(palette: Palette, isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 14,
      borderRadius: 3,
      wireframe: false,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorError: palette.red,
      colorSuccess: palette.green,
      colorWarning: palette.orange,
      colorTextBase: palette.ink,
      colorTextPlaceholder: palette.ink3,
      colorBgBase: palette.sheet,
      colorBgContainer: palette.sheet,
      colorBgElevated: palette.sheet,
      colorBgLayout: palette.paper,
      colorBgMask: palette.veil,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
    },
    components: {
      Select: {
        optionSelectedBg: palette.accentSoft,
        optionActiveBg: palette.hover,
        activeOutlineColor: 'transparent',
      },
      Drawer: { paddingLG: 20 },
      Tooltip: { colorBgSpotlight: palette.ink, colorTextLightSolid: palette.paper },
    },
  }
}

/** antd dressed in our tokens; the desk alone uses it. */
export function AntdTheme({ children }: { children: ReactNode }) {
  const { palette, isDark } = useTheme()
  const language = useLanguage()
  return (
    <ConfigProvider
      theme={themeOf(palette, isDark)}
      locale={locales[language]}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
