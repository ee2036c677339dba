import { useText } from '#ui/text'

/** Ballot, number, book, check: what happens to a ballot, left to right. */
export function RecordPicture() {
  const text = useText()
  return (
    <svg
      className="record-picture"
      viewBox="0 0 320 104"
      role="img"
      aria-label={text([
        '选票变成编号，写进公开账，手机核算',
        'A ballot becomes a number, goes into the public book, and is reckoned on the phone',
      ])}
    >
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <path d="M10 22h44v52H10zM18 34h28M18 46h28M18 58h16" />
        <path d="M62 48h22m-7-7 7 7-7 7M150 48h22m-7-7 7 7-7 7M250 48h22m-7-7 7 7-7 7" />
        <path d="M87 32h60v32H87z" />
        <path d="M182 18h58v14h-58zM182 36h58v14h-58zM182 54h58v14h-58z" />
        <path d="M280 22h32v52h-32zM287 48l7 8 12-16" />
      </g>
      <path d="M182 36h58v14h-58z" fill="var(--accent)" opacity=".3" />
      <g fill="currentColor" textAnchor="middle">
        <text x="117" y="54">
          a8K…
        </text>
        <text x="32" y="97">
          {text(['选票', 'ballot'])}
        </text>
        <text x="117" y="97">
          {text(['编号', 'number'])}
        </text>
        <text x="211" y="97">
          {text(['公开账', 'record'])}
        </text>
        <text x="294" y="97">
          {text(['核算', 'check'])}
        </text>
      </g>
    </svg>
  )
}
