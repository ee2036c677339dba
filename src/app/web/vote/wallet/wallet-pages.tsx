import { Backup, Lost, Restore } from './backup-pages.tsx'
import { Delegate } from './delegate-page.tsx'
import { RegisterKey } from './key-page.tsx'
import { Overview } from './overview.tsx'
import { Receive } from './receive-page.tsx'

const pages = { receive: Receive, key: RegisterKey, backup: Backup, restore: Restore, lost: Lost, delegate: Delegate }

/** The wallet of one street. */
export function WalletPages({ street, at, offer }: { street: string; at: string; offer: string | null }) {
  const Page = pages[at as keyof typeof pages]
  if (at === 'receive') return <Receive street={street} offer={offer} />
  return Page ? <Page street={street} offer={null} /> : <Overview street={street} />
}
