import { readdirSync, readlinkSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished, pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { spool } from './spool.ts'

const stillOpen = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('mofang-record-')
    } catch {
      return false
    }
  }).length

test('what was written is sent as it is, and nothing of it stays, read to its end or not', async () => {
  const bytes = Buffer.alloc(300_000, 'record')
  const { size, content } = await spool((out) => pipeline(Readable.from([bytes]), out))
  expect(size).toBe(bytes.length)
  const closed = finished(content)
  expect((await buffer(content)).equals(bytes)).toBe(true)
  await closed
  const broken = await spool((out) => pipeline(Readable.from([bytes]), out))
  await new Promise((settle) => broken.content.once('close', settle).destroy())
  await expect(spool(() => Promise.reject(new Error('no more disk')))).rejects.toThrow('no more disk')
  expect(stillOpen()).toBe(0)
})
