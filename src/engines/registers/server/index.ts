export { divisionOfDay } from './areas/areas.store.ts'
export { locatorOf } from './areas/places.store.ts'
export type { RegistersDeps } from './deps.ts'
export { openExport, type ExportFile } from './exports/export-rows.ts'
export { placesOf } from './exports/places.ts'
export { writeExport, type ExportMark } from './exports/write-export.ts'
export { registersHandlers } from './handlers.ts'
export { importRoutes } from './imports/http.ts'
export { purgeImports } from './imports/purge.ts'
export { receiveFile } from './imports/receive-file.ts'
export { abandonedImports, pauseFailed, runImport, type ImportWorld } from './imports/run-import.ts'
export { heldHomesOf, holderOf, namesOf, type HeldHome, type KnownHolder } from './own/holdings.store.ts'
export {
  findScope,
  homesOf,
  scopesOf,
  type HomeOwner,
  type HomesScope,
  type OwnedHome,
  type SaidArea,
  type ScopeLine,
} from './queries/homes-of.store.ts'
export { calendarOverrides, findAddress, gridsOf, isInside, unitsOf } from './registers.store.ts'
export type { Grid, KnownUnit } from './registers.store.ts'
export { settleRegisters } from './trust/trust.ts'
export { firstTrustRules, layTrustRules } from './trust/trust.store.ts'
export { writeDoubts, type NewDoubt } from './doubts/doubts.store.ts'
export { trustRules } from './entries/entries.store.ts'
export type { Place, Saying } from './entries/entry.ts'
export { sayAll } from './entries/settle-entries.ts'
export { insertTags, type HeldTag } from './tags/tags.store.ts'
export { insertTies, placePeople } from './ties/ties.store.ts'
