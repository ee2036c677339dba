import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A running PostgreSQL server, as its own file in the cluster's folder names it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The living server of a cluster, perhaps one whose parent was killed. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  let lines: readonly string[]
  try {
    lines = readFileSync(pidFile(cluster), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return Number.isInteger(port) && isServerOf(pid, lines[1] ?? '') ? { pid, port } : undefined
}

/**
 * Forgets a server that is gone. After a restart of the machine its number may be another process's, and PostgreSQL
 * would refuse to start. Only for who is about to start it: a server just starting has not filled its file yet.
 */
export function forgetDeadPostmaster(cluster: string): void {
  if (!findPostmaster(cluster)) rmSync(pidFile(cluster), { force: true })
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

function isServerOf(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || folder === '') return false
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return (words[0] ?? '').endsWith('/postgres') && words.includes(folder)
  } catch {
    return false
  }
}

/** Ends the server as `pg_ctl stop -m fast` does: open transactions are rolled back, nothing committed is lost. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const server = findPostmaster(cluster)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  const patience = Date.now() + 60_000
  while (findPostmaster(cluster)?.pid === server.pid) {
    if (Date.now() > patience) {
      throw new Error(`PostgreSQL (process ${server.pid}) did not stop within a minute. See its log beside ${cluster}.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
