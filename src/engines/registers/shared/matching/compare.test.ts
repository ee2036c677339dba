import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeResidentId, makeUscc } from '#model'
import { compare, explainReason, joinTraits, keysOf, match, traitsOf } from './index.ts'
import type { Traits } from './index.ts'

const home = '松柏路/100//5//301'
const phone = '19900000001'
const idOf = (birth: string, serial: number) => makeResidentId({ division: '310107', birth, serial })

function person(fields: Record<string, unknown>, ...addresses: readonly string[]): Traits {
  return traitsOf('person', fields, addresses)
}
const verdict = (a: Traits, b: Traits) => compare(a, b).verdict
const reasonsOf = (a: Traits, b: Traits) => compare(a, b).reasons.map(({ field, how }) => `${field} ${how}`)

const id = idOf('1956-03-12', 24)
const shen = person({ name: '沈若溪', idNumber: id, birth: '1956-03-12', sex: 'female', phone }, home)

test('a valid number is certain, with 15 places as with 18, in full-width digits and with a small x', () => {
  const vector = '11010519491231002X'
  const long = person({ name: '沈若溪', idNumber: vector })
  expect(verdict(long, person({ name: '沈若溪', idNumber: '110105491231002' }))).toBe('same')
  expect(verdict(long, person({ name: '沈若溪', idNumber: '11010519491231002x' }))).toBe('same')
  expect(verdict(long, person({ name: '沈若溪', idNumber: '1 1 0 1 0 5 19491231002X' }))).toBe('same')
})

test('a valid number with a name mistyped is certain still', () => {
  expect(verdict(shen, person({ name: '沈若西', idNumber: id }))).toBe('same')
  expect(verdict(shen, person({ name: '老沈', idNumber: id }))).toBe('same')
})

test('a valid number with a wholly different name is for a person to look at, whatever the birth', () => {
  expect(verdict(shen, person({ name: '顾建国', idNumber: id, birth: '1931-01-02' }, home))).toBe('doubtful')
  expect(verdict(shen, person({ name: '顾建国', idNumber: id }))).toBe('doubtful')
})

test('a wrong check digit is never certain, however near it is', () => {
  const wrong = id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')
  const written = person({ name: '沈若溪', idNumber: wrong })
  expect(keysOf(written).every(({ certain }) => !certain)).toBe(true)
  expect(reasonsOf(shen, written)).toContain('document one')
  expect(verdict(shen, person({ name: '陆知远', idNumber: wrong }))).not.toBe('same')
})

test('a mistyped number with the very name is enough', () => {
  const swapped = id.slice(0, 12) + id[13]! + id[12]! + id.slice(14)
  expect(verdict(shen, person({ name: '沈若溪', idNumber: swapped }))).toBe('same')
})

test('a passport is certain with its country only', () => {
  const here = { name: 'ANNA BERG', idType: 'passport', idNumber: 'X1234567' }
  expect(verdict(person({ ...here, nationality: 'SWE' }), person({ ...here, nationality: 'swe' }))).toBe('same')
  expect(keysOf(person(here)).some(({ certain }) => certain)).toBe(false)
  expect(verdict(person({ ...here, nationality: 'SWE' }), person({ ...here, name: 'LI NA', nationality: 'NOR' }))).toBe(
    'different',
  )
})

test('two valid numbers are two people', () => {
  const other = idOf('1956-03-12', 26)
  expect(verdict(shen, person({ name: '沈若琳', idNumber: other, phone }, home))).toBe('different')
  expect(verdict(shen, person({ name: '沈若溪', idNumber: idOf('1971-08-02', 24), phone }, home))).toBe('different')
})

test('two valid numbers of one name, one birth and one phone may be one number taken from another row', () => {
  const other = person({ name: '沈若溪', idNumber: idOf('1939-09-09', 42), birth: '1956-03-12', sex: 'female', phone })
  expect(verdict(shen, other)).toBe('doubtful')
})

test('the very name and birth make one, for a name that is not common', () => {
  const bare = person({ name: '沈若溪', birth: '1956-03-12' })
  expect(verdict(bare, person({ name: '沈 若溪', birth: '1956.3.12' }))).toBe('same')
  expect(verdict(person({ name: '張偉', birth: '1956-03-12' }), person({ name: '张伟', birth: '1956-03-12' }))).toBe(
    'doubtful',
  )
})

