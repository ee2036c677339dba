import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { reports } from './operations.ts'

type Refusals = ErrorOf<(typeof reports)[keyof typeof reports]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const reportRefusals: Readonly<Record<Refusals, Text>> = {
  block_repeated: [
    '正文中有两段使用了同一编号，请复制内容后刷新页面再粘贴。',
    'Two parts of the text have one id. Copy what you wrote, reload and paste it.',
  ],
  comment_not_found: ['没有这条批注，或已办结，请刷新。', 'There is no such comment, or it is resolved. Reload.'],
  comments_open: [
    '还有未办结的批注，请逐条办结后再通过。',
    'Some comments are open. Resolve each before passing it on.',
  ],
  edition_changed_meanwhile: [
    '他人刚修改过这份报告，请查看最新文本后再办；您的修改已保留。',
    'Someone else has just changed this report. Look at it as it is now; what you wrote is kept.',
  ],
  edition_not_drafting: [
    '报告已送核，不能再改；如需修改，请审核人退回。',
    'The report is under review and no longer changed. Ask the reviewer to send it back.',
  ],
  edition_not_found: ['没有这份报告，或尚未印发。', 'There is no such report, or it is not issued yet.'],
  edition_not_sealed: [
    '报告尚未签发，签发后才能复算。',
    'The report is not signed yet; only then it can be recomputed.',
  ],
  edition_sealed: ['报告已签发，内容不再变动。', 'The report is signed; nothing of it changes any more.'],
  figure_not_found: ['报告中没有这个数据，请刷新。', 'There is no such number in the report. Reload.'],
  figures_unresolved: [
    '还有未落实的数字，请绑定指标或注明外部来源后再签发。',
    'Some numbers are unresolved. Bind each to a measure or name its source, then sign.',
  ],
  measure_unknown: ['没有这个指标，请重新选择。', 'There is no such measure. Choose another.'],
  not_whole_street: [
    '报告数据为全街道数据，只供管辖范围为全街道的人员查看。',
    'Numbers of reports are those of the whole subdistrict, for those alone who work for all of it.',
  ],
  own_draft: [
    '您参与了本稿的拟写，不能由您审核或签发，请由他人办理。',
    'You took part in writing this draft and may not review or sign it. Someone else has to.',
  ],
  signed_before: [
    '您已在前一环节签过，此环节须由另一人办理。',
    'You signed at an earlier step; this one is for another person.',
  ],
  wrong_edition_step: ['报告不在这一环节，请刷新后查看。', 'The report is not at this step. Reload and look.'],
  template_unknown: ['没有这个模板，请重新选择。', 'There is no such template. Choose again.'],
}
