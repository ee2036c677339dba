import type { Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import type { DivisionCodeTrouble } from './division-code.ts'
import type { ForeignResidentIdTrouble } from './foreign-resident-id.ts'
import type { OrganisationCodeTrouble } from './organisation-code.ts'
import type { RealEstateUnitTrouble } from './real-estate-unit.ts'
import type { ResidentIdTrouble } from './resident-id.ts'
import type { UsccTrouble } from './uscc.ts'

export type CodeTrouble =
  | DivisionCodeTrouble
  | ForeignResidentIdTrouble
  | OrganisationCodeTrouble
  | RealEstateUnitTrouble
  | ResidentIdTrouble
  | UsccTrouble
  | 'passport_shape'
  | 'travel_permit_shape'
  | 'military_id_shape'
  | 'phone_shape'
  | 'plate_shape'

/** What any of the readers of codes answers. */
export type ReadCode = Result<unknown, CodeTrouble>

/** What is wrong with a code, for the person who has to mend it. */
export const codeTroubles: Readonly<Record<CodeTrouble, Text>> = {
  resident_id_shape: ['身份证号应为18位或15位', 'A resident id has 18 or 15 characters'],
  resident_id_division: ['身份证号前6位不是行政区划代码', 'The first six digits are no division'],
  resident_id_birth: ['身份证号中的出生日期不存在', 'The birth date in the id does not exist'],
  resident_id_birth_future: ['身份证号中的出生日期晚于今天', 'The birth date in the id is in the future'],
  resident_id_check: ['身份证号校验码不符，请核对每一位', 'The check digit is wrong: compare every digit'],
  foreign_resident_id_shape: [
    '外国人永久居留证号应为9开头的18位，或3个字母加12位数字',
    'A foreign permanent resident id has 18 digits from 9, or 3 letters and 12 digits',
  ],
  foreign_resident_id_division: ['永久居留证号中的受理地代码不存在', 'The place in the id does not exist'],
  foreign_resident_id_birth: ['永久居留证号中的出生日期不存在', 'The birth date in the id does not exist'],
  foreign_resident_id_birth_future: ['永久居留证号中的出生日期晚于今天', 'The birth date in the id is in the future'],
  foreign_resident_id_check: ['永久居留证号校验码不符，请核对每一位', 'The check digit is wrong: compare every digit'],
  passport_shape: ['护照号应为6至9位字母和数字', 'A passport number has 6 to 9 letters and digits'],
  travel_permit_shape: [
    '通行证号应为H或M加8位数字，台胞证为8位数字',
    'A travel permit is H or M and 8 digits, from Taiwan 8 digits',
  ],
  military_id_shape: ['军人证件号应形如“南字第12345678号”', 'A military id looks like 南字第12345678号'],
  uscc_shape: ['统一社会信用代码应为18位，不含I、O、S、V、Z', 'A credit code has 18 characters without I O S V Z'],
  uscc_department: ['统一社会信用代码第1位登记管理部门代码不存在', 'The first character is no registering body'],
  uscc_division: ['统一社会信用代码第3至8位不是行政区划代码', 'Characters 3 to 8 are no division'],
  uscc_check: ['统一社会信用代码校验码不符，请核对每一位', 'The check digit is wrong: compare every character'],
  organisation_code_shape: [
    '组织机构代码应为8位加1位校验码',
    'An organisation code has 8 characters and a check digit',
  ],
  organisation_code_check: [
    '组织机构代码校验码不符，请核对每一位',
    'The check digit is wrong: compare every character',
  ],
  phone_shape: ['电话应为11位手机号，或带区号的固定电话', 'A phone is 11 digits, or a landline with its area code'],
  plate_shape: ['车牌号格式不符', 'This is no number plate'],
  real_estate_unit_shape: ['不动产单元代码应为28位', 'A real-estate unit code has 28 characters'],
  real_estate_unit_division: ['不动产单元代码前6位不是行政区划代码', 'The first six digits are no division'],
  real_estate_unit_parcel: ['不动产单元代码第13位应为G、J或Z', 'Character 13 must be G, J or Z'],
  real_estate_unit_fixture: [
    '不动产单元代码第20位起应为F、L、Q加8位数字，或W加8个0',
    'From character 20 there must be F, L or Q and 8 digits, or W and 8 zeros',
  ],
  division_code_shape: ['区划代码应为6、9或12位数字', 'A division code has 6, 9 or 12 digits'],
  division_code_province: ['区划代码前2位不是省级代码', 'The first two digits are no province'],
}
