import { belenios2048 } from './belenios-2048.ts'
import { ed25519 } from './ed25519.ts'
import type { Group, GroupName } from './group.ts'

export function isGroupName(name: string): name is GroupName {
  return name === 'Ed25519' || name === 'BELENIOS-2048'
}

/** The back-end that runs anywhere. */
export function groupNamed(name: GroupName): Group {
  return name === 'Ed25519' ? ed25519 : belenios2048
}
