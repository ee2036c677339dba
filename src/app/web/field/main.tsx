import './field.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { must } from '#kernel/assert'
import { createOutbox, OutboxContext } from '#ui/outbox'
import { loadFontWhereMissing } from '../light/font.ts'
import { App } from './app.tsx'
import { queries } from './asking.ts'

loadFontWhereMissing()

createRoot(must(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <OutboxContext value={createOutbox()}>
        <App />
      </OutboxContext>
    </QueryClientProvider>
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator)
  void navigator.serviceWorker.register('/field-sw.js', { scope: '/field' })
