import { choice, day, flag, phone, text } from '#model'
import { open } from './open.ts'
import type { Register } from './register.ts'

export const identityTypes = {
  resident: ['居民身份证', 'Resident identity card'],
  hmt_residence: ['港澳台居民居住证', 'HMT residence permit'],
  foreign_permanent: ['外国人永久居留身份证', 'Foreign permanent resident card'],
  passport: ['护照', 'Passport'],
  hmt_travel: ['港澳台通行证', 'HMT travel permit'],
  military: ['军官证', 'Military card'],
  other: ['其他', 'Other'],
} as const

export const person: Register = {
  id: 'person',
  label: ['实有人口', 'People'],
  parents: [],
  fields: {
    name: open(text(['姓名', 'Name'], { max: 60 }), {
      level: 3,
      mask: 'name',
      heads: ['名字', '居民姓名', '人员姓名', '老人姓名', '家庭成员', '成员姓名'],
    }),
    sex: open(choice(['性别', 'Sex'], { male: ['男', 'Male'], female: ['女', 'Female'] }, { optional: true }), {
      level: 3,
    }),
    birth: open(day(['出生日期', 'Born'], { optional: true }), {
      level: 3,
      mask: 'year',
      heads: ['生日', '出生年月', '出生年月日'],
    }),
    idType: open(choice(['证件类型', 'Document'], identityTypes, { optional: true }), {
      level: 3,
      heads: ['证件种类', '证件名称'],
    }),
    idNumber: open(text(['证件号码', 'Document number'], { max: 40, optional: true }), {
      level: 4,
      mask: 'identity',
      check: 'identity',
      heads: ['身份证', '身份证号', '身份证号码', '公民身份号码', '证件号'],
    }),
    phone: open(phone(['联系电话', 'Phone'], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['电话', '手机', '手机号', '手机号码', '联系方式', '本人电话'],
    }),
    phone2: open(phone(['备用电话', 'Second phone'], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['固定电话', '家庭电话', '座机', '其他电话'],
    }),
    nation: open(text(['民族', 'Ethnic group'], { max: 20, optional: true }), { level: 3 }),
    nationality: open(text(['国籍', 'Nationality'], { max: 30, optional: true }), { level: 3 }),
    education: open(text(['文化程度', 'Education'], { max: 20, optional: true }), { level: 3, heads: ['学历'] }),
    marital: open(text(['婚姻状况', 'Marital status'], { max: 20, optional: true }), { level: 4, heads: ['婚姻'] }),
    political: open(text(['政治面貌', 'Political status'], { max: 20, optional: true }), { level: 3 }),
    workUnit: open(text(['工作单位', 'Works at'], { max: 100, optional: true }), {
      level: 3,
      heads: ['单位', '服务处所'],
    }),
    livesAlone: open(flag(['独自居住', 'Lives alone'], { optional: true }), { level: 3, heads: ['独居', '是否独居'] }),
    hukouAddress: open(text(['户籍地址', 'Registered address'], { max: 200, optional: true }), {
      level: 4,
      mask: 'address',
      heads: ['户籍', '户籍地', '户籍所在地', '户口地址', '户口所在地'],
    }),
    contactName: open(text(['紧急联系人', 'Emergency contact'], { max: 60, optional: true }), {
      level: 3,
      mask: 'name',
      heads: ['联系人', '紧急联系人姓名', '监护人'],
    }),
    contactPhone: open(phone(['紧急联系人电话', "Contact's phone"], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['联系人电话', '紧急联系电话', '监护人电话'],
    }),
    contactRelation: open(text(['与紧急联系人关系', 'Relation to contact'], { max: 20, optional: true }), { level: 3 }),
    note: open(text(['备注', 'Note'], { long: true, optional: true }), { level: 4, heads: ['说明', '备 注'] }),
  },
}
