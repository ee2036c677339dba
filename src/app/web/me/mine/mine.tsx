import { useEffect, useState } from 'react'
import type { OwnFile } from '#engines/registers/shared'
import { go } from '../../light/route.ts'
import { Enter } from './enter.tsx'
import { Fix, type Fixing } from './fix.tsx'
import { FixSent } from './fix-sent.tsx'
import { FieldsPage, HomesPage, LooksPage, TagsPage } from './file-pages.tsx'
import { OwnMenu } from './own-menu.tsx'
import './mine.css'

/** A telephone laid down shows nothing after this long. */
const shownFor = 15 * 60_000

/**
 * What is held about a person, one thing per screen. It lives in the memory of this page alone: gone when the person goes
 * elsewhere, when the page is put away (a browser keeps such pages for its back button), and after a quarter of an hour.
 */
export function Mine({ street, at }: { street: string; at: string }) {
  const [file, setFile] = useState<OwnFile | null>(null)
  const [fixing, setFixing] = useState<Fixing | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const to = (page: string) => go(`/me/${street}/mine/${page}`)

  useEffect(() => {
    const forget = () => {
      setFile(null)
      setFixing(null)
    }
    addEventListener('pagehide', forget)
    const timer = file ? setTimeout(forget, shownFor) : undefined
    return () => {
      removeEventListener('pagehide', forget)
      clearTimeout(timer)
    }
  }, [file])

  if (!file)
    return (
      <Enter
        street={street}
        onOpen={(opened) => {
          setFile(opened)
          go(`/me/${street}/mine/file`, { replace: true })
        }}
      />
    )
  function fix(what: Fixing): void {
    setFixing(what)
    to('fix')
  }
  const shown = { street, file, fix }
  switch (at) {
    case 'fields':
      return <FieldsPage {...shown} />
    case 'homes':
      return <HomesPage {...shown} />
    case 'tags':
      return <TagsPage {...shown} />
    case 'looks':
      return <LooksPage {...shown} />
    case 'fix':
      if (!fixing) break
      return (
        <Fix
          {...shown}
          key={fixing.item[0]}
          fixing={fixing}
          onSent={(code) => {
            setSent(code)
            setFixing(null)
            go(`/me/${street}/mine/sent`, { replace: true })
          }}
        />
      )
    case 'sent':
      if (sent) return <FixSent street={street} code={sent} />
  }
  return <OwnMenu street={street} file={file} onClose={() => go(`/me/${street}`, { replace: true })} />
}
