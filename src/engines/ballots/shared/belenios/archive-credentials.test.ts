import { describe, expect, it } from 'vitest'
import { credentialsText, groupNamed, readCredentials } from '#engines/ballots/shared'

const group = groupNamed('Ed25519')
const [a, b, c] = [2n, 3n, 4n].map((x) => group.encode(group.powerOfG(x))) as [string, string, string]
const read = (...lines: unknown[]) => readCredentials(group, JSON.stringify(lines))
const fault = (error: string, line: number) => ({ ok: false, error, line })

describe('the credentials of an archive', () => {
  it('weigh what stands behind them, and 1 where nothing does', () => {
    const weighed = read(`${a},8850`, `${b},`, c)
    expect(weighed).toEqual({
      ok: true,
      value: {
        weights: new Map([
          [a, 8850],
          [b, 1],
          [c, 1],
        ]),
        weighted: true,
      },
    })
    expect(read(a, b)).toMatchObject({ ok: true, value: { weighted: false } })
    expect(read(a, `${b},,a name`)).toMatchObject({ ok: true, value: { weighted: false } })
    expect(read(`${a},1`, b)).toMatchObject({ ok: true, value: { weighted: true } })
  })

  it('are a list of at least one, and texts', () => {
    for (const text of ['{', '{}', '[]', 'null']) {
      expect(readCredentials(group, text)).toEqual(fault('credentials_malformed', 0))
    }
    expect(read(a, 1)).toEqual(fault('credentials_malformed', 2))
  })

  it('weigh whole numbers from 1 that add up to one that can be said exactly', () => {
    for (const weight of ['0', '-5', '1.5', '01', 'x', '1 ', ' 1', '1x', '9999999999999999', '10000000000000000000']) {
      expect(read(a, `${b},${weight}`)).toEqual(fault('credential_weight_wrong', 2))
    }
    const most = Number.MAX_SAFE_INTEGER
    expect(read(`${a},${most}`)).toMatchObject({ ok: true })
    expect(read(`${a},${most - 1}`, b)).toMatchObject({ ok: true })
    expect(read(`${a},${most}`, b)).toEqual(fault('credential_weight_wrong', 2))
  })

  it('are keys of the group other than one, none twice', () => {
    expect(read(a, '')).toEqual(fault('credential_not_in_group', 2))
    expect(read(a, group.encode(group.one))).toEqual(fault('credential_not_in_group', 2))
    expect(read(a, b, `${a},5`)).toEqual(fault('credential_repeated', 3))
  })

  it('are written in the order of the numbers that they are', () => {
    const sorted = [a, b, c].sort((x, y) => (BigInt(`0x${x}`) < BigInt(`0x${y}`) ? -1 : 1))
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const keys = order.map((i) => ({ key: sorted[i]!, weight: 7 }))
      expect(JSON.parse(credentialsText(group, keys))).toEqual(sorted.map((key) => `${key},7`))
      const numbers = order.map((i) => [{ key: '3' }, { key: '20', weight: 3 }, { key: '100' }][i]!)
      expect(credentialsText(groupNamed('BELENIOS-2048'), numbers)).toBe('["3","20,3","100"]')
    }
  })
})
