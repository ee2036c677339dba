import type { ErrorOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { ballots } from './operations.ts'

export type BallotRefusal = ErrorOf<(typeof ballots)[keyof typeof ballots]>

/** What a refusal says: what happened, what to do. A code without a sentence does not compile. */
export const ballotRefusals: Readonly<Record<BallotRefusal, Text>> = {
  acceptance_needed: [
    '同面积的纸质票目前很少，计票后他人可能看出该业主的意见。请业主改用手机或密封信；坚持用纸质票的，请其在信封上签字知悉，并在录入时勾选。',
    'Few papers of this area are in, so the count may reveal how this owner voted. Offer the phone or the sealed letter; if the owner insists on paper, have this signed on the envelope and tick the box.',
  ],
  already_on_paper: [
    '您的纸质票已收到，以纸质票为准，不能再网上投票；如有疑问请联系居委会。',
    'Your paper has been received and counts. If you never handed one in, tell the residents’ committee.',
  ],
  already_online: [
    '该业主已在网上投票，不再收纸质票；请告知业主其网上选票有效。',
    'This owner voted online, which counts. Tell the owner and take no paper.',
  ],
  already_sent: [
    '您已提交过这一步，请等待其他受托人；页面会显示进度。',
    'You have sent this step already. Wait for the other trustees.',
  ],
  already_voted: [
    '您已投票，本次表决不允许改投；可用选票编号在公开记录中查验。',
    'You have voted, and this vote takes no second ballot. Find yours on the public record by its tracker.',
  ],
  amended_value_wrong: [
    '这个数值不能作为该项规则，请核对：代理上限不超过 50，其余须为 1 以上。',
    'This number cannot be the rule. A proxy stands for at most 50 owners; the others are at least 1.',
  ],
  amendment_exists: [
    '该项规则在同一天已有一次修订，请换一天，或先撤回未复核的那一次。',
    'This rule is amended for that day already. Choose another day, or withdraw the one not yet confirmed.',
  ],
  amendment_not_found: ['没有这次修订，请刷新。', 'There is no such amendment. Reload.'],
  amendment_past: [
    '规则只能从明天或以后起改：已发布公告的表决适用公告当日的规则。',
    'A rule changes from tomorrow or later: votes announced already keep the rules of their day.',
  ],
  amendment_settled: [
    '这次修订已复核或已撤回；需要再改的，请另提一次修订。',
    'This amendment is confirmed or withdrawn. To change it again, propose another.',
  ],
  ballot_cast_already: [
    '这张选票已经投出，不能再查验；可用选票编号在公开记录中查到它。',
    'This ballot has been cast and cannot be audited any more. Find it on the public record by its tracker.',
  ],
  ballot_invalid: [
    '选票未通过密码学校验，请刷新投票页后重新制作选票。',
    'The ballot failed its cryptographic checks. Reload the voting page and make it anew.',
  ],
  ballot_malformed: [
    '选票格式不正确，请刷新投票页后重新制作选票。',
    'The ballot is not well-formed. Reload the voting page and make it anew.',
  ],
  ballot_spoiled: [
    '这张选票已打开查验过，不能投出，请另做一张。',
    'This ballot was opened to be checked and is never cast. Make a new one.',
  ],
  ballot_not_found: [
    '公开记录中没有这个编号的选票，请核对编号；确认无误仍查不到，请凭回执提出异议。',
    'There is no ballot with this tracker. Check it; if it is right, object and bring your receipt.',
  ],
  ballot_other_election: [
    '这张选票属于另一次表决，请从本次表决的公告进入投票。',
    'This ballot is of another vote. Enter from the notice of this one.',
  ],
  busy: [
    '此刻投票人数较多，选票未收下，请几秒后用同一张选票再提交。',
    'Many are voting right now; the ballot was not taken. Send the same ballot again in some seconds.',
  ],
  case_refused: [
    '异议未能登记，请改拨 12345 或到居委会登记。',
    'The objection could not be taken down. Call 12345 or go to the residents’ committee.',
  ],
  clause_needed: [
    '未返票的处理方式与默认不同，或者代理人数超过规定上限的，请写明议事规则条款并上传备案的规则。',
    'Counting those who return nothing, or more owners of one proxy than the rule allows, needs the clause of the owners’ rules and the filed rules themselves.',
  ],
  content_wrong: [
    '录入内容与表决事项不符，请按选票逐题核对；无记名表决不录入选择。',
    'What was entered does not fit the questions. Check each; of a secret vote no choice is entered.',
  ],
  electorate_empty: [
    '表决范围内没有可计的专有部分，请检查范围和排除项。',
    'There is no home left in the scope. Check the scope and what was excluded.',
  ],
  electorate_too_large: [
    '表决范围超过 20000 户，请按物业管理区域分别表决。',
    'The scope holds more than 20,000 homes. Vote by property area.',
  ],
  escrow_printed: [
    '密钥封存件已打印过，只打印一次；请使用保险柜中的封存件。',
    'The sealed copy was printed once already. Use the one in the safe.',
  ],
  factors_missing: [
    '解密份额数量不足，请重新载入待解密内容后完整提交。',
    'Some partial decryptions are missing. Load what is to be decrypted again and send all.',
  ],
  file_not_found: ['没有找到上传的附件，请重新上传后再提交。', 'The attachment was not found. Upload it again.'],
  file_used: [
    '这份扫描件已用于另一张选票，请上传该票本身的扫描件。',
    'This scan belongs to another paper already. Upload the scan of this one.',
  ],
  guard_reason_needed: [
    '无记名表决存在泄露风险，请写明仍采用无记名的理由。',
    'Votes could be inferred from the totals. State why the vote is secret all the same.',
  ],
  correction_not_yours: [
    '名册由房管办更正：请写明意见，由房管办办理更正。',
    'The registry puts the roll right: say what you find, and leave the correction to it.',
  ],
  holder_not_owner: [
    '此人不是该户登记的产权人，请在登记信息中核对。',
    'This person is not on the title. Check the registers.',
  ],
  letter_not_found: [
    '其中有业主没有密封信（使用手机凭证），请刷新清单后重选。',
    'One of these owners has no letter. Reload the list and choose again.',
  ],
  letter_printed: [
    '其中有密封信已打印，密码已销毁，不能再打印；该业主可使用纸质票。',
    'One of these letters was printed and its code destroyed. Its owner can vote on paper.',
  ],
  mandate_broken: [
    '有委托凭证已失效或被撤销，请核对委托后再冻结名册。',
    'A mandate is no longer valid. Check the mandates, then freeze.',
  ],
  motion_blocked: [
    '该小区正在换届改选期间，此类事项暂不得提交表决。',
    'While this compound renews its committee, this matter may not be put to a vote.',
  ],
  not_trustee: ['您不是本次表决的受托人。', 'You are not a trustee of this vote.'],
  notice_too_short: [
    '公告至投票开始的天数不足规定（《物业管理条例》第十四条为 15 日），请推迟投票开始时间。',
    'Too few days between notice and opening: the Property Management Regulation, art. 14, asks for 15. Open later.',
  ],
  objection_decided: ['该异议已处理，请刷新。', 'This objection is decided already. Reload.'],
  objection_not_found: ['没有这条异议，请刷新。', 'There is no such objection. Reload.'],
  objections_many: [
    '该业主的未办结异议已达上限，请等待处理后再提。',
    'Too many objections of this owner are open. Wait until they are decided.',
  ],
  objections_open: [
    '还有未处理的名册异议，请逐条处理后再冻结。',
    'Some objections to the roll are open. Decide each, then freeze.',
  ],
  own_entry: [
    '本人录入或复核过的，不能由本人复核或作废，请由另一名工作人员办理。',
    'Nobody confirms or strikes out what passed through the own hands. Ask a colleague.',
  ],
  owner_not_found: [
    '表决权人中没有这一户主，请刷新预览。',
    'There is no such owner in the electorate. Reload the preview.',
  ],
  owner_not_on_roll: [
    '名册上没有该业主；如应列入，请在冻结前提出异议，或到房管办查询。',
    'This owner is not on the roll. Object before it is frozen, or ask the registry.',
  ],
  paper_not_found: ['没有这张纸质票的录入，请刷新。', 'There is no such paper. Reload.'],
  paper_not_open: ['这张纸质票已复核或已作废，不能再改。', 'This paper is confirmed or void and no longer changed.'],
  paper_waits: [
    '该业主已有一张待复核的纸质票，请先复核或作废。',
    'A paper of this owner waits for its second hand. Confirm or void it first.',
  ],
  papers_open: ['还有纸质票未复核，请先逐张复核。', 'Some papers were entered once only. Have each confirmed first.'],
  period_wrong: [
    '投票截止须晚于开始，投票期不超过 60 日，请调整时间。',
    'The close must come after the opening, at most 60 days later. Change the times.',
  ],
  proxy_cap_exceeded: [
    '有受托代理人代理的业主超过上限，请核对委托后再冻结。',
    'A proxy stands for more owners than allowed. Check the mandates, then freeze.',
  ],
  question_wrong: [
    '表决事项有误：选举的应选名额不能超过候选人数，候选人不能重复。',
    'A question is wrong: no more seats than candidates, and no candidate twice.',
  ],
  result_not_counted: ['尚未计票完成，请等待受托人解密。', 'Not counted yet. Wait for the trustees.'],
  result_not_published: ['结果尚未公布，请在公布后查看。', 'The result is not published yet.'],
  roll_not_frozen: ['名册尚未冻结，请在公告期满冻结后办理。', 'The roll is not frozen yet.'],
  roll_not_published: ['公告尚未发布，还没有名册。', 'The notice is not up yet, so there is no roll.'],
  same_person: [
    '两次办理的账号同名，视为同一人，须由另一人办理；确系同名两人的，请管理员在姓名后加注区分。',
    'Both accounts bear one name and count as one person. Ask a colleague; if you are two, have the administrator tell the names apart.',
  ],
  scope_not_found: [
    '没有这个小区、楼幢或门号，请重新选择表决范围。',
    'There is no such compound, building or staircase. Choose the scope again.',
  ],
  session_not_owner: [
    '出示的凭证与选票所属业主不符，请用本人的凭证登录。',
    'The credential shown is not that of the ballot’s owner. Sign in with your own.',
  ],
  session_unknown: ['登录已过期，请重新出示凭证。', 'The session has ended. Present your credential again.'],
  settlement_decided: [
    '这条处理不需要核定，或已核定、已撤销，请刷新。',
    'This settlement needs no confirmation, or is confirmed or undone. Reload.',
  ],
  settlement_not_found: [
    '没有这条处理记录，或已撤销，请刷新。',
    'There is no such settlement, or it is undone. Reload.',
  ],
  settlements_open: [
    '召集人合并业主或者改动产权人的处理尚未核定，请房管办逐条核定或撤销后再冻结。',
    'The convener merged owners or set whose a home is. Confirm or undo each, then freeze.',
  ],
  sheet_differs_from_papers: [
    '计票表各面积段票数与已收纸质票不一致，请逐段核对后重录。',
    'The sheet’s numbers differ from the papers received. Check each area class.',
  ],
  sheet_exists: ['计票表已录入，请复核或由他人作废后重录。', 'A counting sheet is entered already. Confirm it.'],
  sheet_not_found: ['没有待复核的计票表，请刷新。', 'There is no counting sheet to confirm. Reload.'],
  signatures_missing: ['需两名监票人签署后才能公布。', 'Two tellers must sign before the result is published.'],
  signed_already: ['您已签署，须由另一名监票人签署。', 'You have signed; another teller has to.'],
  spoiled_many: [
    '查验次数已达上限，请投出选票，或到居委会请工作人员协助。',
    'This has been checked often enough. Cast a ballot, or ask at the residents’ committee.',
  ],
  step_not_due: ['表决当前所处阶段不能办理此事，请刷新后查看。', 'The vote is not at this step. Reload and look.'],
  teller_is_trustee: [
    '受托人不能同时担任监票人，请由他人签署。',
    'A trustee cannot be teller too. Someone else has to sign.',
  ],
  too_late_to_freeze: [
    '投票开始时间已过，不能再冻结名册；请撤回后重新公告。',
    'The opening time has passed. Withdraw the vote and announce it anew.',
  ],
  trustee_data_invalid: [
    '提交的密钥数据未通过校验，请刷新页面重试；如反复出现请联系房管办重新生成。',
    'The key data failed its checks. Reload and try again; if it persists, ask the registry to begin anew.',
  ],
  trustees_not_ready: [
    '受托人的密钥尚未生成完毕，请提醒受托人完成。',
    'The trustees’ keys are not finished. Remind them.',
  ],
  trustees_wrong: [
    '受托人须为具有受托人角色的不同人员（同名视为同一人），门限不得大于人数。',
    'Trustees must hold that role and be different persons (one name counts as one), and the threshold cannot exceed their number.',
  ],
  unit_not_found: ['表决范围内没有这一户，请刷新。', 'There is no such home in the scope. Reload.'],
  vote_changed_meanwhile: [
    '他人刚修改过这次表决，请查看最新内容后再办。',
    'Someone else has just changed this vote. Look at it as it is now.',
  ],
  vote_not_found: ['没有这次表决，请从列表重新打开。', 'There is no such vote. Open it from the list again.'],
  voting_closed: ['投票已截止。', 'Voting has closed.'],
  voting_not_open: [
    '投票尚未开始，请在公告的时间投票。',
    'Voting has not opened. Come back at the time in the notice.',
  ],
  warnings_open: [
    '还有必须处理的疑点，请逐条处理后再冻结名册。',
    'Some doubts of the electorate must be settled before the roll is frozen.',
  ],
}
