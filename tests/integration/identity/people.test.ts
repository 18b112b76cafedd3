import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { updatePreferences as updatePreferencesRoute } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { type Role, STRANGER } from "@/lib/domain/policy"
import { hashPassword, verifyPassword } from "@/lib/services/auth/password"
import { acceptInvitation } from "@/lib/services/invitation/accept"
import { createInvitation } from "@/lib/services/invitation/create"
import { deleteInvitation } from "@/lib/services/invitation/delete"
import { getOpenInvitation } from "@/lib/services/invitation/get-open"
import { listInvitations } from "@/lib/services/invitation/list"
import { createKey } from "@/lib/services/key/create"
import { deleteKey } from "@/lib/services/key/delete"
import { listKeys } from "@/lib/services/key/list"
import { getPreferences } from "@/lib/services/preference/get"
import { updatePreferences } from "@/lib/services/preference/update"
import { getMe } from "@/lib/services/user/get-me"
import { listUsers } from "@/lib/services/user/list"
import { signOutMe, signOutUser } from "@/lib/services/user/sign-out"
import { updateUser } from "@/lib/services/user/update"
import { updateMe } from "@/lib/services/user/update-me"
import { updatePassword } from "@/lib/services/user/update-password"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const as = async (role: Role) => asPerson(server.db, await createPerson(server.db, { role }))
const stranger = (): Context => ({ db: server.db, actor: STRANGER, now: () => new Date() })
const address = () => `${newId()}@example.org`
const ways = { origin: "http://127.0.0.1:3000", smtpUrl: null }
const invite = (ctx: Context, email = address(), role: Role = "labeler") =>
  createInvitation(ctx, { email, role, ...ways })
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? ""
const PASSWORD = "correct horse battery"

