import { sections, type EditionView, type SectionId } from '#engines/reports/shared'
import { useText } from '#ui'

/** What such a report should speak of and no system here knows yet. */
export function OutsideTopics({ topics }: { topics: EditionView['outside'] }) {
  const text = useText()
  if (topics.length === 0) return null
  const told = (Object.keys(sections) as SectionId[]).map((section) => ({
    section,
    all: topics.filter((topic) => topic.section === section),
  }))
  return (
    <section className="outside-topics" aria-labelledby="outside-topics">
      <h2 id="outside-topics">
        {text(['本报告尚不能由系统产生的数据', 'What the systems cannot yet tell for this report'])}{' '}
        <span className="note">{text([`${topics.length} 项`, String(topics.length)])}</span>
      </h2>
      <p className="note">
        {text([
          '以下工作的数据尚未接入，写入时请注明外部来源。',
          'Figures of these are not kept here yet; name their source where you write them.',
        ])}
      </p>
      <dl>
        {told
          .filter(({ all }) => all.length > 0)
          .map(({ section, all }) => (
            <div key={section}>
              <dt>{text(sections[section])}</dt>
              <dd>{all.map((topic) => text(topic.name)).join(text(['、', ', ']))}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
