import { performance } from 'node:perf_hooks'
import { readConfig } from '#platform/config'
import { checkReportCommand, checkReportUsage } from './check-report-command.ts'
import { analyze, openDatabaseOf } from './database.ts'
import { found, readFounding } from './founding.ts'
import { importCommand, importUsage } from './import-command.ts'
import { openSystem, startSystem, type Said } from './system.ts'
import { verifyCommand, verifyUsage } from './verify-command.ts'
import { verifyNotaryCommand, verifyNotaryUsage } from './verify-notary-command.ts'
import { verifyReportCommand, verifyReportUsage } from './verify-report-command.ts'
import { voteSimulateCommand, voteSimulateUsage } from './vote-simulate-command.ts'
import { voteVerifyCommand, voteVerifyUsage } from './vote-verify-command.ts'
import { readPlan, replay } from '../demo/replay.ts'
import { trusteeFolder } from '../demo/votes/backups.ts'

const usage = `mofang start            启动平台 / start the platform
mofang migrate          更新数据库结构 / bring the database up to date
mofang found <file>     设立街道及三名管理员（文件样例见 --example）/ set up a street and its three administrators; --example prints a file
mofang replay <plan>    按计划演练一年（如 changshou-2023）/ perform a year from a plan of counts
${importUsage}
${checkReportUsage}
${verifyUsage}
${verifyReportUsage}
${verifyNotaryUsage}
${voteVerifyUsage}
${voteSimulateUsage}`

const isTerminal = Boolean(process.stdout.isTTY)

/** Progress on one line of a terminal, or every tenth part elsewhere. */
export function speaker(): Said {
  let shown = -1
  return {
    say: (line) => console.log(line),
    progress(done, total) {
      const part = Math.floor((done * (isTerminal ? 100 : 10)) / Math.max(total, 1))
      if (part === shown) return
      shown = part
      if (isTerminal) process.stdout.write(`\r  ${done} / ${total}${done === total ? '\n' : ''}`)
      else console.log(`  ${done} / ${total}`)
    },
  }
}