describe("members", () => {
  test("are listed for everybody, oldest first", async () => {
    const viewer = await as("viewer")
    const { items, count } = await listUsers(viewer)
    expect(count).toBe(items.length)
    expect(items.map(({ id }) => id)).toContain(viewer.actor.userId)
    expect(items.map(({ createdAt }) => createdAt)).toEqual(items.map(({ createdAt }) => createdAt).sort())
  })

  test("change role, are disabled and enabled again by an administrator", async () => {
    const admin = await as("admin")
    const { id: userId } = await createPerson(server.db, { role: "viewer" })
    expect(await updateUser(admin, { userId, role: "editor" })).toMatchObject({ role: "editor" })
    expect(await updateUser(admin, { userId, disabled: true })).toMatchObject({
      disabledAt: expect.any(String),
    })
    expect(await updateUser(admin, { userId, disabled: false })).toMatchObject({ disabledAt: null })
  })

  test("are changed by nobody else", async () => {
    const editor = await as("editor")
    const { id: userId } = await createPerson(server.db, { role: "viewer" })
    await expect(updateUser(editor, { userId, role: "admin" })).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(signOutUser(editor, { userId })).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(updateUser(stranger(), { userId, role: "admin" })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })

  test("that do not exist are not found", async () => {
    const admin = await as("admin")
    await expect(updateUser(admin, { userId: newId(), role: "viewer" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(signOutUser(admin, { userId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  test("keep one administrator, even when two demote each other at once", async () => {
    await server.db.prisma.user.updateMany({ where: { role: "admin" }, data: { role: "viewer" } })
    const [first, second] = [await as("admin"), await as("admin")]
    const demote = (by: Context, whom: Context) =>
      updateUser(by, { userId: whom.actor.userId ?? "", role: "viewer" })
    const outcomes = await Promise.allSettled([demote(first, second), demote(second, first)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    const last = await server.db.prisma.user.findFirstOrThrow({ where: { role: "admin" } })
    const ctx = asPerson(server.db, last)
    await expect(updateUser(ctx, { userId: last.id, role: "viewer" })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    await expect(updateUser(ctx, { userId: last.id, disabled: true })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })

  test("cannot take the machine's own account its role", async () => {
    const admin = await as("admin")
    const local = await server.db.prisma.user.create({
      data: { id: newId(), name: "Local", role: "admin", isLocal: true },
    })
    await expect(updateUser(admin, { userId: local.id, disabled: true })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })
})

describe("my own account", () => {
  test("can be renamed and read", async () => {
    const ctx = await as("viewer")
    await updateMe(ctx, { name: "Ada" })
    expect(await getMe(ctx)).toMatchObject({ name: "Ada", effectiveRole: "viewer", hasPassword: false })
  })

  test("changes its password only with the current one, and then ends its sessions", async () => {
    const person = await createPerson(server.db, {
      role: "viewer",
      passwordHash: await hashPassword(PASSWORD),
    })
    const ctx = asPerson(server.db, person)
    const newPassword = "another horse battery"
    await expect(
      updatePassword(ctx, { currentPassword: "not the right one", newPassword }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ path: "currentPassword" }] })
    await updatePassword(ctx, { currentPassword: PASSWORD, newPassword })
    const row = await server.db.prisma.user.findUniqueOrThrow({ where: { id: person.id } })
    expect(row.sessionEpoch).toBe(person.sessionEpoch + 1)
    expect(await verifyPassword(row.passwordHash, newPassword)).toBe(true)
    const key: Context = { ...ctx, actor: { ...ctx.actor, kind: "key" } }
    await expect(
      updatePassword(key, { currentPassword: newPassword, newPassword: PASSWORD }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" })
  })

  test("can be signed out everywhere by its owner, whatever the role", async () => {
    const person = await createPerson(server.db, { role: "viewer" })
    await signOutMe(asPerson(server.db, person))
    const row = await server.db.prisma.user.findUniqueOrThrow({ where: { id: person.id } })
    expect(row.sessionEpoch).toBe(person.sessionEpoch + 1)
  })

  test("does not exist for the system or a stranger", async () => {
    await expect(getMe(stranger())).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    const system: Context = {
      ...stranger(),
      actor: { kind: "system", userId: null, name: "x", role: "admin" },
    }
    await expect(getMe(system)).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

describe("preferences", () => {
  test("are kept, removed by null, and belong to one person", async () => {
    const [mine, other] = [await as("viewer"), await as("viewer")]
    await updatePreferences(mine, { appearance: "dark" })
    expect(await getPreferences(mine)).toEqual({ appearance: "dark" })
    expect(await getPreferences(other)).toEqual({})
    await updatePreferences(mine, {})
    expect(await getPreferences(mine)).toEqual({ appearance: "dark" })
    await updatePreferences(mine, { appearance: null })
    expect(await getPreferences(mine)).toEqual({})
  })

  test("hold keys for labelling, of which two may not be the same", async () => {
    const ctx = await as("labeler")
    await updatePreferences(ctx, { labelKeys: { good: "a", bad: "d" } })
    expect(await getPreferences(ctx)).toEqual({ labelKeys: { good: "a", bad: "d" } })
    expect(updatePreferencesRoute.input.safeParse({ labelKeys: { good: "2" } }).success).toBe(false)
    expect(updatePreferencesRoute.input.safeParse({ labelKeys: { good: "2", bad: "1" } }).success).toBe(true)
    expect(updatePreferencesRoute.input.safeParse({ labelKeys: { shout: "a" } }).success).toBe(false)
  })

  test("that were written by something else are left out", async () => {
    const ctx = await as("viewer")
    const userId = ctx.actor.userId ?? ""
    await server.db.prisma.preference.create({ data: { userId, key: "appearance", value: "<script>" } })
    expect(await getPreferences(ctx)).toEqual({})
  })

  test("of strangers do not exist", async () => {
    await expect(getPreferences(stranger())).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    await expect(updatePreferences(stranger(), {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

describe("API keys", () => {
  test("are listed for their owner only, newest first, without revoked ones", async () => {
    const [mine, other] = [await as("viewer"), await as("viewer")]
    const first = await createKey(mine, { name: "first", role: "viewer" })
    const second = await createKey(mine, { name: "second", role: "viewer" })
    await createKey(other, { name: "other", role: "viewer" })
    expect((await listKeys(mine)).items.map(({ name }) => name)).toEqual(["second", "first"])
    await deleteKey(mine, { keyId: second.id })
    expect((await listKeys(mine)).items.map(({ id }) => id)).toEqual([first.id])
  })

  test("of somebody else are not found, also for an administrator", async () => {
    const { id } = await createKey(await as("viewer"), { name: "theirs", role: "viewer" })
    await expect(deleteKey(await as("admin"), { keyId: id })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  test("are never more than their owner", async () => {
    await expect(createKey(await as("labeler"), { name: "more", role: "editor" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(createKey(stranger(), { name: "x", role: "viewer" })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })
})

describe("invitations", () => {
  test("make an account with their role, once", async () => {
    const admin = await as("admin")
    const { url, email, mail } = await invite(admin)
    expect(mail).toBe("off")
    const input = { token: tokenOf(url), name: "Grace", password: PASSWORD }
    expect(await acceptInvitation(stranger(), input)).toEqual({ email })
    const member = await server.db.prisma.user.findUniqueOrThrow({ where: { email } })
    expect(member).toMatchObject({ name: "Grace", role: "labeler" })
    await expect(acceptInvitation(stranger(), input)).rejects.toMatchObject({ code: "GONE" })
  })

  test("let one in when two accept at once", async () => {
    const { url, email } = await invite(await as("admin"))
    const input = { token: tokenOf(url), name: "Grace", password: PASSWORD }
    const outcomes = await Promise.allSettled([1, 2].map(() => acceptInvitation(stranger(), input)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(await server.db.prisma.user.count({ where: { email } })).toBe(1)
  })

  test("end when revoked, replaced or old", async () => {
    const admin = await as("admin")
    const revoked = await invite(admin)
    await deleteInvitation(admin, { invitationId: revoked.id })
    const replaced = await invite(admin)
    const current = await invite(admin, replaced.email)
    const past = { ...admin, now: () => new Date(Date.now() - 8 * 24 * 3_600_000) }
    const old = await invite(past)
    for (const { url } of [revoked, replaced, old]) {
      expect(await getOpenInvitation(stranger(), { token: tokenOf(url) })).toBeNull()
    }
    expect(await getOpenInvitation(stranger(), { token: tokenOf(current.url) })).toMatchObject({
      email: replaced.email,
    })
    const open = (await listInvitations(admin)).items.map(({ id }) => id)
    expect(open).toContain(current.id)
    expect(open).not.toContain(revoked.id)
  })

  test("are not for members, and not for others than administrators to give", async () => {
    const admin = await as("admin")
    const member = await server.db.prisma.user.findUniqueOrThrow({ where: { id: admin.actor.userId ?? "" } })
    await expect(invite(admin, member.email ?? "")).rejects.toMatchObject({ code: "CONFLICT" })
    const editor = await as("editor")
    await expect(invite(editor)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(listInvitations(editor)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(deleteInvitation(editor, { invitationId: newId() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(deleteInvitation(admin, { invitationId: newId() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })

  test("are stored without their token", async () => {
    const { url, id } = await invite(await as("admin"))
    const row = await server.db.prisma.invitation.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(tokenOf(url))
  })
})
