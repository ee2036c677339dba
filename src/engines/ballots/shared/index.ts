export { groupNamed, isGroupName, type Group, type GroupName } from './belenios/group.ts'
export { hashJson, hashToScalar, sha256Hex } from './belenios/hash.ts'
export { inverse, mod, parseDecimal } from './belenios/modular.ts'
