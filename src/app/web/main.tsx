import '@fontsource-variable/noto-sans-sc/index.css'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { must } from '#kernel/assert'
import { isRefusal, Refusal } from '#ui/operations'
import { startTheme } from '#ui/theme'
import { Toasts } from '#ui/toast'
import { AntdTheme } from '#ui/antd-theme'
import { router } from './desk/router.tsx'
import './desk/desk.css'

startTheme()

const client = new QueryClient({
  queryCache: new QueryCache({
    // A session that ran out shows the sign-in, and afterwards the page on which one was.
    onError: (error, query) => {
      if (query.queryKey[0] !== 'session' && isRefusal(error, 'not_signed_in')) client.setQueryData(['session'], null)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => !(error instanceof Refusal) && count < 2,
    },
  },
})

createRoot(must(document.getElementById('root'), 'the root of the page')).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <AntdTheme>
        <RouterProvider router={router} />
        <Toasts />
      </AntdTheme>
    </QueryClientProvider>
  </StrictMode>,
)
