import type { Text } from '#kernel/text'

export const notaryRefusals = {
  log_not_found: ['没有这份存证日志，或还没有存证点。', 'There is no such log, or it has no checkpoint yet.'],
} as const satisfies Record<string, Text>