test('张伟 and 王芳 in one building need more than their name and home; a rare name with its year does not', () => {
  for (const name of ['张伟', '王芳']) expect(verdict(person({ name }, home), person({ name }, home))).toBe('doubtful')
  expect(
    verdict(person({ name: '濮阳若溪', birth: '1956' }, home), person({ name: '濮阳若溪', birth: '1956' }, home)),
  ).toBe('same')
  const common = compare(person({ name: '张伟' }), person({ name: '张伟' }))
  const rare = compare(person({ name: '濮阳若溪' }), person({ name: '濮阳若溪' }))
  expect(common.score).toBeLessThan(rare.score - 3)
})

test('one staircase without a room says less than one home', () => {
  const named = { name: '沈若溪' }
  const at = (key: string) => compare(person(named, home), person(named, key))
  expect(at('松柏路/100//5/').reasons.at(-1)).toMatchObject({ field: 'address', how: 'building' })
  expect(at('松柏路/100//5//').reasons.at(-1)).toMatchObject({ field: 'address', how: 'building' })
  expect(at('松柏路/100//5//302').reasons.at(-1)).toMatchObject({ field: 'address', how: 'apart' })
  expect(at('松柏路/100//55/').reasons.at(-1)).toMatchObject({ field: 'address', how: 'apart' })
  expect(at('松柏路/100//5/').score).toBeLessThan(at(home).score)
})

test('traditional characters and a surname written last are the very name', () => {
  const wei = person({ name: '张志伟', birth: '1956-03-12' }, home)
  expect(verdict(wei, person({ name: '張志偉', birth: '1956' }, home))).toBe('same')
  expect(verdict(wei, person({ name: '志伟张', birth: '1956' }, home))).toBe('same')
})

test.each([
  ['张磊', '张垒', 'homophone'],
  ['王晓红', '王小红', 'homophone'],
  ['陈建国', '程建国', 'homophone'],
  ['李未', '李末', 'shape'],
  ['王佳怡', '王佳敏', 'typo'],
  ['王建国', '王国', 'missing'],
  ['王建国', '老王', 'nickname'],
  ['王秀英', '王阿姨', 'nickname'],
  ['李秀芳', '阿芳', 'nickname'],
])('%s and %s (%s) are asked about, never merged', (one, two, how) => {
  const [a, b] = [
    { name: one, birth: '1956-03-12', phone },
    { name: two, birth: '1956-03-12', phone },
  ]
  expect(reasonsOf(person(a, home), person(b, home))).toContain(`name ${how}`)
  expect(verdict(person(a, home), person(b, home))).toBe('doubtful')
})

test.each([
  ['1956-03-12', '1956-12-03', 'swapped'],
  ['1956-03-12', '1956-03-17', 'digit'],
  ['1956-03-12', '1956-02-01', 'lunar'],
  ['1956-03-12', '1956-01-01', 'year'],
  ['1956-03-12', '1956', 'year'],
  ['1956-03-12', '1956-03', 'month'],
  ['1956-03-12', '1955', 'nominal'],
])('births %s and %s (%s) do not part one name in one home with one phone', (one, two, how) => {
  const [a, b] = [
    person({ name: '沈若溪', birth: one, phone }, home),
    person({ name: '沈若溪', birth: two, phone }, home),
  ]
  expect(reasonsOf(a, b)).toContain(`birth ${how}`)
  expect(verdict(a, b)).toBe('same')
})

test('another birth or the other sex is never merged', () => {
  const a = person({ name: '沈若溪', birth: '1956-03-12', sex: '女', phone }, home)
  expect(verdict(a, person({ name: '沈若溪', birth: '1931-07-29', phone }, home))).toBe('doubtful')
  expect(verdict(a, person({ name: '沈若溪', birth: '1956-03-12', sex: '男', phone }, home))).toBe('doubtful')
})

test('one phone and another name is family', () => {
  const husband = person({ name: '顾明远', birth: '1954-05-06', phone }, home)
  expect(verdict(shen, husband)).toBe('different')
  expect(reasonsOf(shen, husband)).toContain('phone family')
})

