import type { Operation } from '#kernel/operation'
import type { registers } from '#engines/registers/shared'

/**
 * What a light page asks, by name and without its schema: the server checks every input anyway, and the schemas with
 * their library would be half of what an old phone has to load before it can do anything.
 */
export function named<O extends Operation>(kind: O['kind'], name: string): O {
  return { kind, name } as unknown as O
}

export const streetsAsked = named<typeof registers.streets>('query', 'registers.streets')
