// A thread of its own loads no TypeScript until it is told how, whatever the program that started it was told.
import { tsImport } from 'tsx/esm/api'

await tsImport('./verify-cast.ts', import.meta.url)
