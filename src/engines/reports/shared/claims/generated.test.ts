import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'
import { verdictsInPlace } from './verdicts-in-place.ts'

/** A sentence that asserts one thing, with the figures it is made of; the last is the outcome. */
interface Asserted {
  readonly kind: string
  /** What it speaks of: of one thing a right report says one figure. */
  readonly about: string
  /** The text around the figures: one more than there are figures. */
  readonly frame: readonly string[]
  readonly figures: readonly string[]
  /** What the outcome would be with a slip that rounding cannot excuse. */
  readonly slipped: string
}

const grouped = (value: number) => value.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')
const fixed = (value: number, decimals: number) => value.toFixed(decimals)

const things = fc.constantFrom(
  ['消防隐患', '处', '查出', '整改'],
  ['信访事项', '件', '受理', '办结'],
  ['城管案件', '件', '立案', '结案'],
  ['群众诉求', '条', '收到', '回复'],
  ['劳动纠纷', '起', '接报', '化解'],
)
const places = fc.constantFrom('东片区', '南片区', '西片区', '北片区')
const years = fc.constantFrom('全年', '一年来', '上半年', '2024年')

const ratio = fc
  .record({
    thing: things,
    year: years,
    whole: fc.integer({ min: 400, max: 90_000 }),
    lost: fc.integer({ min: 3, max: 90 }),
    wide: fc.boolean(),
  })
  .map(({ thing: [noun, unit, come, done], year, whole, lost, wide }): Asserted => {
    const part = whole - lost
    const rate = (100 * part) / whole
    const write = wide ? grouped : String
    return {
      kind: 'ratio',
      about: noun,
      frame: [`${year}共${come}${noun}`, `${unit}，${done}`, `${unit}，${done}率`, '%。'],
      figures: [write(whole), write(part), fixed(rate, 2)],
      slipped: fixed(rate > 60 ? rate - 10.11 : rate + 10.11, 2),
    }
  })

const sum = fc
  .record({
    kinds: fc.constantFrom(
      ['登记各类车辆', '辆', '小型客车', '大型客车', '货运汽车'],
      ['培训学员', '人', '初级班', '中级班', '高级班'],
      ['植树', '株', '香樟', '银杏', '桂花'],
    ),
    a: fc.integer({ min: 1200, max: 9000 }),
    b: fc.integer({ min: 1200, max: 9000 }),
    c: fc.integer({ min: 1200, max: 9000 }),
    after: fc.boolean(),
  })
  .map(({ kinds: [noun, unit, one, two, three], a, b, c, after }): Asserted => {
    const total = a + b + c
    const slipped = String(
      total + 1000 <= 9999 || total >= 10_000
        ? total + (Math.floor(total / 1000) % 10 === 9 ? -1000 : 1000)
        : total - 1000,
    )
    return after
      ? {
          kind: 'sum',
          about: noun,
          frame: [`共${noun}：${one}`, `${unit}、${two}`, `${unit}、${three}`, `${unit}，合计`, `${unit}。`],
          figures: [a, b, c, total].map(String),
          slipped,
        }
      : {
          kind: 'sum',
          about: noun,
          frame: [`全年${noun}，${one}`, `${unit}、${two}`, `${unit}、${three}`, `${unit}，总计`, `${unit}。`],
          figures: [a, b, c, total].map(String),
          slipped,
        }
  })

const growth = fc
  .record({
    base: fc.integer({ min: 3000, max: 80_000 }),
    more: fc.integer({ min: 120, max: 900 }),
    up: fc.boolean(),
    place: places,
  })
  .map(({ base, more, up, place }): Asserted => {
    const now = up ? base + more : base - more
    const rate = (100 * more) / base
    return {
      kind: 'growth',
      about: `${place}财政收入`,
      frame: [`${place}财政收入完成`, `万元，比上年${up ? '增加' : '减少'}`, `万元，${up ? '增长' : '下降'}`, '%。'],
      figures: [grouped(now), grouped(more), fixed(rate, 1)],
      slipped: fixed(rate + 5.3, 1),
    }
  })

const completion = fc
  .record({ target: fc.integer({ min: 300, max: 5000 }), share: fc.integer({ min: 62, max: 139 }), place: places })
  .map(({ target, share, place }): Asserted => {
    const done = Math.round((target * share) / 100)
    const rate = (100 * done) / target
    return {
      kind: 'completion',
      about: `${place}年度目标`,
      frame: [`${place}年度目标`, '户，实际完成', '户，完成率', '%。'],
      figures: [grouped(target), grouped(done), fixed(rate, 1)],
      slipped: fixed(rate + 12.4, 1),
    }
  })

const aside = fc.constantFrom(
  '组织志愿者1200人次参加清洁日活动。',
  '2024年5月18日召开第3次联席会议。',
  '建成15分钟便民生活圈，落实“四个一批”。',
  '发放宣传折页5000余份，入户走访近800户。',
  '网格员队伍平均年龄38.6岁，大专以上占比81%。',
  '联系电话021-60000000，地址为和平路33号。',
)

