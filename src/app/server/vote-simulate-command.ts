import { parseArgs } from 'node:util'
import { writeRecordFiles } from './vote-record-files.ts'
import { voteVerifyCommand } from './vote-verify-command.ts'
import type { Printed } from './verify-command.ts'

export const voteSimulateUsage = `mofang vote simulate --out DIR            模拟一次完整表决并写出公开记录 / hold a whole vote and write its public record
    --owners 60 --group ed25519|belenios-2048 --kind matter|election --mode named|secret
    --trustees 2of3 --revotes --paper`

const options = {
  out: { type: 'string' },
  owners: { type: 'string', default: '60' },
  group: { type: 'string', default: 'ed25519' },
  kind: { type: 'string', default: 'matter' },
  mode: { type: 'string', default: 'named' },
  trustees: { type: 'string', default: '2of3' },
  revotes: { type: 'boolean', default: false },
  paper: { type: 'boolean', default: false },
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
  if (!values.out) throw new Error('--out DIR')
  return {
    out: values.out,
    paper: values.paper,
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
  const { out, order, paper, trustees } = asked
  const began = performance.now()
  const told = (what: string) => print(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)
  const [{ aSimulatedWorld }, { openVote, ownerNumbers }] = [
    await import('../simulation/world.ts'),
    await import('../simulation/vote.ts'),
  ]
  const world = await aSimulatedWorld(order.owners, trustees)
  try {
    told(`模拟小区已建立，${order.owners} 名业主 / a compound of ${order.owners} owners`)
    const vote = await openVote(world, order, told)
    const numbers = ownerNumbers(order.owners)
    const onPaper = paper ? numbers.filter((_, nth) => nth % 20 === 1) : []
    const online = numbers.filter((_, nth) => nth % 20 !== 1 && nth % 10 !== 5)
    const again = order.revotes ? online.filter((_, nth) => nth % 8 === 0) : []
    let done = 0
    for (const [nth, owner] of [...online, ...again].entries()) {
      await vote.cast(vote.ballotOf(owner, vote.choicesOf(nth)))
      done += 1
      if (done % 500 === 0) told(`${done} / ${online.length + again.length}`)
    }
    told(`${done} 张选票 / ballots cast`)
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
    await world.close()
  }
  return voteVerifyCommand([out], { print, complain })
}
