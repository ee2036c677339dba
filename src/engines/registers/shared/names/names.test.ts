import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeResidentId } from '#model'
import { maskAddress, maskIdentity, maskName, maskPhone, maskTail } from './masks.ts'
import { surnameOf } from './surnames.ts'

test.each([
  ['张三丰', '张', '张*'],
  ['张三', '张', '张*'],
  ['欧阳修', '欧阳', '欧阳*'],
  ['欧阳明华', '欧阳', '欧阳*'],
  ['欧阳', '欧', '欧*'],
  ['钟离', '钟', '钟*'],
  ['尉迟恭', '尉迟', '尉迟*'],
  ['长孙无忌', '长孙', '长孙*'],
  ['万俟卨', '万俟', '万俟*'],
  ['张简明', '张', '张*'],
  ['爱新觉罗溥仪', '爱新觉罗', '爱新觉罗*'],
  ['阿卜杜拉·买买提', '阿', '阿*'],
  ['John Smith', 'J', 'J*'],
  ['𠮷田', '𠮷', '𠮷*'],
  ['', '', '*'],
])('%s is of the family %s and shown as %s', (name, surname, mask) => {
  expect(surnameOf(name)).toBe(surname)
  expect(maskName(name)).toBe(mask)
  expect(maskName(` ${name} `)).toBe(mask)
})

test('numbers', () => {
  expect(maskIdentity('310107198506010015')).toBe('310107********0015')
  expect(maskIdentity('３１０１０７１９８５０６０１００１ｘ')).toBe('310107********001X')
  expect(maskIdentity('E12345678')).toBe('E********78')
  expect(maskIdentity('1234')).toBe('********')
  expect(maskPhone('19900005678')).toBe('199****5678')
  expect(maskPhone('+86 199 0000 5678')).toBe('199****5678')
  expect(maskPhone('(021)6234 5678转12')).toBe('021-****78')
  expect(maskPhone('62345678')).toBe('****78')
  expect(maskPhone('找他儿子')).toBe('****')
  expect(maskTail('12345678', 4)).toBe('****5678')
  expect(maskTail('5678', 4)).toBe('****')
  expect(maskTail('123456', 0)).toBe('****')
})

test('an address is shown down to its lane', () => {
  expect(maskAddress('普陀区天目中路749弄3号201室')).toBe('普陀区天目中路749弄***')
  expect(maskAddress('茅台路1234弄56支弄7号 张三 19900005678')).toBe('茅台路1234弄56支弄***')
  expect(maskAddress('长寿路123号501室')).toBe('长寿路***')
  expect(maskAddress('天山五村12号301')).toBe('天山五村***')
  expect(maskAddress('茅台新苑 茅台路1234弄5号')).toBe('茅台路1234弄***')
  expect(maskAddress('张三家')).toBe('***')
  expect(maskAddress('')).toBe('***')
})

// fast-check's own binary strings take seconds to prepare on a busy machine.
const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

const given = fc
  .array(fc.constantFrom(...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰'.split('')), { minLength: 1, maxLength: 6 })
  .map((characters) => characters.join(''))

test('a mask tells nothing of what it hides, not even how long it is', () => {
  fc.assert(
    fc.property(fc.constantFrom('张', '欧阳', '尉迟'), given, given, (surname, one, other) => {
      expect(maskName(surname + one)).toBe(surname.length > 1 ? `${surname}*` : maskName(surname + other))
      for (const character of one) expect(maskName(surname + one)).not.toContain(character)
    }),
  )
  const dates = fc
    .date({ min: new Date('1930-01-01'), max: new Date('1989-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(dates, fc.nat(999), (birth, serial) => {
      const id = makeResidentId({ division: '310107', birth, serial })
      expect(maskIdentity(id)).toBe(`310107********${id.slice(14)}`)
    }),
  )
  fc.assert(
    fc.property(anyText, fc.nat(6), (text, kept) => {
      expect(maskPhone(text).length).toBeLessThanOrEqual(11)
      expect(maskIdentity(text).length).toBeLessThanOrEqual(18)
      expect([...maskName(text)].length).toBeLessThanOrEqual(5)
      expect([...maskTail(text, kept)].length).toBeLessThanOrEqual(4 + kept)
      expect(maskAddress(text).endsWith('***')).toBe(true)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 101, max: 3299 }), (number, room) => {
      expect(maskAddress(`天目中路749弄${number}号${room}室`)).toBe('天目中路749弄***')
    }),
  )
})
