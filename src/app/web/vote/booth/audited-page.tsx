import { useEffect, useState } from 'react'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import { ballotOpening } from '#engines/ballots/shared'
import { Trouble } from '../loaded.tsx'
import { spoil } from '../operations.ts'
import type { Made } from './booth-session.tsx'
import { openingFragment } from './opening-link.ts'
import { Picture, Tracker } from './receipt.tsx'

/**
 * Opens a ballot to whoever scans it, once the server has noted that it is spoilt: it is signed, and who has it could cast
 * it with no more than that.
 */
export function AuditedPage(given: { street: string; made: Made; again: () => void }) {
  const text = useText()
  const { street, made } = given
  const [isSpoilt, setSpoilt] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let gone = false
    perform(street, spoil, { id: made.ballot.vote, ballot: made.ballot.text }).then(
      () => {
        if (!gone) setSpoilt(true)
      },
      (thrown: unknown) => {
        if (!gone) setTrouble(thrown)
      },
    )
    return () => {
      gone = true
    }
  }, [street, made, turn])
  if (isSpoilt) return <Opened {...given} />
  return (
    <>
      <h1>
        {text(
          trouble === null
            ? ['正在作废这张选票……', 'Spoiling this ballot …']
            : ['还没能作废这张选票', 'This ballot is not spoilt yet'],
        )}
      </h1>
      <Tracker tracker={made.ballot.tracker} />
      <p>
        {text([
          '查验前先在服务器上作废，看过它的人就不能拿它去投。',
          'It is spoilt on the server before it is opened, so that nobody who sees it can cast it.',
        ])}
      </p>
      {trouble !== null && (
        <>
          <Trouble error={trouble} />
          <button
            type="button"
            className="big primary"
            onClick={() => {
              setTrouble(null)
              setTurn(turn + 1)
            }}
          >
            {text(['再试一次', 'Try again'])}
          </button>
          <button type="button" className="big" onClick={given.again}>
            {text(['不查验了，另做一张', 'Skip the check and make a new one'])}
          </button>
        </>
      )}
    </>
  )
}

function Opened({ street, made, again }: { street: string; made: Made; again: () => void }) {
  const text = useText()
  const { ballot, choices, seed } = made
  const [copied, setCopied] = useState(false)
  const fragment = openingFragment(ballotOpening(ballot.text, choices, seed), ballot.tracker)
  const address = `${location.origin}/vote/${street}/${ballot.vote}/audit#${fragment}`
  return (
    <>
      <h1>{text(['查验这张选票', 'Check this ballot'])}</h1>
      <p>
        {text([
          '用另一部手机（最好是别人的）扫下面的码，它会重新算出这张选票，告诉您里面装的是什么。编号必须和这里的一样：',
          'Scan this with another phone, better somebody else’s. It makes the ballot again and says what is in it. The number must be this one:',
        ])}
      </p>
      <Tracker tracker={ballot.tracker} />
      <Picture of={address} label={text(['查验选票的二维码', 'QR code to check the ballot'])} />
      <button
        type="button"
        className="big"
        onClick={() => {
          navigator.clipboard?.writeText(address).then(
            () => setCopied(true),
            () => {},
          )
        }}
      >
        {copied ? text(['已复制', 'Copied']) : text(['扫不了？复制查验链接', 'Cannot scan? Copy the link'])}
      </button>
      <p className="say">
        {text([
          '这张选票已经打开给人看，作废了，不会投出。您的选择还在，再做一张即可。',
          'This ballot has been opened and is thrown away; it is never cast. Your choices stand: make a new one.',
        ])}
      </p>
      <button type="button" className="big primary" onClick={again}>
        {text(['再做一张新选票', 'Make a new ballot'])}
      </button>
    </>
  )
}
