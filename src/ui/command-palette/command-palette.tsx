import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import './command-palette.css'

/** Something that can be found and done by its name. */
export interface Found {
  readonly id: string
  readonly group: Text
  readonly label: string
  readonly note?: string
  /** Other words by which it is found. */
  readonly words?: string
  readonly why?: string | null
  readonly run: () => void
}

interface Given {
  readonly items: readonly Found[]
  /** Finds what is too much to list (cases, by number or words). */
  readonly search: (words: string) => readonly Found[]
  readonly isSearching: boolean
  readonly onWords: (words: string) => void
  /** What can be typed. */
  readonly hint?: Text
}

const anything: Text = ['案号、地点、事由，或要去的地方、要做的事', 'A number, place or matter; a page; an act']

/** Ctrl K finds anything and does anything. */
export function CommandPalette({ items, search, isSearching, onWords, hint = anything }: Given) {
  const text = useText()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)

  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((was) => !was)
      }
    }
    const onCall = () => setOpen(true)
    document.addEventListener('keydown', onKey)
    document.addEventListener('mofang:palette', onCall)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('mofang:palette', onCall)
    }
  }, [])

  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])

  const sought = words.trim().toLowerCase()
  const found = useMemo(() => {
    const matching = items.filter(
      (item) => sought === '' || `${item.label} ${item.words ?? ''}`.toLowerCase().includes(sought),
    )
    return [...(sought === '' ? [] : search(words.trim())), ...matching].slice(0, 40)
  }, [items, search, sought, words])
  const at = Math.min(active, Math.max(0, found.length - 1))

  function say(next: string): void {
    setWords(next)
    setActive(0)
    onWords(next.trim())
  }
  function close(): void {
    setOpen(false)
    say('')
  }
  function run(item: Found | undefined): void {
    if (!item || item.why) return
    close()
    item.run()
  }
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (found.length) setActive((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[at])
    }
  }

  return (
    <dialog
      ref={dialog}
      className="command-palette"
      aria-label={text(['查找与办理', 'Find and do'])}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {isOpen && (
        <div>
          <input
            // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog opened to type in
            autoFocus
            className="control"
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={found.length ? `${id}-${at}` : undefined}
            aria-label={text(['查找与办理', 'Find and do'])}
            placeholder={text(hint)}
            maxLength={60}
            value={words}
            onChange={(event) => say(event.target.value)}
            onKeyDown={onKey}
          />
          <ul id={id} role="listbox" aria-label={text(['找到', 'Found'])}>
            {found.map((item, index) => (
              <li
                key={item.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                aria-disabled={item.why ? true : undefined}
                title={item.why ?? undefined}
                ref={(element) => {
                  if (index === at) element?.scrollIntoView({ block: 'nearest' })
                }}
                onClick={() => run(item)}
                onMouseMove={() => index !== at && setActive(index)}
              >
                <span className="palette-group">{found[index - 1]?.group === item.group ? '' : text(item.group)}</span>
                <span className="palette-label">{item.label}</span>
                {item.note && <span className="note">{item.note}</span>}
              </li>
            ))}
          </ul>
          {found.length === 0 && (
            <p className="waiting">
              {isSearching
                ? text(['正在查找…', 'Looking…'])
                : text(['没有找到。换个词，或输入完整案号。', 'Nothing found. Try other words or the whole number.'])}
            </p>
          )}
        </div>
      )}
    </dialog>
  )
}

/** Opens the palette from a button. */
export function openPalette(): void {
  document.dispatchEvent(new Event('mofang:palette'))
}
