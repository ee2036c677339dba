import type { Text } from '#kernel/text'

export type ReasonField = 'document' | 'uscc' | 'name' | 'birth' | 'sex' | 'phone' | 'address' | 'kin'

/** One thing that speaks for or against two statements being of one; weight in bits. */
export interface Reason {
  readonly field: ReasonField
  readonly how: string
  readonly weight: number
}

const sayings = {
  document: {
    equal: ['证件号码一致', 'same document number'],
    other: ['证件号码一致(无校验位)', 'same document number, without check digit'],
    one: ['证件号码仅一位不同,且有一方校验不通过', 'document numbers one place apart, one of them fails its check'],
    two: ['证件号码仅两位不同,且有一方校验不通过', 'document numbers two places apart, one of them fails its check'],
    far: ['证件号码不同,有一方校验不通过', 'document numbers differ, one of them fails its check'],
    conflict: ['两个有效证件号码不同', 'two valid document numbers differ'],
    near_conflict: ['两个有效证件号码仅一位不同', 'two valid document numbers one place apart'],
  },
  uscc: {
    equal: ['统一社会信用代码一致', 'same credit code'],
    conflict: ['统一社会信用代码不同', 'credit codes differ'],
  },
  name: {
    equal: ['姓名一致', 'same name'],
    common: ['姓名一致(常见姓名)', 'same name, a common one'],
    swapped: ['姓与名顺序颠倒', 'surname and given name swapped'],
    homophone: ['姓名同音不同字', 'names sound alike'],
    shape: ['姓名字形相近', 'names look alike'],
    typo: ['姓名一字不同', 'names differ in one character'],
    missing: ['姓名少一字', 'one name lacks a character'],
    nickname: ['一方仅为称呼', 'one is only a way of calling'],
    surname: ['同姓不同名', 'same surname, other given name'],
    different: ['姓名不同', 'names differ'],
    full: ['名称一致', 'same registered name'],
    sign: ['简称一致', 'same short name'],
    core: ['名称主体一致', 'same name but for its legal form'],
    branch: ['一方为分支机构', 'one is a branch'],
  },
  birth: {
    equal: ['出生日期一致', 'same date of birth'],
    swapped: ['出生月日颠倒', 'day and month of birth swapped'],
    digit: ['出生日期一位不同', 'dates of birth differ in one digit'],
    lunar: ['出生日期相差三至七周,可能为农历', 'births three to seven weeks apart, perhaps lunar'],
    month: ['出生年月一致', 'same month of birth'],
    year: ['出生年份一致', 'same year of birth'],
    nominal: ['出生年份相差一两年,可能为虚岁', 'years of birth one or two apart, perhaps nominal age'],
    different: ['出生日期不同', 'dates of birth differ'],
  },
  sex: { equal: ['性别一致', 'same sex'], different: ['性别不同', 'sexes differ'] },
  phone: {
    mobile: ['手机号码一致', 'same mobile phone'],
    landline: ['固定电话一致', 'same landline'],
    family: ['电话一致而姓名不同,可能为家人', 'same phone, other name: perhaps family'],
    apart: ['电话不同', 'phones differ'],
  },
  address: {
    equal: ['住址一致', 'same address'],
    building: ['同一门号,一方未写室号', 'same staircase, one without a room'],
    family: ['住址相同而姓名不同,可能为家人', 'same address, other name: perhaps family'],
    apart: ['住址不同', 'addresses differ'],
  },
  kin: {
    shared: ['家人姓名一致', 'same relative'],
    isKin: ['一方登记为另一方的家人', 'one is listed as a relative of the other'],
  },
} as const satisfies Record<ReasonField, Readonly<Record<string, Text>>>

export function explainReason(reason: Reason): Text {
  const ofField: Readonly<Record<string, Text>> = sayings[reason.field]
  return ofField[reason.how] ?? [reason.how, reason.how]
}
