import { choice, flag, text } from '#model'
import { satisfactions } from '#engines/cases/shared'
import { orNull, reason, replies, type Act, type Verb } from './act.ts'
import { photos, plain } from './act-field.ts'

/** What is done by someone other than the handler. */
export const checkingActs: Readonly<Record<Extract<Verb, 'check' | 'visit' | 'reopen'>, Act>> = {
  check: {
    letter: 'C',
    done: ['核查已登记', 'Check recorded'],
    fields: () => [
      {
        kind: 'verdict',
        name: 'passed',
        label: ['核查结论', 'Verdict'],
        yes: ['核查通过', 'Passed'],
        no: ['核查不通过，返工', 'Failed: rework'],
      },
      plain('reason', text(['不通过原因', 'Why it failed'], { long: true, max: 500 }), {
        when: (values) => values['passed'] === false,
      }),
      photos('scene', ['核查照片', 'Photos of the check']),
    ],
    input: ({ passed, reason: why }) => ({ passed, reason: passed ? null : orNull(why) }),
  },
  visit: {
    letter: 'V',
    done: ['回访已登记', 'Return visit recorded'],
    fields: (context) => [
      {
        kind: 'verdict',
        name: 'reached',
        label: ['接通情况', 'Reached'],
        yes: ['已接通', 'Reached'],
        no: ['未接通', 'Not reached'],
      },
      plain('contacted', flag(['承办单位是否联系过', 'Did the unit get in touch']), {
        when: (values) => values['reached'] === true,
      }),
      plain('solved', flag(['诉求是否解决', 'Is it solved']), { when: (values) => values['reached'] === true }),
      plain('satisfaction', choice(['满意度', 'Satisfaction'], satisfactions), {
        when: (values) => values['reached'] === true,
      }),
      {
        kind: 'reply',
        name: 'reason',
        label: ['回访情况', 'What was said'],
        texts: replies(context, 'visit'),
        max: 500,
        optional: true,
      },
      plain(
        'next',
        choice(['办理意见', 'What follows'], { close: ['同意结案', 'Close'], rework: ['退回返工', 'Rework'] }),
        { when: (values) => values['reached'] === true },
      ),
    ],
    initial: () => ({ reached: true, next: 'close' }),
    input: ({ reached, contacted, solved, satisfaction, reason: said, next }) =>
      reached
        ? {
            reached,
            contacted: orNull(contacted),
            solved: orNull(solved),
            satisfaction: orNull(satisfaction),
            reason: orNull(said),
            next: next ?? 'close',
          }
        : { reached: false, reason: orNull(said), next: 'close' },
  },
  reopen: { letter: '4', done: ['已重新立案', 'Reopened'], fields: () => [reason()] },
}
