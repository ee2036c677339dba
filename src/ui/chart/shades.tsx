import { useText } from '../text/index.ts'
import { stepOfShade, type shadesOf } from './options/heat.ts'
import './shades.css'

/** What each shade stands for, from the least to the most. */
export function Shades({ shades, say }: { shades: ReturnType<typeof shadesOf>; say: (value: number) => string }) {
  const text = useText()
  return (
    <ul className="shades" aria-label={text(['图例', 'Legend'])}>
      {shades.map(({ from, to }, index) => (
        <li key={from}>
          <span style={{ background: `var(--step-${stepOfShade(index, shades.length) + 1})` }} />
          {from === to ? say(from) : `${say(from)}–${say(to)}`}
        </li>
      ))}
    </ul>
  )
}