test('a landline says less than a mobile', () => {
  const a = { name: '沈若溪', phone: '021-62000001' }
  const score = (said: Record<string, unknown>) => compare(person(said), person(said)).score
  expect(score(a)).toBeLessThan(score({ name: '沈若溪', phone }))
})

test('twins are never merged, named alike or not', () => {
  const twin = (name: string, idNumber?: string) =>
    person({ name, idNumber, birth: '1986-07-01', sex: '男', phone }, home)
  for (const [one, two] of [
    ['王佳怡', '王佳仪'],
    ['王志强', '王自强'],
    ['王伟', '王维'],
    ['王一鸣', '王一飞'],
  ] as const) {
    expect(verdict(twin(one), twin(two))).not.toBe('same')
    expect(verdict(twin(one, idOf('1986-07-01', 13)), twin(two, idOf('1986-07-01', 15)))).toBe('different')
  }
})

test('father and son with one phone and names alike are not merged', () => {
  const father = person({ name: '张志强', birth: '1950-02-03', sex: '男', phone }, home)
  const son = person({ name: '张自强', birth: '1977-09-08', sex: '男', phone }, home)
  expect(verdict(father, son)).not.toBe('same')
  expect(verdict(father, person({ name: '张自强', phone }, home))).not.toBe('same')
})

test('who is named as a relative is not the one who named', () => {
  const daughter = person({ name: '王佳怡', kin: ['王佳敏'], phone }, home)
  expect(verdict(daughter, person({ name: '王佳敏', phone }, home))).not.toBe('same')
  expect(reasonsOf(daughter, person({ name: '王佳敏' }))).toContain('kin isKin')
})

test('of two twins in the register the row goes to the one it names', () => {
  const [first, second] = [idOf('1986-07-01', 13), idOf('1986-07-01', 15)]
  const candidates = [
    { id: 'a', traits: person({ name: '王佳怡', idNumber: first, phone }, home) },
    { id: 'b', traits: person({ name: '王佳仪', idNumber: second, phone }, home) },
  ]
  expect(match(person({ name: '王佳仪', birth: '1986-07-01' }, home), candidates)).toMatchObject({
    verdict: 'same',
    id: 'b',
  })
  // The number of the one and the name of the other.
  const crossed = match(person({ name: '王佳仪', idNumber: first, birth: '1986-07-01' }, home), candidates)
  expect(crossed).toMatchObject({ verdict: 'doubtful', candidates: [{ id: 'a' }, { id: 'b' }] })
})

test('two entries that both fit are asked about', () => {
  const traits = person({ name: '沈若溪', birth: '1956-03-12' }, home)
  const found = match(traits, [
    { id: 'a', traits },
    { id: 'b', traits },
  ])
  expect(found.verdict).toBe('doubtful')
})

test('nobody found is somebody new', () => {
  expect(match(shen, [])).toEqual({ verdict: 'new' })
  expect(match(shen, [{ id: 'a', traits: person({ name: '顾明远', birth: '1954-05-06', phone }, home) }])).toEqual({
    verdict: 'new',
  })
})

const code = makeUscc({ division: '310107', subject: '12345678' })
const firm = (fields: Record<string, unknown>, ...addresses: readonly string[]) =>
  traitsOf('enterprise', fields, addresses)

test('an enterprise is known by its valid credit code, through changes of its name at one place', () => {
  const one = firm({ name: '上海松柏小吃有限公司', uscc: code }, home)
  expect(verdict(one, firm({ name: '上海松柏餐饮管理有限公司', uscc: code.toLowerCase() }, home))).toBe('same')
  expect(verdict(one, firm({ name: '映月律师事务所', uscc: code }))).toBe('doubtful')
  expect(
    keysOf(firm({ name: '松柏', uscc: `${code.slice(0, 17)}${code.endsWith('A') ? 'B' : 'A'}` })).some(
      (key) => key.certain,
    ),
  ).toBe(false)
})

