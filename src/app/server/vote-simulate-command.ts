import { parseArgs } from 'node:util'
import { writeRecordFiles } from './vote-record-files.ts'
import { voteVerifyCommand } from './vote-verify-command.ts'
import type { Printed } from './verify-command.ts'

export const voteSimulateUsage = `mofang vote simulate --out DIR            模拟一次完整表决并写出公开记录 / hold a whole vote and write its public record
    --owners 60 --group ed25519|belenios-2048 --kind matter|election --mode named|secret
    --trustees 2of3 --revotes --paper
    --http           经本程序的 HTTP 投出（空闲端口）/ cast over the program's own HTTP, on a free port
    --wallets 0.3    三成业主用手机凭证，其余用密封信 / this share of the owners votes with wallets, the others by letter`

const day = 86_400_000
/** So many owners vote at the same moment over HTTP. */
const atOnce = 16

const options = {
  out: { type: 'string' },
  owners: { type: 'string', default: '60' },
  group: { type: 'string', default: 'ed25519' },
  kind: { type: 'string', default: 'matter' },
  mode: { type: 'string', default: 'named' },
  trustees: { type: 'string', default: '2of3' },
  revotes: { type: 'boolean', default: false },
  paper: { type: 'boolean', default: false },
  http: { type: 'boolean', default: false },
  wallets: { type: 'string', default: '0' },
} as const

function oneOf<const T extends string>(name: string, value: string, values: readonly T[]): T {
  const found = values.find((each) => each === value)
  if (!found) throw new Error(`--${name}: ${values.join(' | ')}`)
  return found
}

function orderOf(given: readonly string[]) {
  const { values } = parseArgs({ args: [...given], options, strict: true })
  const owners = Number(values.owners)
  if (!Number.isInteger(owners) || owners < 2 || owners > 20_000) throw new Error('--owners: 2 – 20000')
  const [, least, all] = /^([1-7])of([1-7])$/.exec(values.trustees) ?? []
  const [threshold, trustees] = [Number(least), Number(all)]
  if (!(threshold <= trustees)) throw new Error('--trustees: 2of3')
  const share = Number(values.wallets)
  if (values.wallets.trim() === '' || !(share >= 0 && share <= 1)) throw new Error('--wallets: 0 – 1')
  if (!values.out) throw new Error('--out DIR')
  return {
    out: values.out,
    paper: values.paper,
    http: values.http,
    phones: Math.round(owners * share),
    trustees,
    order: {
      owners,
      threshold,
      group: oneOf('group', values.group, ['ed25519', 'belenios-2048']),
      kind: oneOf('kind', values.kind, ['matter', 'election']),
      mode: oneOf('mode', values.mode, ['named', 'secret']),
      revotes: values.revotes,
    },
  }
}

/** `mofang vote simulate`: 0 when the vote was held and its record verifies, 1 when it does not, 2 when asked wrongly. */
export async function voteSimulateCommand(given: readonly string[], { print, complain }: Printed): Promise<number> {
  let asked: ReturnType<typeof orderOf>
  try {
    asked = orderOf(given)
  } catch (cause) {
    complain(`${(cause as Error).message}\n${voteSimulateUsage}`)
    return 2
  }
  const { out, order, paper, http, phones, trustees } = asked
  const began = performance.now()
  const told = (what: string) => print(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)
  // None of this is loaded where no vote is simulated.
  const [{ aSimulatedWorld }, { openVote, ownerNumbers }, { inProcess, overHttp }, simulated] = [
    await import('../simulation/world.ts'),
    await import('../simulation/vote.ts'),
    await import('./simulated/line.ts'),
    await import('./simulated/wallets.ts'),
  ]
  const { ballotOfWallet, equipOwners, openedFor, sessionOfWallet } = simulated
  const world = await aSimulatedWorld(order.owners, trustees)
  const { clock } = world
  const line = await (http ? overHttp(world) : inProcess(world))
  try {
    told(`模拟小区已建立，${order.owners} 名业主 / a compound of ${order.owners} owners`)
    if (http) told(`经 ${line.origin} 投票 / cast over ${line.origin}`)
    // Sessions last by the database's clock, so that what is opened with them opens just now.
    const opensAt = new Date(Date.now() - 60_000).toISOString()
    clock.now = new Date(Date.parse(opensAt) - 17 * day).toISOString()
    const equipped = await equipOwners(world, line, { count: phones, group: order.group })
    if (phones > 0) told(`${phones} 名业主已领凭证并登记密钥 / owners with a wallet and a voting key`)
    // Who has a registered key gets no letter.
    const vote = await openVote(world, { ...order, owners: order.owners - phones, opensAt }, told)
    const opened = await openedFor(vote, order.group)
    const numbers = ownerNumbers(order.owners)
    const onPaper = paper ? numbers.filter((_, nth) => nth % 20 === 1) : []
    const online = numbers.filter((_, nth) => nth % 20 !== 1 && nth % 10 !== 5)
    const again = order.revotes ? online.filter((_, nth) => nth % 8 === 0) : []
    const everyone = [...online, ...again]
    const voting = performance.now()
    let done = 0
    async function castOne(owner: string, nth: number): Promise<void> {
      clock.now = new Date().toISOString()
      const phone = equipped[Number(owner) - 1 - (order.owners - phones)]
      const choices = vote.choicesOf(nth)
      const ballot = phone ? await ballotOfWallet(opened, phone, choices) : vote.ballotOf(owner, choices)
      await line.cast(vote, ballot, phone ? await sessionOfWallet(line, phone) : null)
      done += 1
      if (done % 500 === 0) told(`${done} / ${everyone.length}`)
    }
    // One after the other: second ballots come after all the first.
    for (const some of [online, again]) {
      const waiting = some.entries()
      const next = async () => {
        for (const [nth, owner] of waiting) await castOne(owner, nth)
      }
      await Promise.all(Array.from({ length: http ? atOnce : 1 }, next))
    }
    const rate = done / ((performance.now() - voting) / 1000)
    told(`${done} 张选票，每秒 ${rate.toFixed(0)} 张 / ballots cast, ${rate.toFixed(0)} a second`)
    const countPapers = await vote.takePapers(onPaper)
    if (onPaper.length > 0) told(`${onPaper.length} 张纸质票经两人录入 / papers entered by two`)
    await vote.close()
    told('投票截止，合计已加密 / closed')
    await countPapers()
    // One key is lost where the others are enough.
    for (let which = trustees - order.threshold; which < trustees; which += 1) await vote.decrypt(which)
    told(`${order.threshold} / ${trustees} 名受托人已解密 / decrypted`)
    await vote.publish()
    await vote.seal()
    writeRecordFiles(out, await vote.record())
    told(`公开记录已写入 ${out} / record written`)
  } finally {
    await line.close()
    await world.close()
  }
  return voteVerifyCommand([out], { print, complain })
}
