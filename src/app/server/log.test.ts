import { expect, test, vi } from 'vitest'
import Fastify from 'fastify'
import { openLog } from './log.ts'

test('lines are written together, and at once when something broke', () => {
  vi.useFakeTimers()
  try {
    const written: string[] = []
    const app = Fastify({ logger: { level: 'info', stream: openLog((text) => written.push(text)) } })
    app.log.info('one')
    app.log.warn('two')
    expect(written).toEqual([])
    vi.advanceTimersByTime(100)
    expect(written).toHaveLength(1)
    expect(
      written[0]!
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { msg: string }).msg),
    ).toEqual(['one', 'two'])
    app.log.info('three')
    app.log.error('four')
    expect(written).toHaveLength(2)
    expect(written[1]).toMatch(/three[\s\S]*four/)
  } finally {
    vi.useRealTimers()
  }
})