test('an enterprise without a code is known by its registered name, not by the sign over its door', () => {
  const one = firm({ name: '上海松柏小吃有限公司', uscc: code }, home)
  expect(verdict(one, firm({ name: '松柏小吃有限公司' }))).toBe('same')
  expect(verdict(one, firm({ name: '松柏小吃' }, home))).toBe('doubtful')
  expect(verdict(one, firm({ name: '松柏小吃有限公司槐安路分公司' }, home))).toBe('different')
  const other = makeUscc({ division: '310107', subject: '87654321' })
  expect(verdict(one, firm({ name: '上海松柏小吃有限公司', uscc: other }, home))).toBe('doubtful')
  expect(verdict(one, firm({ name: '上海松柏小吃有限公司', uscc: other }))).toBe('different')
})

test('every reason is said in both languages', () => {
  const said = compare(
    shen,
    person({ name: '沈若西', birth: '1956-12-03', sex: '男', phone: '19900000002' }, '槐安路/1//1//101'),
  )
  expect(said.reasons.map((reason) => explainReason(reason)[0])).toEqual([
    '姓名同音不同字',
    '出生月日颠倒',
    '性别不同',
    '电话不同',
    '住址不同',
  ])
  for (const reason of said.reasons) expect(explainReason(reason)[1]).toMatch(/^[a-z]/)
})

const someTraits = fc
  .record({
    name: fc.option(
      fc.constantFrom(
        '张伟',
        '張偉',
        '伟张',
        '沈若溪',
        '沈若西',
        '老沈',
        '王佳怡',
        '欧阳明',
        'ANNA BERG',
        '芳芳',
        '阿芳',
      ),
    ),
    birth: fc.option(fc.constantFrom('1956-03-12', '1956-12-03', '1956', '1956-03', '1956-01-01', '1931-07-29')),
    idNumber: fc.option(fc.constantFrom(id, idOf('1956-03-12', 26), id.slice(0, 16), '310107560312002', '1', 'x')),
    idType: fc.constantFrom('resident', 'passport', 'other', undefined),
    sex: fc.option(fc.constantFrom('男', 'female')),
    phone: fc.option(fc.constantFrom(phone, '62000001', '６２００ ０００１', '无')),
    kin: fc.option(fc.constantFrom(['张伟'], '沈若溪、王佳怡')),
    home: fc.option(fc.constantFrom(home, '槐安路/1//1//101')),
  })
  .map(({ home: at, ...fields }) => person(fields, ...(at ? [at] : [])))

test('comparing does not depend on who is compared with whom', () => {
  fc.assert(
    fc.property(someTraits, someTraits, (a, b) => {
      const [one, two] = [compare(a, b), compare(b, a)]
      expect(one).toEqual(two)
    }),
  )
})

test('the order of candidates does not matter, and there are at most ten keys', () => {
  const mixed = fc.array(someTraits, { maxLength: 5 }).chain((all) => {
    const candidates = all.map((traits, at) => ({ id: String(at), traits }))
    return fc.tuple(someTraits, fc.constant(candidates), fc.shuffledSubarray(candidates, { minLength: all.length }))
  })
  fc.assert(
    fc.property(mixed, ([statement, candidates, shuffled]) => {
      expect(match(statement, shuffled)).toEqual(match(statement, candidates))
      expect(keysOf(statement).length).toBeLessThanOrEqual(10)
    }),
  )
})

test('without a certain document only the very name is merged', () => {
  fc.assert(
    fc.property(someTraits, someTraits, (a, b) => {
      const { verdict: said, reasons } = compare(a, b)
      if (said !== 'same') return
      const how = (field: string) => reasons.find((reason) => reason.field === field)?.how
      expect(how('document') === 'equal' || ['equal', 'common', 'swapped'].includes(how('name') ?? '')).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('whom a row would be merged with is found by a key they share', () => {
  fc.assert(
    fc.property(someTraits, someTraits, (a, b) => {
      if (compare(a, b).verdict !== 'same') return
      const known = new Set(keysOf(a).map(({ key }) => key))
      expect(keysOf(b).some(({ key }) => known.has(key))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('an entry keeps what it was known by', () => {
  const joined = joinTraits(
    person({ name: '沈若溪', birth: '1956', phone }, home),
    person({ name: '沈若西', idNumber: id, phone: '19900000002' }),
  )
  expect(joined).toMatchObject({
    name: '沈若溪',
    birth: '1956-03-12',
    phones: [phone, '19900000002'],
    addresses: [home],
  })
})
