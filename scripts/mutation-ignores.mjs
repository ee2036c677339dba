import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin'

const failures = new Set(['must', 'unreachable', 'Error', 'TypeError', 'RangeError'])

const isTold = (path) =>
  (path.isStringLiteral() && /\p{Script=Han}/u.test(path.node.value)) ||
  (path.isTemplateLiteral() && path.node.quasis.some(({ value }) => /\p{Script=Han}/u.test(value.raw)))

// The English half of a text stands after the Chinese one.
const isSecondOfText = (path) =>
  (path.isStringLiteral() || path.isTemplateLiteral()) &&
  path.parentPath?.isArrayExpression() &&
  path.key === 1 &&
  isTold(path.getSibling(0))

const isFailure = (path) =>
  (path.isStringLiteral() || path.isTemplateLiteral()) &&
  (path.parentPath?.isCallExpression() || path.parentPath?.isNewExpression()) &&
  failures.has(path.parentPath.node.callee.name)

const isText = (path) => path.isArrayExpression() && path.node.elements.length === 2 && isTold(path.get('elements.0'))

/** The words of a sentence may change without a test; what chooses the sentence may not. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'told to people', {
    shouldIgnore: (path) =>
      isTold(path) || isSecondOfText(path) || isText(path) || isFailure(path) ? 'words told to people' : undefined,
  }),
]
