import { operations } from '#kernel/operation'
import { control } from './operations/control.ts'
import { handling } from './operations/handling.ts'
import { intake } from './operations/intake.ts'
import { queries } from './operations/queries.ts'

export { ListFilter, Sort } from './operations/inputs.ts'

/** Everything that can be asked of cases; each name is also route, permission and act. */
export const cases = operations('cases', { ...intake, ...handling, ...control, ...queries })
