import { and, below, count, is, isIn, known, not, or, rate, token } from '#model'

const valid = not(isIn('state', ['voided', 'rejected']))
const closed = is('state', 'closed')
const overdue = and(is('open', true), is('parked', false), below('nextDue', token('now')))
const time = 'reportedAt'

export const measures = [
  count(
    'tickets',
    ['受理量', 'Tickets'],
    ['期内受理的工单，不含作废和不予受理。', 'Tickets of the period, without those voided or not accepted.'],
    valid,
    time,
  ),
  rate(
    'on_time',
    ['按时办结率', 'Completed on time'],
    [
      '按时办结的工单占应办结工单的比例；已逾期而未办结的也计入应办结。',
      'On time, of all that are completed or overdue.',
    ],
    { part: and(closed, is('onTime', true)), of: or(closed, overdue) },
    time,
    '按时办结率 = 按时办结 / 应办结',
  ),
  rate(
    'first_contact',
    ['先行联系率', 'First contact'],
    [
      '一个工作日内先行联系的工单占比，按本街道记录计算；市级考核以市级回访为准。',
      "Contacted within a working day, by our own records; the city's assessment goes by its own visits.",
    ],
    { part: is('contactOnTime', true), of: and(valid, or(known('contactOnTime'), closed)) },
    time,
    '先行联系率 = 已先行联系 / （已先行联系 + 未先行联系）',
  ),
  rate(
    'actually_solved',
    ['实际解决率', 'Actually solved'],
    ['处理结果为“实际解决”的工单占全部有处理结果工单的比例。', 'Actually solved, of all tickets with a result.'],
    { part: is('result', 'solved'), of: and(valid, known('result')) },
    time,
    '实际解决率 = 实际解决 / 有处理结果的工单',
  ),
  rate(
    'not_true',
    ['不属实率', 'Not true'],
    [
      '事实认定为“不属实”的工单占全部已认定事实工单的比例。',
      'Found not true, of all tickets with a finding on the facts.',
    ],
    { part: is('factFinding', 'not_true'), of: and(valid, known('factFinding')) },
    time,
    '不属实率 = 不属实 / 已作事实认定的工单',
  ),
  rate(
    'satisfied',
    ['满意率', 'Satisfied'],
    ['回访或评价为满意、基本满意的工单占有效评价的比例。', 'Satisfied or mostly satisfied, of the valid ratings.'],
    { part: isIn('satisfaction', ['satisfied', 'mostly']), of: and(valid, known('satisfaction')) },
    time,
  ),
  rate(
    'repeated',
    ['重复来电率', 'Repeated'],
    ['与其他工单关联为重复的工单占比。', 'Tickets linked to another as repeats.'],
    { part: known('repeatGroup'), of: valid },
    time,
  ),
]
