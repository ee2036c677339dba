import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const debian = '/usr/bin/chromium'

const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium where there is one, else the one that npm carries, which needs nothing of the system. */
export async function launchBrowser(): Promise<Browser> {
  return existsSync(debian) ? await chromium.launch({ executablePath: debian, args }) : await launchCarried()
}

export async function launchCarried(): Promise<Browser> {
  const carried = await unpack()
  return await chromium.launch({
    executablePath: carried,
    // Its own arguments would switch off web security and put every page in one process; only WebGL needs some of them.
    args: [...args, '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    env: {
      ...process.env,
      // A bare Debian lacks the NSS libraries, and without any font the browser aborts.
      LD_LIBRARY_PATH: [join(tmpdir(), 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(tmpdir(), 'fonts'),
    },
  })
}

/** The package unpacks the libraries only where it takes itself to be in the cloud it was made for. */
async function unpack(): Promise<string> {
  const before = { ...process.env }
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  try {
    const { default: carried } = await import('@sparticuz/chromium')
    return await carried.executablePath()
  } finally {
    for (const name of ['AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}
