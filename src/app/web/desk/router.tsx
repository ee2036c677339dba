import { createBrowserRouter, Navigate } from 'react-router'
import { deskRoutes } from './desk-pages.ts'
import { Waiting } from '#ui'
import { DeskHome, DeskShell, StreetHome } from './desk-shell.tsx'
import { BrokenPage, NoSuchPage } from './no-such-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

export const router = createBrowserRouter([
  {
    ErrorBoundary: BrokenPage,
    HydrateFallback: () => <Waiting />,
    children: [
      { path: '/', element: <Navigate to="/desk" replace /> },
      { path: '/desk', Component: DeskHome },
      { path: '/desk/sign-in', Component: SignInPage },
      { path: '/desk/password', Component: PasswordPage },
      {
        path: '/desk/:street',
        Component: DeskShell,
        children: [
          {
            ErrorBoundary: BrokenPage,
            children: [{ index: true, Component: StreetHome }, ...deskRoutes, { path: '*', Component: NoSuchPage }],
          },
        ],
      },
      { path: '*', Component: NoSuchPage },
    ],
  },
])