async function start(): Promise<void> {
  const began = performance.now()
  const config = readConfig()
  const running = await startSystem(config, speaker())
  console.log(
    `\n数字魔方已启动（${((performance.now() - began) / 1000).toFixed(1)} 秒）/ Mofang is running:\n\n  ${running.url}\n`,
  )
  if (running.accounts.length > 0) {
    console.log(`  演示帐号（密码均为 ${running.accounts[0]!.password}）/ demonstration accounts, one password:`)
    for (const { username, label } of running.accounts)
      console.log(`    ${username.padEnd(10)} ${label[0]} / ${label[1]}`)
    console.log(
      `\n  演示受托人 tuo1、tuo2、tuo3 的密钥备份（口令同上，仅演示存放）/ backups of the demonstration's trustees, same passphrase:\n    ${trusteeFolder(config.data)}`,
    )
    console.log(
      `\n  工作台 desk ${running.url}/desk   移动端 field ${running.url}/field   居民 residents ${running.url}/me\n  业主 owners ${running.url}/vote   公开 public ${running.url}/open\n`,
    )
  }
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    console.log('正在停止 / Stopping')
    running.stop().then(
      () => process.exit(0),
      (cause) => {
        console.error(cause)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function migrateOnly(): Promise<void> {
  const opened = await openDatabaseOf(readConfig())
  console.log(
    opened.migrated.length > 0 ? opened.migrated.join('\n') : '数据库结构已是最新 / The database is up to date',
  )
  await opened.close()
}

async function foundStreetOf(file: string): Promise<void> {
  if (file === '--example') {
    const { foundingOf } = await import('../demo/registers.ts')
    console.log(JSON.stringify(foundingOf('310107015'), null, 1))
    return
  }
  const founding = await readFounding(file)
  const opened = await openDatabaseOf(readConfig())
  try {
    const accounts = await found(opened, founding, new Date())
    console.log(
      `${founding.name[0]}（${founding.code}）已设立 / set up. 初始密码只显示这一次 / shown this once only:\n`,
    )
    for (const { username, label, password } of accounts)
      console.log(`  ${username.padEnd(24)} ${password}   ${label[0]} / ${label[1]}`)
  } finally {
    await opened.close()
  }
}

async function replayPlan(name: string): Promise<void> {
  const plan = readPlan(name)
  const said = speaker()
  const { opened, composition } = await openSystem(readConfig(), said, () => new Date(), {
    maxConnections: 12,
    asynchronousCommit: true,
  })
  const stop = new AbortController()
  process.on('SIGINT', () => stop.abort())
  process.on('SIGTERM', () => stop.abort())
  let told = 0
  try {
    const { cases, commands, seconds, resumedAt } = await replay(
      plan,
      opened.database,
      composition.implementations,
      readConfig().data,
      (done, total, perSecond) => {
        const now = performance.now()
        if (now - told < (isTerminal ? 200 : 5000) && done !== total) return
        told = now
        const line = `  ${done} / ${total}  ${perSecond.toFixed(0)} 件/秒 cases/s  还需 left ${((total - done) / Math.max(perSecond, 1)).toFixed(0)} s`
        if (isTerminal) process.stdout.write(`\r${line}   ${done === total ? '\n' : ''}`)
        else console.log(line)
      },
      stop.signal,
      () => analyze(opened.ownerUrl),
    )
    console.log(
      `${stop.signal.aborted ? '已中断，可再次运行以继续 / interrupted, run again to go on' : '演练完成 / done'}：${cases} 件 cases（${resumedAt > 0 ? `自第 ${resumedAt} 件继续 resumed, ` : ''}${commands} 次办理 commands，${seconds.toFixed(1)} 秒 s，${(cases / Math.max(seconds, 0.001)).toFixed(0)} 件/秒 cases/s）`,
    )
  } finally {
    await opened.close()
  }
}

async function main(given: readonly string[]): Promise<void> {
  const [command, ...rest] = given
  switch (command) {
    case 'start':
      return start()
    case 'migrate':
      return migrateOnly()
    case 'found': {
      if (!rest[0]) throw new Error('请给出街道描述文件 / Name a file: mofang found street.json')
      return foundStreetOf(rest[0])
    }
    case 'replay': {
      if (!rest[0]) throw new Error('请给出计划名 / Name a plan: mofang replay changshou-2023')
      return replayPlan(rest[0])
    }
    case 'import':
      process.exitCode = await importCommand(readConfig(), rest, { print: console.log, complain: console.error })
      return
    case 'verify':
      if (rest[0] === 'report') {
        process.exitCode = await verifyReportCommand(readConfig(), rest.slice(1), {
          print: console.log,
          complain: console.error,
        })
        return
      }
      if (rest[0] === 'notary') {
        process.exitCode = await verifyNotaryCommand(readConfig(), rest.slice(1), {
          print: console.log,
          complain: console.error,
        })
        return
      }
      process.exitCode = await verifyCommand(readConfig(), rest, { print: console.log, complain: console.error })
      return
    case 'vote': {
      const printed = { print: console.log, complain: console.error }
      const [verb, ...more] = rest
      if (verb === 'verify') process.exitCode = await voteVerifyCommand(more, printed)
      else if (verb === 'simulate') process.exitCode = await voteSimulateCommand(more, printed)
      else {
        console.log(`${voteVerifyUsage}\n${voteSimulateUsage}`)
        process.exitCode = 2
      }
      return
    }
    case 'check-report':
      process.exitCode = await checkReportCommand(rest, { print: console.log, complain: console.error })
      return
    default:
      console.log(usage)
      process.exitCode = command === undefined || command === 'help' ? 0 : 2
  }
}

main(process.argv.slice(2)).catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause)
  if (process.env['MOFANG_LOG'] === 'debug') console.error(cause)
  process.exit(1)
})
