import { useText } from '#ui/text'
import { useMemberName } from './measure-words.ts'
import { useBound } from './use-bound.ts'

/** Whose figures these are, to who sees a part of the street alone. */
export function BoundSaid() {
  const text = useText()
  const memberName = useMemberName()
  const { own } = useBound()
  if (!own) return null
  return (
    <span className="note">
      {text(['范围：', 'Of: '])}
      {text(memberName(own.dimension, own.member))}
    </span>
  )
}
