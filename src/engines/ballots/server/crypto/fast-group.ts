import type { Group, GroupName } from '../../shared/belenios/group.ts'
import { belenios2048Node } from './belenios-2048-node.ts'
import { ed25519Sodium } from './ed25519-sodium.ts'

/** The back-end of the server. */
export function fastGroupNamed(name: GroupName): Group {
  return name === 'Ed25519' ? ed25519Sodium : belenios2048Node
}
