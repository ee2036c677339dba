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
  changed_meanwhile: [
    '他人刚修改过此档案，请刷新后再改；您填写的内容仍在表单中。',
    'Someone else has just changed this file. Reload and try again; what you typed is kept.',
  ],
  cursor_invalid: [
    '列表位置已失效，请重新打开列表。',
    'This place in the list is no longer valid. Open the list again.',
  ],
  days_wrong: ['起止日期不合理，请检查。', 'The days do not fit. Check from and to.'],
  decision_wrong: ['不能这样判定，请重新选择。', 'This cannot be decided so. Choose again.'],
  doubt_not_found: ['没有这条疑似记录，或已由他人判定。', 'There is no such doubt, or someone else has judged it.'],
  entry_not_found: ['没有这份档案，或不在您的管辖范围内。', 'There is no such file, or it is outside your area.'],
  field_unknown: ['名册没有这个字段，请重新选择。', 'The register has no such field. Choose another.'],
  fields_invalid: ['有项目不合要求，请按提示修改。', 'Some fields are not valid. Mend them as the hint says.'],
  import_not_found: ['没有这次导入，或不在您的管辖范围内。', 'There is no such import, or it is outside your area.'],
  import_not_ready: [
    '这次导入的状态已变，请刷新后再试。',
    'The state of this import has changed. Reload and try again.',
  ],
  import_too_many: [
    '未完成的导入过多，请先完成或取消已有的导入。',
    'Too many imports are unfinished. Finish or cancel some first.',
  ],
  merge_not_found: ['没有这次合并，或已拆分。', 'There is no such merge, or it was split already.'],
  not_mergeable: [
    '这两份档案不能合并：须为同一名册中的两份有效档案。',
    'These cannot be merged: they must be two standing files of one register.',
  ],
  parent_wrong: ['所属楼栋或门号不正确，请重新选择。', 'It cannot lie there. Choose another building or staircase.'],
  row_not_found: ['没有这一行，请刷新后再试。', 'There is no such row. Reload and try again.'],
  shares_exceed: ['产权份额合计超过整套，请检查份额。', 'The shares add up to more than the whole. Check them.'],
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
  tie_not_found: ['没有这条关系，或已结束。', 'There is no such tie, or it has ended.'],
  tie_wrong: ['这两份档案之间不能建立此种关系。', 'These two cannot be joined in this way.'],
}
