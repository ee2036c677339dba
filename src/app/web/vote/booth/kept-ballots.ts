import type { SignedReceipt } from '#engines/notary/shared'
import { wallet } from '../held.ts'

/** A ballot that was sent or is about to be: its text, never the choices in it nor the seed that it was made from. */
export interface KeptBallot {
  readonly vote: string
  readonly title: string
  /** The owner's number on the roll; of a letter's ballot the key. */
  readonly owner: string
  readonly text: string
  readonly tracker: string
  readonly madeAt: string
  readonly cast: { readonly seq: number; readonly receipt: SignedReceipt } | null
}

const nameOf = (vote: string, owner: string) => `ballot/${vote}/${owner}`

export async function keepBallot(kept: KeptBallot): Promise<void> {
  await (await wallet()).store.put(nameOf(kept.vote, kept.owner), kept)
}

export async function keptBallot(vote: string, owner: string): Promise<KeptBallot | undefined> {
  return (await (await wallet()).store.get(nameOf(vote, owner))) as KeptBallot | undefined
}

/** Only this one: another tab may have kept another meanwhile. */
export async function dropBallot({ vote, owner, tracker }: KeptBallot): Promise<void> {
  const { store } = await wallet()
  const kept = (await store.get(nameOf(vote, owner))) as KeptBallot | undefined
  if (kept?.tracker === tracker) await store.remove(nameOf(vote, owner))
}

/** One tab at a time, where the browser knows how; where it does not, the moment between look and put is short. */
export const holdBallots = <T>(run: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('mofang.vote.ballots', run) : run()

/** Made and sent, and no answer came: to be sent again. */
export async function unsentBallots(): Promise<readonly KeptBallot[]> {
  const { store } = await wallet()
  const all = (await Promise.all((await store.names('ballot/')).map((name) => store.get(name)))) as KeptBallot[]
  return all.filter((each) => each?.cast === null)
}

export async function keptBallotsOf(vote: string): Promise<readonly KeptBallot[]> {
  const { store } = await wallet()
  const all = await Promise.all((await store.names(`ballot/${vote}/`)).map((name) => store.get(name)))
  return all.filter((each) => each !== undefined) as KeptBallot[]
}
