import { Link } from 'react-router'
import type { RegisterId } from '#engines/registers/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { useRegisters } from '../registers-context.ts'
import type { Shown } from './file.ts'

const atOnce = 24

/** What lies in it, by register: buildings of a compound, staircases of a building, premises. */
export function PartsSection({ file }: Shown) {
  const text = useText()
  const street = useStreet()
  const known = useRegisters().registers
  // The homes of a house are in its elevation.
  const isDrawn = (register: RegisterId) =>
    register === 'home' && (file.entry.register === 'building' || file.entry.register === 'staircase')
  const kinds = [...new Set(file.children.map((child) => child.register))].filter((kind) => !isDrawn(kind))
  if (kinds.length === 0) return null
  return kinds.map((kind) => {
    const parts = file.children.filter((child) => child.register === kind)
    return (
      <section key={kind} aria-labelledby={`file-parts-${kind}`}>
        <h2 id={`file-parts-${kind}`}>
          {text(known[kind].label)} <span className="quiet">{parts.length}</span>
        </h2>
        <ul className="file-parts">
          {parts.slice(0, atOnce).map((part) => (
            <li key={part.id}>
              <Link to={`/desk/${street}/files/${part.id}`}>{part.title}</Link>
            </li>
          ))}
        </ul>
        {parts.length > atOnce && (
          <Link to={`/desk/${street}/registers/${kind}?parent=${file.entry.id}`}>
            {text([`全部 ${parts.length}`, `All ${parts.length}`])}
          </Link>
        )}
      </section>
    )
  })
}
