import { useText } from '#ui/text'
import { area } from '../vote-words.tsx'

interface ExposedArea {
  readonly area: number
  readonly owners: number
  readonly papers: number
}

/** Of a secret vote: whose papers would not be secret, so that these owners are offered the tablet in time. */
export function ExposedAreas({ exposed }: { exposed: readonly ExposedArea[] }) {
  const text = useText()
  if (exposed.length === 0) return null
  return (
    <details className="exposed-areas">
      <summary className="late">
        {text([
          `${exposed.length} 种面积的纸质票不足以保密，请这些业主改用手机或密封信`,
          exposed.length === 1
            ? 'Papers of 1 area are too few to stay secret: offer these owners the phone or the letter'
            : `Papers of ${exposed.length} areas are too few to stay secret: offer these owners the phone or the letter`,
        ])}
      </summary>
      <ul>
        {exposed.map((each) => (
          <li key={each.area}>
            {text([
              `${area(each.area)} m²：业主 ${each.owners} 名，纸质票 ${each.papers} 张`,
              `${area(each.area)} m²: ${each.owners} ${each.owners === 1 ? 'owner' : 'owners'}, ${each.papers} ${each.papers === 1 ? 'paper' : 'papers'}`,
            ])}
          </li>
        ))}
      </ul>
    </details>
  )
}
