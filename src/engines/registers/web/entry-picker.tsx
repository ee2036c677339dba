import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import { registers, type RegisterId, type SeenEntry } from '#engines/registers/shared'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { useRegisters } from './registers-context.ts'
import './entry-picker.css'

interface Given {
  readonly registers: readonly RegisterId[]
  readonly value: SeenEntry | null
  readonly onChange: (entry: SeenEntry | null) => void
  readonly except?: string | undefined
  readonly aria?: { id?: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: boolean | undefined }
  readonly label?: string
}

/** One entry of some registers, found as in the find box. */
export function EntryPicker({ registers: within, value, onChange, except, aria, label }: Given) {
  const text = useText()
  const listId = useId()
  const known = useRegisters().registers
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const words = useDeferredValue(typed.trim())
  const { data, isFetching } = useOperation(
    registers.find,
    { words: words || '-', registers: [...within], limit: 8 },
    { enabled: isOpen && words.length > 0 },
  )
  const items = (words ? (data?.items ?? []) : []).filter((item) => item.id !== except)
  const at = Math.min(active, Math.max(0, items.length - 1))

  function choose(entry: SeenEntry): void {
    onChange(entry)
    setTyped('')
    setOpen(false)
  }
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (items.length) setActive((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length)
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const item = items[at]
      if (item) choose(item)
    } else if (event.key === 'Escape' && isOpen && typed) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }

  if (value)
    return (
      <div className="entry-picked">
        <span>
          {value.title} <span className="note">{value.place !== value.title && value.place}</span>
        </span>
        <button type="button" className="link-button" onClick={() => onChange(null)}>
          {text(['换一个', 'Change'])}
        </button>
      </div>
    )
  return (
    <div className="entry-picker">
      <input
        {...aria}
        className="control"
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen && items.length > 0}
        aria-controls={listId}
        aria-activedescendant={items.length ? `${listId}-${at}` : undefined}
        autoComplete="off"
        maxLength={80}
        placeholder={within.map((id) => text(known[id].label)).join(text(['、', ', ']))}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {isOpen && words !== '' && (
        <ul id={listId} role="listbox">
          {items.map((item, index) => (
            <li
              key={item.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault()
                choose(item)
              }}
            >
              <span>{item.title}</span>
              <span className="note">
                {[text(known[item.register].label), item.place !== item.title && item.place]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
          {items.length === 0 && (
            <li className="note" aria-disabled="true">
              {isFetching ? text(['正在查找…', 'Looking…']) : text(['没有找到', 'Nothing found'])}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