const written = ({ frame, figures }: Asserted) => frame.map((words, i) => words + (figures[i] ?? '')).join('')
const contradictions = (text: string) => checkClaims(text).relations.filter(({ verdict }) => verdict === 'contradicts')

const asserted = fc.oneof(ratio, sum, growth, completion)
/** Nothing is said twice: what is said again in other figures would be an error. */
const opening = (sentence: string) => sentence.replace(/[\d,].*/, '')
const report = fc.uniqueArray(fc.oneof(asserted.map(written), aside), {
  minLength: 1,
  maxLength: 12,
  selector: opening,
})

test('a report whose figures are right is not called wrong', () => {
  fc.assert(
    fc.property(report, (sentences) => {
      expect(contradictions(sentences.join('')).map(({ sentence }) => sentence[0])).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('one planted error is called wrong, and that one alone', () => {
  fc.assert(
    fc.property(report, asserted, report, (before, one, after) => {
      const wrong = written({ ...one, figures: [...one.figures.slice(0, -1), one.slipped] })
      const own = opening(wrong)
      const others = [...before, ...after].filter((sentence) => opening(sentence) !== own)
      fc.pre(new Set(others.map(opening)).size === others.length)
      const ahead = others.slice(0, before.length).join('')
      const text = ahead + wrong + others.slice(before.length).join('')
      const found = contradictions(text)
      expect(found.map(({ kind }) => kind)).toEqual([one.kind])
      const { claims } = checkClaims(text)
      const stated = claims.find(({ id }) => id === found[0]!.claims[0])!
      expect([stated.start >= ahead.length, stated.end <= ahead.length + wrong.length]).toEqual([true, true])
    }),
    { numRuns: 150 },
  )
})

/** Lines as a column of print has them: by width, in which a digit is half as wide as a character. */
function setIn(column: number, text: string): string {
  let width = 0
  let lines = ''
  for (const letter of text) {
    const own = letter.charCodeAt(0) < 0x2e80 ? 1 : 2
    if (width + own > column) [lines, width] = [`${lines}\n`, 0]
    lines += letter
    width += own
  }
  return lines
}

test('the narrow columns of a print change neither the figures nor what is said of them', () => {
  fc.assert(
    fc.property(
      // A line that ends with its sentence may end a paragraph, and only across paragraphs is a figure said again
      // with a slip called wrong: so nothing is said again here.
      fc.uniqueArray(asserted, { minLength: 4, maxLength: 9, selector: ({ about }) => about }),
      fc.integer({ min: 36, max: 60 }),
      (sentences, column) => {
        const text = sentences.map(written).join('')
        const [flat, set] = [checkClaims(text), checkClaims(setIn(column, text))]
        expect(set.claims.map(({ value, unit }) => [value, unit])).toEqual(
          flat.claims.map(({ value, unit }) => [value, unit]),
        )
        expect(set.relations.map(({ kind, verdict }) => [kind, verdict])).toEqual(
          flat.relations.map(({ kind, verdict }) => [kind, verdict]),
        )
      },
    ),
  )
})

test('whatever the text, every claim stands where it says, in order, and the passages are the text', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '12.5亿元',
      '，',
      '。',
      '其中',
      '（',
      '）',
      '“',
      '\n',
      '共',
      '率',
      '98%',
      '百分之',
      '三分之',
      '1,234',
      '个',
      '同比增长',
      '占',
      '的',
      '完成目标',
      '第',
      '余',
      ' ',
      '\t',
      '\u3000',
      '－',
      '５',
    ),
    fc.integer().map(String),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('')
      const found = checkClaims(text)
      let at = 0
      for (const claim of found.claims) {
        expect(claim.start).toBeGreaterThanOrEqual(at)
        expect(text.slice(claim.start, claim.end)).toBe(claim.raw)
        at = claim.end
      }
      const ids = new Set(found.claims.map(({ id }) => id))
      for (const { claims } of found.relations) for (const id of claims) expect(ids.has(id)).toBe(true)
      expect(
        verdictsInPlace(text, found)
          .map((passage) => passage.text)
          .join(''),
      ).toBe(text)
    }),
    { numRuns: 500 },
  )
})

/** Ends within the time a test has: what looked at the same letters again and again would not. */
const readThrough = (piece: string, size: number) => {
  const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
  const { claims } = checkClaims(text)
  for (const { start, end } of claims) expect(text.slice(start, end).length).toBe(end - start)
}

test.each(['1', ',', '，', '其中', '1,111,', '“', '2023年', '一百', ' ', '\n', '（'])(
  'a megabyte of %j is read to its end',
  (piece) => readThrough(piece, 1_000_000),
  120_000,
)

test.each([
  '其中21个，',
  '共321个、总计3个，',
  '（1个',
  '发现12件，结案11件，结案率97.8%，',
  '由1人增至2人，增长3%，',
  '1个\n',
])('figures packed as close as %j are read to their end', (piece) => readThrough(piece, 150_000), 120_000)
