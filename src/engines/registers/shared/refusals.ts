import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { registers } from './operations.ts'

type Refusals = ErrorOf<(typeof registers)[keyof typeof registers]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const registerRefusals: Readonly<Record<Refusals, Text>> = {
  already_known: [
    '名册中已有同一证件或编码的记录，请打开该记录修改。',
    'The register has an entry with this document or code. Open and correct that one.',
  ],
  area_code_taken: ['该编码已在使用或曾经使用，请换一个。', 'This code is in use or was used before. Choose another.'],
  area_cut_unsound: [
    '这样划分会出现重叠、空隙或自相交的边界；请换一条线，或先调整下级网格。',
    'This would leave an overlap, a gap or an outline that crosses itself. Draw it differently, or adjust the grids within first.',
  ],
  area_not_found: [
    '没有这个区划，或已撤销，请刷新后再选。',
    'There is no such area, or it is closed. Reload and choose again.',
  ],
  areas_changed_meanwhile: [
    '他人刚调整过区划，请查看最新区划后再办；您填写的内容仍在表单中。',
    'Someone else has just changed the areas. Look at them as they are now; what you filled in is kept.',
  ],
  changed_meanwhile: [
    '他人刚修改过此档案，请刷新后再改；您填写的内容仍在表单中。',
    'Someone else has just changed this file. Reload and try again; what you typed is kept.',
  ],
  coordinates_unknown: [
    '文件坐标系不是 WGS-84 或 CGCS2000，请转换后再导入。',
    'The file is in neither WGS-84 nor CGCS2000. Convert it and import again.',
  ],
  corner_fixed: [
    '该界点在街道外界或上级区划的边界上，不能在这里移动。',
    'This corner lies on the outline of the subdistrict or of the area above and is not moved here.',
  ],
  corner_not_found: ['没有这个界点，请刷新后再调整。', 'There is no such corner. Reload and try again.'],
  cursor_invalid: ['翻页位置已失效，请从头查看。', 'The page position is no longer valid. Start from the first page.'],
  cut_not_across: [
    '分界线须从区划外穿过到另一侧，且只穿过一次。',
    'The line must run across the area once, from outside to outside.',
  ],
  cut_too_close: [
    '分界线与原有边界靠得太近，请按下级网格拆分，或把线移开几米。',
    'The line runs too close to an outline. Split by the grids within, or move it a few metres.',
  ],
  day_before_last_change: [
    '生效日期早于该区划上一次调整的日期，请改选日期。',
    "The day is before the area's last change. Choose a later one.",
  ],
  day_in_future: [
    '生效日期不能晚于今天，请在生效当日办理。',
    'The day cannot be in the future. Make the change on the day itself.',
  ],
  days_wrong: ['起止日期不合理，请检查。', 'The days do not fit. Check from and to.'],
  decision_wrong: ['不能这样判定，请重新选择。', 'This cannot be decided so. Choose again.'],
  doubt_not_found: ['没有这条疑似记录，或已由他人判定。', 'There is no such doubt, or someone else has judged it.'],
  entry_not_found: ['没有这份档案，或不在您的管辖范围内。', 'There is no such file, or it is outside your area.'],
  export_not_found: ['没有这条导出申请，或已审批。', 'There is no such export, or it was decided already.'],
  export_not_open: [
    '这次导出未获批准，或已过下载期限，请重新申请。',
    'This export was not granted, or may no longer be taken. Ask for it again.',
  ],
  export_too_large: [
    '符合条件的记录超过一次导出的上限，请缩小范围后重新申请。',
    'More entries fit than one export may have. Narrow the conditions and ask again.',
  ],
  field_unknown: ['名册没有这个字段，请重新选择。', 'The register has no such field. Choose another.'],
  fields_invalid: ['有项目不合要求，请按提示修改。', 'Some fields are not valid. Mend them as the hint says.'],
  grid_has_micro_grids: ['该网格已有微网格，请在其中拆分。', 'The grid has micro-grids already. Split one of them.'],
  head_taken: [
    '该户在此期间已有户主，请先结束或更正其户主关系。',
    'This home has a head for that time. End or correct that tie first.',
  ],
  import_not_found: ['没有这次导入，或不在您的管辖范围内。', 'There is no such import, or it is outside your area.'],
  import_not_ready: [
    '这次导入的状态已变，请刷新后再试。',
    'The state of this import has changed. Reload and try again.',
  ],
  import_too_many: [
    '未完成的导入过多，请先完成或取消已有的导入。',
    'Too many imports are unfinished. Finish or cancel some first.',
  ],
  line_cuts_members: [
    '综合网格由责任网格组成，请按网格选择归属。',
    'A comprehensive grid is made of grids. Choose the grids instead.',
  ],
  members_missing: [
    '其中有的区划尚未划分下级网格，请先补齐再合并。',
    'Some of these are not divided into grids yet. Divide them first.',
  ],
  merge_not_found: ['没有这次合并，或已拆分。', 'There is no such merge, or it was split already.'],
  not_mergeable: [
    '这两份档案不能合并：须为同一名册中的两份有效档案。',
    'These cannot be merged: they must be two standing files of one register.',
  ],
  outline_invalid: [
    '有边界不完整、自相交或带空洞，请修改文件后再导入。',
    'An outline is incomplete, crosses itself or has a hole. Mend the file and import again.',
  ],
  outline_moved: [
    '文件与街道外界不一致；街道界线由区里勘定，不能在此改动。',
    'The file does not fit the outline of the subdistrict, which is not changed here.',
  ],
  nothing_to_ask: [
    '档案中没有证件号码和电话，无法核对本人，请先补录。',
    'The file has neither a document number nor a telephone by which the person could be known. Add one first.',
  ],
  own_export: ['本人的申请须由他人审批。', 'Your own request is for someone else to decide.'],
  parent_wrong: ['所属楼栋或门号不正确，请重新选择。', 'It cannot lie there. Choose another building or staircase.'],
  parents_differ: ['所选区划不属于同一上级，不能合并或划转。', 'These do not belong to the same area above.'],
  parts_not_joined: ['所选部分须各自连成一片。', 'Each part must be one connected piece.'],
  row_not_found: ['没有这一行，请刷新后再试。', 'There is no such row. Reload and try again.'],
  reason_needed: ['请写明原因。', 'Give the reason.'],
  shares_exceed: ['产权份额合计超过整套，请检查份额。', 'The shares add up to more than the whole. Check them.'],
  staff_unknown: ['没有这位在岗人员，请重新选择。', 'There is no such member of staff. Choose another.'],
  statement_twice: [
    '同一批中有两条记载编号相同，请检查后重新推送。',
    'Two statements of one batch have the same id. Check and push again.',
  ],
  statement_not_found: ['没有这次记载，或已撤回。', 'There is no such statement, or it was withdrawn.'],
  tag_not_found: ['没有这个标签，或已取消。', 'There is no such tag, or it has ended.'],
  tag_not_yours: ['该标签由专管员办理。', 'This tag is for its keeper alone.'],
  tag_unknown: ['没有这种标签，请重新选择。', 'There is no such tag. Choose another.'],
  target_missing: [
    '缺少必需的列（如姓名、地址），请为其选择一列。',
    'A column that is needed is missing, such as the name. Choose one for it.',
  ],
  target_twice: ['两列读作同一项目，请只保留一列。', 'Two columns are read as the same thing. Keep one of them.'],
  target_unknown: ['没有这个项目，请重新选择。', 'There is no such thing to read a column as. Choose again.'],
  too_many_people: [
    '符合条件的人数过多（超过 20000 人），请缩小范围。',
    'More than 20,000 people fit. Narrow the area or the conditions.',
  ],
  tie_not_found: ['没有这条关系，或已结束。', 'There is no such tie, or it has ended.'],
  tie_wrong: ['这两份档案之间不能建立此种关系。', 'These two cannot be joined in this way.'],
  unit_unknown: ['没有这个单位，请重新选择。', 'There is no such unit. Choose another.'],
}
