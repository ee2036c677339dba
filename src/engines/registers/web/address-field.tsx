import { useDeferredValue, useId, useState } from 'react'
import { registers, type Address } from '#engines/registers/shared'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from './directory.ts'
import './address-field.css'

interface Given {
  readonly value: string
  readonly chosen: string | null
  /** `address` is null when the words are only a description of the place. */
  readonly onChange: (place: string, address: Address | null) => void
  readonly aria: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }
}

/** Type-ahead over the standard addresses of the street; what matches none stays as a description of the place. */
export function AddressField({ value, chosen, onChange, aria }: Given) {
  const text = useText()
  const listId = useId()
  const { committeeName } = useAreas()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const words = useDeferredValue(value.trim())
  const { data, isFetching } = useOperation(
    registers.addresses,
    { words: words || '-', limit: 8 },
    { enabled: isOpen && words.length > 0 && chosen === null, staleTime: 60_000 },
  )
  const items = words ? (data?.items ?? []) : []
  const shown = isOpen && chosen === null && items.length > 0

  function choose(address: Address): void {
    onChange(address.text, address)
    setOpen(false)
  }

  function onKey(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (items.length) setActive((active + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length)
    } else if (event.key === 'Enter' && shown) {
      const address = items[Math.min(active, items.length - 1)]
      event.preventDefault()
      if (address) choose(address)
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      setOpen(false)
    }
  }

  return (
    <div className="address-field">
      <input
        {...aria}
        className="control"
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${listId}-${Math.min(active, items.length - 1)}` : undefined}
        autoComplete="off"
        maxLength={256}
        placeholder={text(['路名、弄号、小区，如“澳门路 660 弄”', 'Road, lane or compound'])}
        value={value}
        onChange={(event) => {
          onChange(event.target.value, null)
          setActive(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {shown && (
        <ul className="address-options" id={listId} role="listbox">
          {items.map((address, index) => (
            <li
              key={address.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === Math.min(active, items.length - 1)}
              onMouseDown={(event) => {
                event.preventDefault()
                choose(address)
              }}
            >
              <span>{address.text}</span>
              <span className="note">
                {[address.compound, shortCommittee(committeeName(address.committee))].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <span className="note" role="status">
        {chosen !== null
          ? text(['标准地址，已定位到网格。', 'A standard address; its grid is known.'])
          : words && isOpen && !isFetching && items.length === 0
            ? text([
                '没有匹配的标准地址，将按描述登记，不能自动落格。',
                'No standard address matches; kept as a description, without a grid.',
              ])
            : ''}
      </span>
    </div>
  )
}
