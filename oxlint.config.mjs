// Run as `oxlint -c oxlint.config.mjs`. test/law.test.ts plants a violation of every row and expects it caught.

const doors = ['#kernel', '#model', '#platform', '#ui', '#engines/*', '#engines/*/shared', '#engines/*/web', '#faces']

/** Files of a row → the doors they may go through. app may go through every door. */
const law = {
  'src/kernel/**': ['#kernel'],
  'src/model/**': ['#kernel', '#model'],
  'src/platform/**': ['#kernel', '#platform'],
  'src/ui/**': ['#kernel', '#model', '#ui'],
  'src/engines/*/shared/**': ['#kernel', '#model', '#engines/*/shared'],
  'src/engines/*/server/**': ['#kernel', '#model', '#platform', '#engines/*', '#engines/*/shared'],
  'src/engines/*/web/**': ['#kernel', '#model', '#ui', '#engines/*/web', '#engines/*/shared'],
  'src/faces/**': ['#kernel', '#model', '#engines/*/shared'],
}

/** Rooms of its own engine that a row may not reach by climbing, for they would carry it across the law. */
const closedRooms = {
  'src/engines/*/shared/**': ['server', 'web'],
  'src/engines/*/server/**': ['web'],
  'src/engines/*/web/**': ['server'],
}

// oxlint's patterns have no look-ahead: one that uses it silently disables the whole rule. Hence a pattern for each door.
const doorPatterns = {
  '#kernel': '^#kernel(/|$)',
  '#model': '^#model(/|$)',
  '#platform': '^#platform(/|$)',
  '#ui': '^#ui(/|$)',
  '#engines/*': '^#engines/[^/]+$',
  '#engines/*/shared': '^#engines/[^/]+/shared$',
  '#engines/*/web': '^#engines/[^/]+/web$',
  '#faces': '^#faces(/|$)',
}

const climbing = {
  regex: '^(\\.\\./)+([^./]+/(server|shared|web)/|(kernel|model|platform|ui|engines|faces|app)(/|$))',
  message: 'Between modules go through a # door of package.json, not by climbing.',
}

// A later override replaces an earlier one, so each row carries everything it forbids.
const rows = Object.entries(law).map(([files, allowed]) => {
  const patterns = doors
    .filter((door) => !allowed.includes(door))
    .map((door) => ({
      regex: doorPatterns[door],
      message: `${files} may import ${allowed.join(', ')}; not ${door}.`,
    }))
  const rooms = closedRooms[files] ?? []
  if (rooms.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${rooms.join('|')})(/|$)`,
      message: `${files} may not climb into ${rooms.join(' or ')}.`,
    })
  }
  if (files === 'src/faces/**') {
    patterns.push({ regex: '^\\.\\./[^./]+/', message: 'A face knows no other face.' })
  }
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, climbing] }] },
  }
})

export default {
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'react'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['dist/**', 'data/**', '.data/**', 'coverage/**'],
  rules: {
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    'typescript/consistent-type-imports': 'error',
    // Our objects of functions have no `this` to lose.
    'typescript/unbound-method': 'off',
    // Code points are what is meant by the letters of a text.
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'react/rules-of-hooks': 'error',
  },
  overrides: [{ files: ['src/**'], rules: { 'import/no-default-export': 'error' } }, ...rows],
}
