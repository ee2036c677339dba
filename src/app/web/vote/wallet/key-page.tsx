import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { votingGroups } from '#engines/credentials/shared'
import { Link } from '../../light/link.tsx'
import { groupsWithoutKey, useHeld } from '../held.ts'
import { Consent } from '../own-entries.tsx'
import { askedForKeys, registerKeys, type KeyShowing } from './register-keys.ts'

/**
 * Makes a voting key for each group in which votes lie and registers the public halves; shown first what of the credential
 * goes with them. Whoever has them all and comes here gets new ones.
 */
export function RegisterKey({ street }: { street: string }) {
  const text = useText()
  const { held, credential } = useHeld(street)
  const [showings, setShowings] = useState<readonly KeyShowing[]>([])
  const [trouble, setTrouble] = useState<Text | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (!credential || !held) return
    let gone = false
    const missing = groupsWithoutKey(held)
    void askedForKeys(credential, missing.length > 0 ? missing : votingGroups).then((asked) => {
      if (gone) return
      if ('showings' in asked) setShowings(asked.showings)
      else setTrouble(asked.trouble)
    })
    return () => {
      gone = true
    }
  }, [credential, held, turn])

  async function register(): Promise<void> {
    setBusy(true)
    const refused = await registerKeys(showings)
    setBusy(false)
    if (refused === null) return setDone(true)
    setShowings([])
    setTrouble(refused)
  }

  if (done)
    return (
      <main>
        <h1 key="done">{text(['投票密钥已登记', 'Your voting key is registered'])}</h1>
        <p className="story">
          {text([
            '以后冻结的名册都会写上您的密钥，到时打开表决页就能投票。',
            'Rolls frozen from now on carry your key: open the page of a vote and vote.',
          ])}
        </p>
        <p>
          {text([
            '密钥只在这部手机里。请现在备份一次：手机丢了，靠备份还能投票。',
            'It is on this phone only. Back it up now: if the phone is lost, the backup still votes.',
          ])}
        </p>
        <nav className="choose">
          <Link to={`/vote/${street}/wallet/backup`} className="big primary">
            {text(['备份', 'Back up'])}
          </Link>
          <Link to={`/vote/${street}`} className="big">
            {text(['回到表决', 'Back to the votes'])}
          </Link>
        </nav>
      </main>
    )
  return (
    <main>
      <h1>{text(['登记投票密钥', 'Register a voting key'])}</h1>
      <p>
        {text([
          '手机会做一把密钥，只把公开的一半交给街道。以后您的选票由它签字，别人冒投不了。',
          'The phone makes a key and gives only its public half to the subdistrict. It will sign your ballots: nobody else can vote as you.',
        ])}
      </p>
      {held && !credential && (
        <Link to={`/vote/${street}/wallet/receive`} className="big">
          {text(['先领取凭证', 'Fetch a credential first'])}
        </Link>
      )}
      {trouble && (
        <>
          <p role="alert" className="trouble">
            {text(trouble)}
          </p>
          <button
            type="button"
            className="big"
            onClick={() => {
              setTrouble(null)
              setTurn(turn + 1)
            }}
          >
            {text(['再试一次', 'Try again'])}
          </button>
        </>
      )}
      {showings[0] && (
        <Consent
          showing={showings[0].showing}
          why={['登记密钥时出示', 'Shown with the key']}
          busy={busy}
          onAgree={() => void register()}
        />
      )}
    </main>
  )
}
