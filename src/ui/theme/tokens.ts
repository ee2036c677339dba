/** The only place that sets a colour. Contrasts of text on `paper` and `sheet` are at least 4.5:1 in both themes. */
export interface Palette {
  readonly paper: string
  readonly sheet: string
  readonly hover: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly line: string
  readonly lineStrong: string
  readonly accent: string
  readonly accentInk: string
  readonly accentSoft: string
  readonly red: string
  readonly redSoft: string
  readonly green: string
  readonly yellow: string
  readonly orange: string
  readonly grey: string
  /** Five steps of one hue for counts on a map. */
  readonly steps: readonly [string, string, string, string, string]
  readonly veil: string
}

export const light: Palette = {
  paper: '#f5f3ee',
  sheet: '#fdfcf9',
  hover: '#edeae2',
  ink: '#1c1b19',
  ink2: '#4f4c46',
  ink3: '#6b675f',
  line: '#dedad1',
  lineStrong: '#aca79b',
  accent: '#0e5c55',
  accentInk: '#ffffff',
  accentSoft: '#e1ece8',
  red: '#b3201a',
  redSoft: '#f8e6e3',
  green: '#187044',
  yellow: '#806200',
  orange: '#a94a08',
  grey: '#6b675f',
  steps: ['#eef1ec', '#cfe0d9', '#a3c8bd', '#69a598', '#2f7d72'],
  veil: 'rgb(28 27 25 / 32%)',
}

export const dark: Palette = {
  paper: '#121413',
  sheet: '#191c1b',
  hover: '#232726',
  ink: '#ece9e2',
  ink2: '#bcb8ae',
  ink3: '#98948b',
  line: '#2d312f',
  lineStrong: '#565b58',
  accent: '#66bfae',
  accentInk: '#0a1412',
  accentSoft: '#1c312d',
  red: '#ff8b7d',
  redSoft: '#3a1f1c',
  green: '#62c48f',
  yellow: '#dcbd4e',
  orange: '#f09a52',
  grey: '#98948b',
  steps: ['#1d2221', '#22403a', '#2a5f56', '#358376', '#4fb0a0'],
  veil: 'rgb(0 0 0 / 55%)',
}

export const fontFamily =
  "'Noto Sans SC Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"

/** The six sizes of type, in pixels. */
export const sizes = { note: 12, text: 14, lead: 16, head: 20, figure: 28, wall: 44 } as const
