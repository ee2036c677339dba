import { deflateSync, crc32 } from 'node:zlib'

/** A picture of bars in PNG, made here. */
export function aPng(width = 400, height = 200): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height, 255)
  for (let y = 0; y < height; y++) {
    rows[y * (width * 3 + 1)] = 0
    for (let x = 0; x < width; x++) {
      const isBar = x % 50 > 12 && y > height - 20 - (((x - (x % 50)) * 7919) % (height - 40)) && y < height - 10
      if (isBar) rows.set([0x2f, 0x6f, 0xb5], y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const sentence =
  '坚持以人民为中心的发展思想，聚焦“一网统管”和“一网通办”，推动城市治理数字化转型，全年受理12345热线工单18726件，办结率97.96%，群众满意率91.3%，比上年提高2.4个百分点。'

/** A report with one of everything. */
export const anOfficialReport = {
  letterhead: '某某区某某街道办事处文件',
  number: '某街办〔2026〕1号',
  title: '某某街道2026年工作总结和2027年工作计划',
  addressee: '区人民政府',
  madeAt: '2026-11-22T02:00:00Z',
  blocks: [
    { kind: 'heading', level: 1, text: '一、2026年工作回顾' },
    { kind: 'heading', level: 2, text: '（一）城市治理更加精细' },
    {
      kind: 'paragraph',
      runs: [
        '全年巡查发现问题',
        { figure: '12408' },
        '件，办结',
        { figure: '12155', mark: 'unresolved' },
        '件。',
        sentence,
      ],
    },
    { kind: 'heading', level: 3, text: '1.热线办理' },
    { kind: 'paragraph', runs: [sentence.repeat(3)] },
    { kind: 'heading', level: 4, text: '（1）疑难工单' },
    { kind: 'paragraph', runs: [sentence.repeat(5)] },
    {
      kind: 'table',
      caption: '表1 加装电梯任务完成情况',
      head: ['阶段', '区下达（台）', '街道目标（台）', '实际完成（台）', '完成率'],
      rows: [
        ['签约', '80', '100', '103', '103.0%'],
        ['开工', '58', '80', '76', '95.0%'],
        ['竣工', '55', '60', '61', '101.7%'],
      ],
    },
    { kind: 'paragraph', runs: [sentence.repeat(4)] },
    { kind: 'picture', png: aPng(), widthMm: 100, alt: '各月工单量柱形图', caption: '图1 各月工单量' },
    { kind: 'paragraph', runs: [sentence.repeat(6)] },
    { kind: 'page break' },
    { kind: 'heading', level: 1, text: '二、2027年工作计划' },
    { kind: 'paragraph', runs: [sentence.repeat(8)] },
  ],
  attachments: ['2027年重点工作任务清单', '2026年主要指标完成情况表'],
  signature: { organisation: '某某区人民政府某某街道办事处', date: '2026-01-05' },
  record: {
    copies: '区委办公室，区人大常委会办公室，区政协办公室',
    issuer: '某某街道党政办公室',
    issuedOn: '2026-01-05',
  },
} as const
