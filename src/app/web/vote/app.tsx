import { useEffect, useState } from 'react'
import { Frame } from '../light/frame.tsx'
import { go, usePath } from '../light/route.ts'
import { Loaded } from './loaded.tsx'
import { VotePage } from './vote-page.tsx'

const surface = { at: '/vote', name: ['业主表决', 'Owners’ votes'] } as const

const loadStreets = () => import('../light/choose-street.tsx').then((door) => door.ChooseStreet)
const loadHome = () => import('./home.tsx').then((door) => door.Home)
const loadWallet = () => import('./wallet/wallet-pages.tsx').then((door) => door.WalletPages)
const loadShow = () => import('./show.tsx').then((door) => door.Show)
const loadBooth = () => import('./booth/booth.tsx').then((door) => door.Booth)
const loadLetter = () => import('./booth/letter.tsx').then((door) => door.Letter)
const loadAudit = () => import('./booth/audit.tsx').then((door) => door.Audit)
const loadFind = () => import('./booth/find.tsx').then((door) => door.Find)
const loadObjection = () => import('./objection.tsx').then((door) => door.Objection)

const pagesOfVote = {
  ballot: loadBooth,
  letter: loadLetter,
  audit: loadAudit,
  find: loadFind,
  objection: loadObjection,
} as const

const offerForm = /^#offer=(\d{9})\./

export function App() {
  const path = usePath()
  const [offer] = useState(() => (offerForm.test(location.hash) ? location.hash : null))
  useEffect(() => {
    // The code is a secret until it is used: it does not stay in the address, nor in the history.
    const street = offer && offerForm.exec(offer)?.[1]
    if (street) go(`/vote/${street}/wallet/receive`, { replace: true })
  }, [offer])
  const [, street = null, page = '', more = ''] =
    /^\/vote(?:\/(\d{9}))?(?:\/([a-z0-9-]+))?(?:\/([a-z]+))?\/?$/.exec(path) ?? []
  return (
    <Frame surface={surface} street={street}>
      {shown()}
    </Frame>
  )

  function shown() {
    if (!street) return <Loaded load={loadStreets} give={{ surface }} />
    if (page === '') return <Loaded load={loadHome} give={{ street }} />
    if (page === 'wallet') return <Loaded key={more} load={loadWallet} give={{ street, at: more, offer }} />
    if (page === 'show') return <Loaded load={loadShow} give={{ street }} />
    const load = pagesOfVote[more as keyof typeof pagesOfVote]
    return load ? (
      <Loaded key={path} load={load} give={{ street, id: page }} />
    ) : (
      <VotePage key={page} street={street} id={page} />
    )
  }
}
