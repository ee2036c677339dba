import { useEffect, useRef, type ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'
import type { Text } from '#kernel/text'
import { registerIds, registers } from '#engines/registers/shared'
import { grouped } from '#ui/figure'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { useRegisters } from './registers-context.ts'
import './marks.css'
import './registers.css'

const acts: readonly { readonly path: string; readonly label: Text; readonly needs: string }[] = [
  { path: 'doubts', label: ['疑似同一', 'Perhaps the same'], needs: registers.doubts.name },
  { path: 'imports', label: ['导入', 'Import'], needs: registers.imports.name },
  { path: 'emergency', label: ['应急名单', 'Call list'], needs: registers.callList.name },
  { path: 'exports', label: ['导出登记', 'Exports'], needs: registers.exports.name },
]

const sayCount = (count: number | undefined, isKnown: boolean) => (isKnown ? grouped(count ?? 0) : '')

/** The registers, and what is done with them as wholes. */
function RegistersRail() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const known = useRegisters().registers
  const { data } = useOperation(
    registers.entryCounts,
    {},
    { enabled: barrier(registers.entryCounts.name) === null, staleTime: 60_000 },
  )
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the rail is wider than the screen, the wider with the counts.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname, data])
  return (
    <nav ref={nav} className="registers-rail" aria-label={text(['名册', 'Registers'])}>
      <ul>
        {registerIds.map((id) => (
          <li key={id}>
            {barrier(registers.entries.name) ? (
              <span aria-disabled="true" title={text(barrier(registers.entries.name)!)}>
                {text(known[id].label)}
              </span>
            ) : (
              <NavLink to={`/desk/${street}/registers/${id}`}>
                {text(known[id].label)}{' '}
                <span className="registers-count">{sayCount(data?.counts[id], data !== undefined)}</span>
              </NavLink>
            )}
          </li>
        ))}
      </ul>
      <ul>
        {acts.map((act) => {
          const barred = barrier(act.needs)
          return (
            <li key={act.path}>
              {barred ? (
                <span aria-disabled="true" title={text(barred)}>
                  {text(act.label)}
                </span>
              ) : (
                <NavLink to={`/desk/${street}/${act.path}`}>{text(act.label)}</NavLink>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A page of the registers beside their rail. */
export function RegistersFrame({ children }: { children: ReactNode }) {
  return (
    <div className="registers">
      <RegistersRail />
      {children}
    </div>
  )
}
