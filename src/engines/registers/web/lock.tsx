import { useText } from '#ui/text'
import './marks.css'

/** Beside a value that is not shown whole. */
export function Lock() {
  const text = useText()
  const said = text(['已隐去，按用途查看', 'Masked; shown for a purpose'])
  return (
    <svg className="lock" viewBox="0 0 9 11" role="img" aria-label={said}>
      <title>{said}</title>
      <path d="M1.5 5V3.5a3 3 0 0 1 6 0V5H9v6H0V5zM3 5h3V3.5a1.5 1.5 0 0 0-3 0z" />
    </svg>
  )
}
