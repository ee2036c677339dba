import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type BuildEnvironmentOptions, type Connect, type EnvironmentOptions, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Each surface is a page of its own: an address below /field, /me, /vote or /open gets its page, any other the desk's. */
function surfaces(): Plugin {
  const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const isPage = !path.includes('.') && !/^\/(api|notary|@|src|node_modules)/.test(path)
    if (isPage) {
      const surface = /^\/(field|me|vote|open)(\/|$)/.exec(path)?.[1] ?? 'index'
      request.url = `/${surface}.html`
    }
    next()
  }
  return {
    name: 'surfaces',
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  }
}

/** Beside each text its copies as they travel: made here once, and not again for every phone that asks. */
async function compress(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  const texts = names.filter((name) => /\.(js|css|html|svg|webmanifest)$/.test(name))
  await Promise.all(
    texts.map(async (name) => {
      const path = join(folder, name)
      const text = await readFile(path)
      await writeFile(`${path}.br`, await promisify(brotliCompress)(text))
      await writeFile(`${path}.gz`, await promisify(gzip)(text))
    }),
  )
}

const outDir = at('./dist/web')

const api = process.env['MOFANG_API'] ?? 'http://127.0.0.1:3000'

const rolldownOptions: BuildEnvironmentOptions['rolldownOptions'] = {
  // Our modules are imported for what they give, not for what they do: what a page does not use it does not load.
  // The doors of ui/ bring their style sheets with them.
  treeshake: {
    moduleSideEffects: (id) =>
      !id.startsWith(at('./src/')) || /\.(css|html)$|\/main\.tsx$|shipped-font\.ts$|\/ui\/[^/]+\/index\.ts$/.test(id),
  },
}

/** A surface with chunks of its own. What its first page needs is one of them: left to itself the bundler cuts it in pieces. */
const alone = (name: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: { [name]: at(`./src/app/web/${name}.html`) },
      output: { codeSplitting: { groups: [{ name, test: new RegExp(`/web/${name}/main\\.tsx$`) }] } },
    },
  },
})

// Vite finds its configuration by its default export.
export default defineConfig({
  root: at('./src/app/web'),
  appType: 'mpa',
  plugins: [surfaces(), react()],
  // maplibre-gl 6 starts a module worker.
  worker: { format: 'es' },
  server: { proxy: { '/api': api, '/notary': api } },
  preview: { proxy: { '/api': api, '/notary': api } },
  build: {
    outDir,
    // A font inlined as data: would be refused by font-src 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    // The oldest phone on which a resident reports something; the desk pays a few kilobytes for it.
    target: 'chrome70',
    rolldownOptions,
  },
  // Built apart, the light surfaces share no chunk with the others: a shared one holds what any of them needs, and an old
  // phone would load it all.
  environments: {
    client: {
      build: {
        emptyOutDir: true,
        rolldownOptions: { input: { index: at('./src/app/web/index.html'), field: at('./src/app/web/field.html') } },
      },
    },
    me: alone('me'),
    vote: alone('vote'),
    open: alone('open'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'me', 'vote', 'open']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
      await compress(outDir)
    },
  },
})
