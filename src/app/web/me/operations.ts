import type { Operation } from '#kernel/operation'
import type { cases } from '#engines/cases/shared'
import type { registers } from '#engines/registers/shared'

/**
 * What this page asks, by name and without its schema: the server checks every input anyway, and the schemas with
 * their library would be half of what an old phone has to load before it can report anything.
 */
function named<O extends Operation>(kind: O['kind'], name: string): O {
  return { kind, name } as unknown as O
}

export const report = named<typeof cases.report>('command', 'cases.report')
export const rate = named<typeof cases.rate>('command', 'cases.rate')
export const follow = named<typeof cases.follow>('query', 'cases.follow')
export const streetsAsked = named<typeof registers.streets>('query', 'registers.streets')
export const addressesAsked = named<typeof registers.addresses>('query', 'registers.addresses')
export const areasAsked = named<typeof registers.areas>('query', 'registers.areas')
export const openOwn = named<typeof registers.openOwn>('command', 'registers.openOwn')
