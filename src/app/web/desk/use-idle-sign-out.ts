import { useEffect } from 'react'
import { useSignOut } from '#ui'

/** GB/T 22239: a desk nobody touches is signed out. The server cannot tell, for the page itself asks on and on. */
const idleFor = 30 * 60_000
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

export function useIdleSignOut(): void {
  const { mutate: signOut } = useSignOut()
  useEffect(() => {
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    const look = setInterval(() => {
      if (Date.now() - touched >= idleFor) signOut()
    }, 30_000)
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch)
      clearInterval(look)
    }
  }, [signOut])
}
