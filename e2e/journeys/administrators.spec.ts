import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { indicators } from '#engines/indicators/shared'
import { identity } from '#platform/identity/operations'
import { said } from '../desk.ts'
import { onlyHere, registerCase } from '../scene.ts'
import { changshou, shot, someone } from '../world.ts'

const administrators = [
  ['xitong', ['人员']],
  ['anquan', ['人员']],
  ['shenji', ['审计', '查看记录', '存证']],
] as const

test.each(administrators)(
  '%s sees no business: no page of it in the menu, none by its address, none through the API',
  async (as, own) => {
    const duty = await someone({ as: 'zhiban' })
    const made = await registerCase(duty, { title: onlyHere('管理员看不到') })
    const administrator = await someone({ as, size: 'wide' })
    const { page } = administrator
    await page.goto('/desk')
    const menu = page.getByRole('navigation', { name: '页面' })
    await menu.getByRole('link').first().waitFor()
    expect((await menu.getByRole('listitem').allInnerTexts()).slice(0, 2)).toEqual(['人员', '审计'])
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(own)
    await page.getByRole('heading', { level: 1 }).waitFor()

    for (const path of ['cases', `cases/${made.caseId}`, 'map', 'board', 'routing', 'limits', 'hotline']) {
      await page.goto(`/desk/${changshou}/${path}`)
      await page
        .getByText(/没有办理此事的权限|没有查看/)
        .first()
        .waitFor()
      expect(await page.getByText(made.title).count(), path).toBe(0)
      expect(await page.getByRole('grid').count(), path).toBe(0)
    }
    await shot(page, `administrators-${as}-refused`)

    const { caseId } = made
    const refused = { body: { code: 'forbidden' } }
    await expect(administrator.ask(cases.list, {})).rejects.toMatchObject(refused)
    await expect(administrator.ask(cases.counts, {})).rejects.toMatchObject(refused)
    await expect(administrator.ask(cases.get, { caseId })).rejects.toMatchObject(refused)
    await expect(administrator.ask(cases.map, {})).rejects.toMatchObject(refused)
    await expect(
      administrator.ask(indicators.values, { period: { kind: 'year', day: '2026-01-01' } }),
    ).rejects.toMatchObject(refused)
    await expect(administrator.perform(cases.accept, { caseId })).rejects.toMatchObject(refused)
    await expect(administrator.perform(cases.revealCaller, { caseId, purpose: '查看' })).rejects.toMatchObject(refused)
    expect((await administrator.context.request.get(`/api/${changshou}/cases.export.xlsx`)).status()).toBe(403)
  },
)

test('one opens the account, another grants the role, the new colleague changes the password and works, the log tells of it', async () => {
  const [system, security, audit] = [
    await someone({ as: 'xitong', size: 'wide' }),
    await someone({ as: 'anquan', size: 'wide' }),
    await someone({ as: 'shenji', size: 'wide' }),
  ]
  const username = onlyHere('xinren')
  const name = onlyHere('沈新')
  const initial = 'Start-2026-once'
  await system.page.goto(`/desk/${changshou}/staff`)
  await system.page.getByRole('button', { name: '开设账号' }).click()
  const form = system.page.locator('form').filter({ has: system.page.getByLabel('初始密码') })
  await form.getByLabel('姓名').fill(name)
  await form.getByLabel('岗位').fill('受理员')
  await form.getByLabel('账号').fill(username)
  await form.getByLabel('初始密码').fill('123456')
  await form.getByRole('button', { name: '开设账号' }).click()
  // A weak password is refused, and nothing typed is lost.
  await form.getByRole('alert').first().waitFor()
  expect(await form.getByLabel('账号').inputValue()).toBe(username)
  await form.getByLabel('初始密码').fill(initial)
  await form.getByRole('button', { name: '开设账号' }).click()
  await said(system.page, '账号已开设')
  const search = '姓名、岗位或账号'
  await system.page.getByRole('searchbox', { name: search }).fill(username)
  const row = system.page.getByRole('row').filter({ hasText: username })
  await row.getByText('待改密码').waitFor()
  expect(await row.innerText()).toContain('未授权')
  // Who opens accounts grants nothing.
  expect(await row.getByRole('button', { name: /^授权/ }).getAttribute('aria-disabled')).toBe('true')
  const { items } = await system.ask(identity.listStaff, { words: username })
  const { staffId } = items[0]!
  await expect(system.perform(identity.setRoles, { staffId, roles: ['duty'] })).rejects.toMatchObject({
    body: { code: 'forbidden' },
  })

  await security.page.goto(`/desk/${changshou}/staff`)
  await security.page.getByRole('searchbox', { name: search }).fill(username)
  const granting = security.page.getByRole('row').filter({ hasText: username })
  await granting.getByRole('button', { name: /^授权/ }).click()
  const roles = security.page.locator('form').filter({ has: security.page.getByLabel('值班受理员') })
  await roles.getByLabel('值班受理员').check()
  await roles.getByLabel('系统管理员').check()
  await roles.getByText('全街道', { exact: true }).click()
  await roles.getByRole('button', { name: '授权' }).click()
  await roles.getByRole('alert').first().waitFor()
  await shot(security.page, 'administrators-conflict')
  await roles.getByLabel('系统管理员').uncheck()
  await roles.getByRole('button', { name: '授权' }).click()
  await said(security.page, '已授权')
  await granting.getByText('值班受理员').first().waitFor()
  await expect(
    security.perform(identity.createAccount, {
      staffId: crypto.randomUUID(),
      username: onlyHere('no'),
      name: '某',
      password: initial,
    }),
  ).rejects.toMatchObject({ body: { code: 'forbidden' } })

  const colleague = await someone({ size: 'wide' })
  const { page } = colleague
  await page.goto(`/desk/${changshou}/cases`)
  await page.getByRole('textbox', { name: '账号' }).fill(username)
  await page.getByLabel('密码').fill(initial)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('这是初始密码，修改后才能使用。').waitFor()
  // Until it is changed nothing else opens, not even by its address.
  await page.goto(`/desk/${changshou}/cases`)
  await page.getByText('这是初始密码，修改后才能使用。').waitFor()
  const own = 'Mofang-own-2026'
  await page.getByLabel('现密码').fill(initial)
  await page.getByLabel('新密码').fill(own)
  await page.getByLabel('再输一次').fill(`${own}x`)
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByText('两次输入不一致。').waitFor()
  await page.getByLabel('再输一次').fill(own)
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByRole('grid').waitFor()
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '登记' }).click()
  await page.getByRole('heading', { name: '登记案件' }).waitFor()
  await shot(page, 'administrators-colleague')

  await audit.page.goto(`/desk/${changshou}/audit`)
  await audit.page.getByRole('combobox', { name: /^操作/ }).selectOption('identity.setRoles')
  const line = audit.page.getByRole('row').filter({ hasText: 'anquan' }).filter({ hasText: '成功' }).first()
  await line.waitFor()
  expect(await audit.page.getByRole('table').innerText()).not.toContain(initial)
  await shot(audit.page, 'administrators-audit')

  // Deactivated, the colleague is out at once.
  await row.getByRole('button', { name: '停用' }).click()
  await said(system.page, '已停用')
  await row.getByText('已停用').waitFor()
  await page.reload()
  await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await page.getByRole('textbox', { name: '账号' }).fill(username)
  await page.getByLabel('密码').fill(own)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  for (const { complaints } of [system, security, audit, colleague]) expect(complaints).toEqual([])
})
