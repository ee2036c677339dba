import { useEffect, useState } from 'react'
import { useText } from '#ui/text'
import { withPart, type Filter } from '../list-filter.ts'

interface Given {
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}

/** Words are searched when the typing pauses, and at once on Enter. */
export function WordsSearch({ filter, onChange }: Given) {
  const text = useText()
  const [said, setSaid] = useState({ words: filter.words ?? '', from: filter.words })
  // Words set from outside (a palette, a link) replace what was typed.
  const words = said.from === filter.words ? said.words : (filter.words ?? '')
  useEffect(() => {
    if (words.trim() === (filter.words ?? '')) return
    const timer = setTimeout(() => onChange(withPart(filter, 'words', words.trim().slice(0, 60))), 300)
    return () => clearTimeout(timer)
  }, [words, filter, onChange])
  return (
    <input
      type="search"
      className="control words-search"
      aria-label={text(['案号、地点、事由', 'Number, place or matter'])}
      placeholder={text(['案号、地点、事由', 'Number, place or matter'])}
      value={words}
      onChange={(event) => setSaid({ words: event.target.value, from: filter.words })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing)
          onChange(withPart(filter, 'words', words.trim().slice(0, 60)))
      }}
    />
  )
}
