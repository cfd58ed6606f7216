// Shows what a member missed while no page of Beckon is open, and leads to the conversation.
// The message is the JSON of `integrations::push::PushMessage`, decrypted by the browser.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const message = read(event.data);
  const options = {
    body: message.body,
    tag: message.tag,
    // A later message about the same conversation takes the earlier one's place, and is heard again.
    renotify: true,
    icon: "/apple-touch-icon.png",
    data: { url: message.url },
  };
  event.waitUntil(self.registration.showNotification(message.title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(visit(event.notification.data.url));
});

// A push service may give the browser another address at any time: Beckon learns of it, or nothing would arrive any more.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event.oldSubscription, event.newSubscription));
});

// A browser that is woken must show something, whatever came.
function read(data) {
  const otherwise = { title: "Beckon", body: "Something new is waiting for you.", tag: "beckon", url: "/app/inbox" };
  try {
    return { ...otherwise, ...data.json() };
  } catch {
    return otherwise;
  }
}

// The window that shows it already, else one of the workspace, else a new one.
async function visit(path) {
  const target = new URL(path, self.location.origin);
  if (target.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const showing = windows.find((window) => window.url === target.href);
  if (showing) return showing.focus();
  const workspace = windows.find((window) => new URL(window.url).pathname.startsWith("/app"));
  if (workspace) {
    await workspace.focus();
    // Only a window under this worker's control can be led elsewhere.
    const led = await workspace.navigate(target.href).catch(() => null);
    if (led) return;
  }
  await self.clients.openWindow(target.href);
}

// Who is not signed in any more is told nothing more here.
async function renew(before, after) {
  const fresh = after ?? (before && (await self.registration.pushManager.subscribe(before.options)));
  if (!fresh) return;
  if (before && before.endpoint !== fresh.endpoint) await say("forget", { endpoint: before.endpoint });
  await say("subscribe", { subscription: JSON.stringify(fresh) });
}

const say = (what, fields) => fetch(`/api/notifications/${what}`, { method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" } });
