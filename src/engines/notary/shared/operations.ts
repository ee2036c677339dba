import { z } from 'zod'
import { operations, query } from '#kernel/operation'

const Said = z.tuple([z.string(), z.string()]).readonly()
const Instant = z.string()

/** One log as the desk shows it. */
export const SeenLog = z.object({
  id: z.string(),
  origin: z.string(),
  title: Said,
  openedAt: Instant,
  /** Leaves appended, and how many of them stand under the newest checkpoint. */
  appended: z.number(),
  sealed: z.number(),
  sealedAt: Instant.nullable(),
  root: z.string().nullable(),
  key: z.string(),
  anchored: z.number(),
  anchorTrouble: z.string().nullable(),
  cosignatures: z.array(z.object({ witness: z.string(), title: Said.nullable(), at: Instant })),
  anchors: z.array(
    z.object({
      size: z.number(),
      chain: z.string(),
      chainId: z.string(),
      contract: z.string(),
      transaction: z.string(),
      block: z.number(),
      at: Instant,
    }),
  ),
})
export type SeenLog = z.output<typeof SeenLog>

export const notary = operations('notary', {
  /** Logs of the street with who has signed their newest checkpoint, and what a chain holds of them. */
  logs: query({
    title: ['查看存证日志', 'See the logs'],
    input: z.object({}),
    output: z.object({ chain: z.enum(['anvil', 'rpc', 'none']), logs: z.array(SeenLog) }),
    errors: [],
  }),
})
