import { PluginKind, declareFactoryPlugin } from '@stryker-mutator/api/plugin'
import { TestStatus } from '@stryker-mutator/api/test-runner'
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner'

const create = vitestPlugins.find(({ kind }) => kind === PluginKind.TestRunner).factory

/** Where a change keeps a file of tests from loading, Stryker's runner sees no test fail and calls the change unnoticed. */
function createCountingLoadFailures(injector) {
  const runner = create(injector)
  const run = runner.run.bind(runner)
  runner.run = async (asked) => {
    const result = await run(asked)
    const broken = runner.ctx.state
      .getFiles()
      .filter(({ result: of, tasks }) => of?.state === 'fail' && tasks.length === 0)
    if (result.status !== 'complete' || broken.length === 0) return result
    const tests = broken.map(({ name, filepath, result: of }) => ({
      id: filepath,
      name,
      timeSpentMs: 0,
      status: TestStatus.Failed,
      failureMessage: of.errors?.[0]?.message ?? 'does not load',
    }))
    return { ...result, tests: [...result.tests, ...tests] }
  }
  return runner
}
createCountingLoadFailures.inject = ['$injector']

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'vitest that counts load failures', createCountingLoadFailures),
]
