#!/usr/bin/env node
// Builds what is missing or older than its sources (a few seconds, the first time), then runs the command.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const server = join(root, 'dist/server.mjs')
const page = join(root, 'dist/web/index.html')

function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((most, name) => Math.max(most, newest(join(path, name))), 0)
}

const isStale = (built) => !existsSync(built) || sources > statSync(built).mtimeMs
const sources = existsSync(join(root, 'src'))
  ? Math.max(...['src', 'package.json', 'vite.config.ts'].map((path) => newest(join(root, path))))
  : 0

if (isStale(server)) {
  const { build } = await import('esbuild')
  mkdirSync(dirname(server), { recursive: true })
  await build({
    entryPoints: [join(root, 'src/app/server/cli.ts')],
    outfile: server,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}
if (process.argv[2] === 'start' && isStale(page)) {
  console.log('首次启动，正在构建页面 / First start: building the pages')
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  await builder.buildApp()
}
process.env.NODE_ENV ??= 'production'
await import(server)
