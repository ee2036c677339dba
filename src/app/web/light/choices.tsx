import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import './choices.css'

/** One of a few, as large targets: true radio buttons, so that keys and screen readers know them. */
export function Choices<K extends string>({
  name,
  label,
  options,
  value,
  onChange,
  hint,
}: {
  name: string
  label: Text
  options: Readonly<Record<K, Text>>
  value: K | null
  onChange: (value: K) => void
  hint?: Text | undefined
}) {
  const text = useText()
  return (
    <fieldset className="choices">
      <legend>{text(label)}</legend>
      {hint && <p className="choices-hint">{text(hint)}</p>}
      <div className="choices-row">
        {(Object.entries(options) as [K, Text][]).map(([key, said]) => (
          <label key={key} className="choice">
            <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />
            <span>{text(said)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Sentences to tap instead of typing; a tap appends, for two often make the whole story. */
export function Phrases({ phrases, onTap }: { phrases: readonly string[]; onTap: (phrase: string) => void }) {
  const text = useText()
  if (phrases.length === 0) return null
  return (
    <div className="phrases" role="group" aria-label={text(['常用语', 'Phrases'])}>
      {phrases.map((phrase) => (
        <button key={phrase} type="button" onClick={() => onTap(phrase)}>
          {phrase}
        </button>
      ))}
    </div>
  )
}

/** What is there, with a phrase added as a sentence of its own; tapped twice it is said once. */
export function withPhrase(said: string, phrase: string): string {
  const so = said.trim()
  if (so === '') return phrase
  if (so.includes(phrase)) return so
  return /[。！？.!?]$/.test(so) ? `${so}${phrase}` : `${so}。${phrase}`
}
