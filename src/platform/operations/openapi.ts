import { z } from 'zod'
import { engineOf, platformErrors, type Operation } from '#kernel/operation'

const schemaOf = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return schema
}

/** OpenAPI 3.1 of everything that can be asked, from the operations themselves. */
export function openApiOf(operations: readonly Operation[], version: string): Record<string, unknown> {
  const refusal = { $ref: '#/components/schemas/Refusal' }
  const paths = Object.fromEntries(
    operations.map((operation) => {
      const codes = [...operation.errors, ...Object.keys(platformErrors)]
      const responses = {
        200: {
          description: operation.title[1],
          content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
        },
        default: {
          description: `Refusal with one of: ${codes.join(', ')}`,
          content: { 'application/json': { schema: refusal } },
        },
      }
      const street = { name: 'street', in: 'path', required: true, schema: { type: 'string', pattern: '^\\d{9}$' } }
      const common = {
        operationId: operation.name,
        summary: operation.title[0],
        description: operation.title[1],
        tags: [engineOf(operation.name)],
        security: operation.audience === 'anyone' ? [] : [{ session: [] }],
        responses,
      }
      const described =
        operation.kind === 'query'
          ? {
              get: {
                ...common,
                parameters: [
                  street,
                  {
                    name: 'input',
                    in: 'query',
                    content: { 'application/json': { schema: schemaOf(operation.input, 'input') } },
                  },
                ],
              },
            }
          : {
              post: {
                ...common,
                parameters: [street],
                requestBody: {
                  required: true,
                  content: {
                    'application/json': {
                      schema: {
                        type: 'object',
                        required: ['command', 'input'],
                        properties: {
                          command: {
                            type: 'string',
                            format: 'uuid',
                            description: 'UUIDv7 made by the client: performed once however often it arrives',
                          },
                          at: { type: 'string', format: 'date-time', description: 'when it was done, if offline' },
                          input: schemaOf(operation.input, 'input'),
                        },
                      },
                    },
                  },
                },
              },
            }
      return [`/api/{street}/${operation.name}`, described]
    }),
  )
  return {
    openapi: '3.1.0',
    info: { title: '数字魔方 Mofang', version },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string' },
            message: { type: 'string' },
            fields: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
            },
          },
        },
      },
    },
  }
}
