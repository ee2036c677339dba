import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65_535)

/** Everything that can be set from outside; nothing has to be. This is the only reader of the environment. */
export const settings = {
  PORT: Port.default(3000).describe('Port of the web server; 0 takes any free one.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address it listens on; 0.0.0.0 lets phones in the same network reach it.'),
  MOFANG_DATA: z.string().min(1).default('data').describe('Data folder: the embedded database, files, secrets, logs.'),
  DATABASE_URL: z
    .url()
    .optional()
    .describe('A PostgreSQL 15 or newer to use instead of the embedded one, as the role that owns the schema.'),
  DATABASE_APP_URL: z
    .url()
    .optional()
    .describe('The same database for the serving role mofang_app, when it is not created by the program itself.'),
  MOFANG_DEMO: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Whether an empty database gets the demonstration world with its public accounts. Set to off in production.',
    ),
  MOFANG_TRUST_PROXY: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Believe X-Forwarded-For and -Proto, when a proxy stands in front.'),
  MOFANG_S3: z
    .url()
    .optional()
    .describe('Keep files in an S3 store instead of the data folder: https://KEY:SECRET@host/bucket?region=name.'),
  MOFANG_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged, as JSON lines on standard output.'),
} as const

export interface Config {
  readonly port: number
  readonly host: string
  readonly data: string
  readonly databaseUrl: string | undefined
  readonly databaseAppUrl: string | undefined
  readonly demo: boolean
  readonly trustProxy: boolean
  readonly s3:
    | {
        readonly endpoint: string
        readonly bucket: string
        readonly region: string
        readonly accessKeyId: string
        readonly secretAccessKey: string
      }
    | undefined
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the environment; a wrong value stops the start with the sentence that mends it. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = z.object(settings).safeParse(env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]) as keyof typeof settings
      return `${name}: ${issue.message}. ${settings[name].description}`
    })
    throw new Error(`The configuration is not valid.\n${wrong.join('\n')}`)
  }
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    data: resolve(data.MOFANG_DATA),
    databaseUrl: data.DATABASE_URL,
    databaseAppUrl: data.DATABASE_APP_URL,
    demo: data.MOFANG_DEMO === 'on',
    trustProxy: data.MOFANG_TRUST_PROXY === 'on',
    s3: data.MOFANG_S3 === undefined ? undefined : storeOf(new URL(data.MOFANG_S3)),
    log: data.MOFANG_LOG,
  }
}

function storeOf(url: URL): NonNullable<Config['s3']> {
  return {
    endpoint: url.origin,
    bucket: url.pathname.replaceAll('/', ''),
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  }
}

export const newSecret = () => randomBytes(32).toString('base64url')
