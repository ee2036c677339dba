import type { InputHTMLAttributes, ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'

/** Why it could not be done, said at once also to who cannot see it. */
export function Trouble({ children }: { children: string | null | undefined }) {
  if (!children) return null
  return (
    <p className="trouble" role="alert">
      {children}
    </p>
  )
}

/** One line to be written, its label above, what helps to fill it below. */
export function InputField({
  label,
  children,
  ...input
}: { label: Text; id: string; children?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const text = useText()
  return (
    <div className="answer-field">
      <label htmlFor={input.id}>{text(label)}</label>
      <input {...input} />
      {children}
    </div>
  )
}
