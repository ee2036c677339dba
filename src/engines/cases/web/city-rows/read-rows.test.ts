import { expect, test } from 'vitest'
import { cellsOfText, rowsOf } from './read-rows.ts'

test('a head line names the columns, wherever they stand', () => {
  expect(rowsOf(cellsOfText('序号\t工单编号\t不满意原因\n1\tSH2023-0001\t处理慢\n2\tSH2023-0002\t'))).toEqual([
    { upstreamNo: 'SH2023-0001', note: '处理慢' },
    { upstreamNo: 'SH2023-0002', note: '' },
  ])
})

test('without a head the first column is the number', () => {
  expect(rowsOf(cellsOfText('SH2023-0001，未联系\nSH2023-0002'))).toEqual([
    { upstreamNo: 'SH2023-0001', note: '未联系' },
    { upstreamNo: 'SH2023-0002', note: '' },
  ])
})

test('empty lines and a number said twice count once', () => {
  expect(rowsOf(cellsOfText('A1\n\n  \nA1\nA2')).map((row) => row.upstreamNo)).toEqual(['A1', 'A2'])
})
