import type { Command } from '#kernel/operation'
import { cases } from '#engines/cases/shared'
import type { Act, ActContext, Verb } from './act.ts'
import { photosIn } from './act-field.ts'
import { checkingActs } from './checking-acts.ts'
import { controlActs } from './control-acts.ts'
import type { Values } from './draft.ts'
import { handlingActs } from './handling-acts.ts'
import { intakeActs } from './intake-acts.ts'

export type { Act, ActContext, Verb } from './act.ts'

/** Every act on a case: its letter, what it asks, what it sends. */
export const acts: Readonly<Record<Verb, Act>> = { ...intakeActs, ...handlingActs, ...checkingActs, ...controlActs }

export function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(acts, verb)
}

export function commandOf(verb: Verb): Command {
  return cases[verb] as unknown as Command
}

/** The input of an act's command. */
export function inputOf(verb: Verb, values: Values, context: ActContext): Values {
  const act = acts[verb]
  const shape = (cases[verb].input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
  const said = act.input ? act.input(values, context) : values
  return {
    ...Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== undefined && !name.includes('.'))),
    caseId: context.file.case.id,
    ...('taskId' in shape && { taskId: context.taskId }),
    ...('recordId' in shape && { recordId: context.recordId }),
    ...('photos' in shape && { photos: photosIn(values) }),
  }
}
