/**
 * Every table of the database. The engine that owns a table adds it, beside the table's row type:
 * `declare module '#platform/db' { interface Schema { cases: CasesTable } }`
 */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Schema {}
