import type { ballots } from '#engines/ballots/shared'
import { named } from '../light/named.ts'

export const notices = named<typeof ballots.notices>('query', 'ballots.notices')
