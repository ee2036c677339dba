import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// The chain writes its state in place: killed in that moment it leaves half a file, and does not start from it.

export const stateFile = (folder: string) => join(folder, 'state.json')
const asideFile = (folder: string) => join(folder, 'state.whole.json')

/** Keeps a copy of the state beside it, if it is whole just now. */
export function keepState(folder: string): void {
  if (!isWhole(stateFile(folder))) return
  const copy = `${asideFile(folder)}.new`
  copyFileSync(stateFile(folder), copy)
  // The chain may have begun to write between the look and the copy.
  if (isWhole(copy)) renameSync(copy, asideFile(folder))
  else rmSync(copy)
}

/** Puts the last whole state in the place of half a one. Without any the chain begins anew, and is told everything again. */
export function mendState(folder: string): void {
  if (!existsSync(stateFile(folder)) || isWhole(stateFile(folder))) return
  rmSync(stateFile(folder))
  if (isWhole(asideFile(folder))) copyFileSync(asideFile(folder), stateFile(folder))
}

function isWhole(file: string): boolean {
  try {
    return typeof JSON.parse(readFileSync(file, 'utf8')) === 'object'
  } catch {
    return false
  }
}
