import { streets } from '#engines/registers/shared'
import { useText } from '#ui/text'
import type { Surface } from './frame.tsx'
import { Link } from './link.tsx'

/** Which subdistrict: the names are known before anything is asked. */
export function ChooseStreet({ surface }: { surface: Surface }) {
  const text = useText()
  return (
    <main>
      <h1>{text(['您住在哪个街道？', 'Which subdistrict do you live in?'])}</h1>
      <nav className="choose">
        {streets.map((street) => (
          <Link key={street.code} to={`${surface.at}/${street.code}`} className="big">
            {text(street.name)}
            <small>{text(street.district)}</small>
          </Link>
        ))}
      </nav>
    </main>
  )
}
