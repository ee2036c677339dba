import type { cases } from '#engines/cases/shared'
import type { registers } from '#engines/registers/shared'
import { named } from '../light/named.ts'

export const report = named<typeof cases.report>('command', 'cases.report')
export const rate = named<typeof cases.rate>('command', 'cases.rate')
export const follow = named<typeof cases.follow>('query', 'cases.follow')
export const addressesAsked = named<typeof registers.addresses>('query', 'registers.addresses')
export const areasAsked = named<typeof registers.areas>('query', 'registers.areas')
export const openOwn = named<typeof registers.openOwn>('command', 'registers.openOwn')
