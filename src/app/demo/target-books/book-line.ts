import type { Course, Section, TargetKind } from '#engines/indicators/shared'

/** A goal of the demonstration: what the district and the subdistrict want, and what it comes to by the end of the year. */
export interface PlannedGoal {
  readonly label: string
  readonly unit: string
  readonly district: string | null
  readonly own: string | null
  readonly reached: string | null
  readonly measure: string | null
  readonly course: Course
  readonly direction: 'more' | 'less'
}

/** A milestone: due, and done; null for what is not done. */
export interface PlannedNode {
  readonly title: string
  readonly due: string
  readonly done: string | null
}

export interface BookLine {
  readonly level: 1 | 2
  readonly section: Section
  readonly title: string
  readonly content: string
  readonly leader: string
  readonly lead: string
  readonly assisting: readonly string[]
  readonly kind: TargetKind
  readonly goals: readonly PlannedGoal[]
  readonly nodes: readonly PlannedNode[]
  readonly evidence: string
}

/** label|unit|district|own|reached: `-` for none; a unit with ≤ is a ceiling; `=key` instead of what is reached binds it. */
function goalOf(said: string): PlannedGoal {
  const [label = '', unit = '', district = '-', own = '-', reached = '-'] = said.split('|')
  const none = (text: string) => (text === '-' ? null : text)
  return {
    label,
    unit: unit.replace('≤', ''),
    district: none(district),
    own: none(own),
    reached: reached.startsWith('=') ? null : none(reached),
    measure: reached.startsWith('=') ? reached.slice(1) : null,
    // A rate or a score is held, not added up.
    course: ['%', '分'].includes(unit.replace('≤', '')) ? 'is_held' : 'adds_up',
    direction: unit.startsWith('≤') ? 'less' : 'more',
  }
}

/** 03-31 方案: done on its day; 06-30>07-12 开工: done later; 12-20>- 竣工: not done. */
function nodeOf(said: string): PlannedNode {
  const [, due = '', done, title = ''] = /^(\d\d-\d\d)(?:>(\S+))? (.+)$/.exec(said) ?? []
  return { title, due, done: done === '-' ? null : (done ?? due) }
}

const quarters = ['03-31', '06-30', '09-30', '12-31'].map((due, at) => ({
  title: `第${'一二三四'[at]}季度工作小结`,
  due,
  done: due,
}))

/** One line of a book: `goals` are numbers to reach, `nodes` days to keep; with neither it is looked at each quarter. */
export function line(
  level: 1 | 2,
  section: Section,
  title: string,
  content: string,
  leader: string,
  units: string,
  said: { readonly goals?: readonly string[]; readonly nodes?: readonly string[]; readonly evidence?: string } = {},
): BookLine {
  const [lead = '', ...assisting] = units.split(' ')
  const goals = (said.goals ?? []).map(goalOf)
  const nodes = said.nodes ? said.nodes.map(nodeOf) : goals.length > 0 ? [] : quarters
  return {
    level,
    section,
    title,
    content,
    leader,
    lead,
    assisting,
    kind: goals.length > 0 ? 'quantity' : said.nodes ? 'milestones' : 'routine',
    goals,
    nodes,
    evidence: said.evidence ?? (goals.length > 0 ? '统计报表' : '工作小结、会议纪要'),
  }
}
