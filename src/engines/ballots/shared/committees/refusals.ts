import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { committees } from './operations.ts'

type Refusals = ErrorOf<(typeof committees)[keyof typeof committees]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const committeeRefusals: Readonly<Record<Refusals, Text>> = {
  committee_not_found: ['没有找到这届业委会，请返回列表。', 'There is no such committee. Go back to the list.'],
  compound_unknown: ['底仓中没有这个小区，请先登记小区。', 'The registers know no such compound. Enter it first.'],
  seats_wrong: ['委员人数应为 5 至 11 人的单数。', 'Seats are an odd number from 5 to 11.'],
  term_wrong: ['届满日期应晚于起始日期。', 'A term ends after it begins.'],
  term_long: ['任期超过上限，请核对届满日期。', 'The term is longer than allowed. Check its last day.'],
  term_overlaps: ['与该小区另一届任期重叠，请核对日期。', 'It overlaps another term of this compound. Check the days.'],
  term_number_used: ['该小区已登记过这一届，请核对届次。', 'This compound has that term already. Check the number.'],
  members_many: ['在任委员多于席位数，请先核对席位。', 'More members than seats. Check the seats first.'],
  member_repeated: ['成员重复登记，请删除重复的一项。', 'A member is entered twice. Remove one of them.'],
  member_not_found: ['没有找到这名成员，请刷新。', 'There is no such member. Reload.'],
  member_left: ['该成员已离任，无需再改。', 'The member has left already.'],
  day_wrong: [
    '日期不对：不能晚于今天，也不能早于前一步。',
    'The day is wrong: not in the future, nor before the step it needs.',
  ],
  renewal_reason_needed: ['提前换届和补选请写明理由。', 'Say why there is an early re-election or a by-election.'],
  renewal_open: ['该小区已有进行中的换届，请在其中登记。', 'A renewal of this compound is running. Go on there.'],
  renewal_not_found: ['没有找到这次换届，请刷新。', 'There is no such renewal. Reload.'],
  step_done: ['这一步已登记，不能重复。', 'This step is noted already.'],
  renewal_step_not_due: [
    '还不到这一步，请先完成前面的步骤。',
    'It is not time for this step. Do the ones before it first.',
  ],
  group_needed: ['请填写换届改选小组名单。', 'Enter who is in the group.'],
  group_even: ['小组人数应为单数，至少 3 人。', 'The group is an odd number, three at least.'],
  owners_few: ['小组中业主代表不得少于半数。', 'At least half of the group are owners.'],
  head_not_street: [
    '小组应有一名组长，由街道代表担任。',
    'The group has one head, and that is the street’s representative.',
  ],
  vote_not_elected: ['该次表决没有公布选举结果，请核对。', 'That vote has published no election. Check it.'],
  filing_needed: ['请填写备案编号。', 'Enter the number of the filing.'],
  proof_not_found: ['没有找到附件，请重新上传。', 'The file was not found. Upload it again.'],
  scheme_past: [
    '指标体系应从今天或以后启用，已评的分数不改。',
    'A scheme begins today or later: what was assessed stays.',
  ],
  scheme_exists: [
    '当天已有一版指标体系，请换一天启用。',
    'There is a scheme from that day already. Choose another day.',
  ],
  item_repeated: ['指标编号重复，请修改。', 'Two items have one id. Change one.'],
  grades_wrong: ['等级分数线应依次降低。', 'The limits of the grades go down from one to the next.'],
  item_unknown: ['有指标不在本年的体系内，请刷新。', 'An item is not in this year’s scheme. Reload.'],
  item_missing: ['还有指标未打分。', 'An item has no points yet.'],
  points_wrong: [
    '分值应为 0 到该项满分之间的整数。',
    'Points are whole numbers from 0 to the full points of the item.',
  ],
  round_done: ['这一轮已评过，不能重评。', 'This round is done already.'],
  first_round_missing: ['请先完成初评。', 'The first review comes first.'],
  same_assessor: ['初评与复评不能是同一人。', 'The second review is done by another person than the first.'],
  improvement_not_found: ['没有找到这条整改，请刷新。', 'There is no such improvement. Reload.'],
  improvement_done: ['这条整改已登记完成。', 'This improvement is noted already.'],
  parameter_past: ['期限只能从今天或以后起改。', 'A limit changes from today or later.'],
  parameter_exists: ['当天已有一次修改，请换一天。', 'It was changed for that day already. Choose another day.'],
}
