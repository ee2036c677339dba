import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { cases } from './operations.ts'

type Refusals = ErrorOf<(typeof cases)[keyof typeof cases]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const caseRefusals: Readonly<Record<Refusals, Text>> = {
  case_not_found: ['没有这件案件，或不在您的管辖范围内。', 'There is no such case, or it is outside your area.'],
  wrong_state: [
    '案件已到别的环节，不能这样办理；请刷新后查看当前状态。',
    'The case has moved on; reload to see where it stands.',
  ],
  source_not_yours: [
    '热线、110、区级平台和上级转来的件由受理人员登记，请改选来源。',
    'What comes from the hotline, 110, the district or above is registered by the duty officer. Choose another source.',
  ],
  type_unknown: ['没有这种案件类型，请重新选择。', 'There is no such type of case. Choose another.'],
  category_unknown: ['该类型不含此类别，请重新选择类别。', 'This type has no such category. Choose another.'],
  answers_invalid: [
    '表单有未填或不合要求的项目，请检查后再提交。',
    'Some answers are missing or not valid. Check the form.',
  ],
  photo_needed: [
    '请先拍摄并附上处置后照片（需要时还有处置前照片）。',
    'Add the photo taken after (and, where required, before) handling.',
  ],
  self_disposal_excluded: [
    '该类案件须先行联系或答复诉求人，不能登记为自行处置。',
    'This type of case needs contact with the caller or an answer; it cannot be registered as handled already.',
  ],
  case_parked: [
    '案件已挂账，时限暂停；请先解除挂账再办理。',
    'The case is parked and its clocks stand still. Have it unparked first.',
  ],
  contact_needed: [
    '请先登记先行联系（或未能联系的原因），再反馈。',
    'Record the first contact, or why there was none, before feeding back.',
  ],
  upstream_no_taken: [
    '该来源工单号已登记，请查找原案件。',
    'This upstream number is registered already. Look up that case.',
  ],
  attachment_not_found: ['照片尚未上传成功，请重新上传。', 'A photo has not arrived. Upload it again.'],
  address_not_found: [
    '没有这个标准地址，请从提示中选择或只填位置描述。',
    'There is no such address. Choose one of those offered, or only describe the place.',
  ],
  needs_second_person: [
    '登记人不能作废自己登记的案件，请由另一人办理。',
    'Who registered a case may not void it. Ask a second person.',
  ],
  already_linked: ['该案件已在这一重复组中。', 'The case is linked to this group already.'],
  not_linked: ['该案件没有关联其他案件。', 'The case is not linked to any other.'],
  same_case: ['不能把案件与自身关联。', 'A case cannot be linked to itself.'],
  unit_unknown: ['没有这个单位，请重新选择。', 'There is no such unit. Choose another.'],
  needs_consultation: [
    '该案件已两次退单，请先召开联席会商指定承办单位。',
    'This case was returned twice. Hold a joint consultation to name the unit first.',
  ],
  unit_not_named: [
    '会商已指定承办单位，只能派给该单位。',
    'The consultation named a unit; only it may be dispatched to.',
  ],
  unit_twice: ['同一单位不能重复派单。', 'A unit cannot be given the same case twice.'],
  task_not_found: ['没有这项任务，请刷新后再试。', 'There is no such task. Reload and try again.'],
  not_your_unit: ['该任务不在本单位名下，不能代办。', 'This task belongs to another unit.'],
  contact_in_future: ['联系时间不能晚于现在。', 'The time of contact cannot be in the future.'],
  last_step: ['已是最后一个处置阶段，请直接反馈。', 'This is the last step. Feed back instead.'],
  steps_left: ['还有处置阶段未完成，请先逐段完成。', 'Some handling steps are still open. Complete them first.'],
  answer_needed: [
    '请先填写事实认定、诉求认定和答复，再反馈。',
    'Record the findings and the answer before feeding back.',
  ],
  fact_note_needed: ['事实认定不是“属实”时，须写明依据。', 'A finding other than "true" needs its grounds.'],
  appeal_note_needed: [
    '诉求认定不是“合理合法”时，须写明依据。',
    'A finding other than "reasonable" needs its grounds.',
  ],
  named_unit_keeps: [
    '本单位由会商指定，不能再退单；确有困难请申请延期或挂账。',
    'The consultation named your unit: it cannot return the order. Apply for an extension or parking instead.',
  ],
  checker_is_handler: [
    '处置人不能核查自己处置的案件，请由其他人核查。',
    'Who handled a case may not check it. Someone else must.',
  ],
  visitor_is_handler: [
    '处置人不能回访自己处置的案件，请由其他人回访。',
    'Who handled a case may not make its return visit. Someone else must.',
  ],
  reason_needed: ['请写明原因。', 'Give the reason.'],
  code_not_found: ['没有查到这个查询码，请核对后重新输入。', 'No report has this code. Check it and try again.'],
  already_rated: ['您已评价过，谢谢。', 'You have rated this already. Thank you.'],
  deadline_passed: ['时限已过，不能再申请延期。', 'The deadline has passed; an extension can no longer be asked for.'],
  no_extension_left: ['延期次数已用完。', 'No further extension is allowed.'],
  extension_too_long: [
    '延期日期须晚于现时限，且不得超过允许的最长天数。',
    'The new date must be later than the present deadline and within the days allowed.',
  ],
  already_pending: ['已有一份申请在审批中。', 'An application is waiting for a decision already.'],
  review_in_past: ['日期须晚于今天。', 'The date must be later than today.'],
  record_not_found: [
    '没有这份申请或督办单，请刷新后再试。',
    'There is no such application or order. Reload and try again.',
  ],
  already_decided: ['已有处理结果，不能重复办理。', 'This has been decided already.'],
  approver_is_applicant: [
    '申请人不能审批自己的申请，请由另一人审批。',
    'Who applied may not decide. Ask a second person.',
  ],
  not_needed: [
    '该案件未达到会商条件（两次退单或疑难）。',
    'This case does not need a consultation (two returns, or marked difficult).',
  ],
  unit_not_present: ['指定的单位须在参会单位之中。', 'The unit named must be among those present.'],
  row_not_found: ['没有这一行，请刷新后再试。', 'There is no such row. Reload and try again.'],
  parameter_unknown: ['没有这个参数。', 'There is no such parameter.'],
  unit_mismatch: ['该参数不能用这个单位。', 'This parameter cannot have that unit.'],
  value_not_whole: ['工作日、自然日、次数等须为整数。', 'Days, times and metres must be whole numbers.'],
  queue_unknown: ['没有这个队列。', 'There is no such queue.'],
  measure_unknown: ['没有这个指标，请重新选择。', 'There is no such measure. Choose another.'],
  cursor_invalid: ['翻页位置已失效，请从头查看。', 'The page position is no longer valid. Start from the first page.'],
}
