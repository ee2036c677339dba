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
  MOFANG_CHAIN: z
    .enum(['anvil', 'rpc', 'none'])
    .default('anvil')
    .describe(
      'Where checkpoints of the logs are anchored: anvil, a chain for development in the data folder; rpc, a node; none.',
    ),
  MOFANG_CHAIN_RPC: z
    .url()
    .optional()
    .describe(
      'Address of the node with MOFANG_CHAIN=rpc: FISCO BCOS 3 (Web3 RPC), Besu, or another that speaks as Ethereum.',
    ),
  MOFANG_CHAIN_ID: z.coerce
    .bigint()
    .positive()
    .optional()
    .describe('Number of the chain; the node is asked when it is not set.'),
  MOFANG_CHAIN_CONTRACT: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .optional()
    .describe('Address of the contract; when not set it is set up at the first anchor, and kept in the data folder.'),
  MOFANG_CHAIN_KEY: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/)
    .optional()
    .describe('Private key of the account that owns the contract; when not set one is made in the data folder.'),
  MOFANG_CHAIN_GAS_PRICE: z.coerce
    .bigint()
    .nonnegative()
    .optional()
    .describe('What a unit of gas is paid; 0 on chains without fees. The node is asked when it is not set.'),
  MOFANG_NOTARY_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]{3,80}$/)
    .default('mofang.local')
    .describe('Domain in the names of logs and witnesses. Set it before the first start and never change it.'),
  MOFANG_NOTARY_WITNESSES: z
    .string()
    .default('')
    .describe(
      'Witnesses elsewhere that cosign our logs: pairs of verifier key and address, "KEY URL", separated by commas.',
    ),
  MOFANG_NOTARY_WITNESSED: z
    .string()
    .default('')
    .describe(
      "Verifier keys of logs elsewhere whose checkpoints the subdistrict's witness cosigns, separated by commas.",
    ),
  MOFANG_NOTARY_SM2: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Sign checkpoints of logs that are opened from now on by SM2 with SM3 as well.'),
  MOFANG_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Bearer token with which /metrics may be read from elsewhere; not set, it answers only on the machine itself.',
    ),
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
  readonly chain: {
    readonly kind: 'anvil' | 'rpc' | 'none'
    readonly rpc: string | undefined
    readonly chainId: bigint | undefined
    readonly contract: string | undefined
    readonly key: string | undefined
    readonly gasPrice: bigint | undefined
  }
  readonly notary: {
    readonly domain: string
    readonly sm2: boolean
    readonly witnesses: readonly { readonly key: string; readonly url: string }[]
    readonly witnessed: readonly string[]
  }
  readonly metricsToken: string | undefined
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
    chain: {
      kind: data.MOFANG_CHAIN,
      rpc: data.MOFANG_CHAIN_RPC,
      chainId: data.MOFANG_CHAIN_ID,
      contract: data.MOFANG_CHAIN_CONTRACT,
      key: data.MOFANG_CHAIN_KEY,
      gasPrice: data.MOFANG_CHAIN_GAS_PRICE,
    },
    notary: {
      domain: data.MOFANG_NOTARY_DOMAIN,
      sm2: data.MOFANG_NOTARY_SM2 === 'on',
      witnesses: listOf(data.MOFANG_NOTARY_WITNESSES).map(witnessOf),
      witnessed: listOf(data.MOFANG_NOTARY_WITNESSED),
    },
    metricsToken: data.MOFANG_METRICS_TOKEN,
    log: data.MOFANG_LOG,
  }
}

const listOf = (said: string): string[] =>
  said
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

function witnessOf(said: string): { key: string; url: string } {
  const pair = /^(\S+\+[0-9a-f]{8}\+\S+) (https?:\/\/\S+)$/.exec(said)
  if (!pair) throw new Error(`The configuration is not valid.\nMOFANG_NOTARY_WITNESSES: "${said}" is not "KEY URL".`)
  return { key: pair[1]!, url: pair[2]! }
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
