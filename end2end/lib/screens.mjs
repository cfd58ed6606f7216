// Every screen of the product, for those who look at all of them.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ name: string, open: (page: Page) => Promise<void> }} Screen */

/** Wide and narrow, light and dark. */
export const LOOKS = [1440, 390].flatMap((width) =>
  /** @type {const} */ (["light", "dark"]).map((colorScheme) => ({
    name: `${width}-${colorScheme}`,
    options: { viewport: { width, height: width > 500 ? 900 : 844 }, colorScheme, reducedMotion: /** @type {const} */ ("reduce") },
  })),
);

/** @param {string} url @param {string} path @returns {(page: Page) => Promise<void>} */
function at(url, path) {
  return async (page) => {
    await page.goto(url + path);
    await settle(page);
  };
}

/** @param {Page} page */
async function settle(page) {
  await page.waitForLoadState("load");
  await page.evaluate(() => document.fonts.ready);
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

/** @param {string} url @returns {Screen[]} */
export function publicScreens(url) {
  const paths = {
    home: "/",
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "landing-real-estate": "/leads/real-estate",
    "landing-insurance": "/leads/insurance",
    "landing-solar": "/leads/solar?offer=special",
    "landing-legal": "/leads/legal",
    "landing-home-services": "/leads/home-services",
    "guide-solar": "/leads/solar/guide",
    "guide-legal": "/leads/legal/guide",
    "compare-insurance": "/leads/insurance/compare",
    "compare-home-services": "/leads/home-services/compare",
    thanks: "/leads/solar/thanks",
    invitation: "/invitations/unknown",
    privacy: "/privacy",
    "not-found": "/no-such-page",
  };
  return Object.entries(paths).map(([name, path]) => ({ name, open: at(url, path) }));
}

/** To be opened by somebody who is signed in. @param {string} url @returns {Screen[]} */
export function workspaceScreens(url) {
  const paths = {
    inbox: "/app/inbox",
    dashboard: "/app/dashboard",
    leads: "/app/leads",
    "leads-narrowed": "/app/leads?f=score.greater_than.20&f=industry.equals.solar&field=location&op=contains&value=",
    "leads-none": "/app/leads?q=nobody-is-called-this",
    routing: "/app/routing",
    scoring: "/app/scoring",
    appointments: "/app/appointments",
    availability: "/app/availability",
    sites: "/app/sites",
    team: "/app/team",
    account: "/app/account",
    notifications: "/app/notifications",
    canned: "/app/canned",
  };
  const plain = Object.entries(paths).map(([name, path]) => ({ name, open: at(url, path) }));
  return [
    ...plain,
    { name: "conversation", open: firstOf(url, "/app/inbox", "[data-line]") },
    { name: "lead", open: firstOf(url, "/app/leads", "tbody a") },
  ];
}

/** The settings of the first site, section by section. To be opened by somebody who is signed in. @param {string} url @returns {Screen[]} */
export function settingsScreens(url) {
  const sections = [
    "general", "appearance", "targeting", "assistant", "engine", "knowledge", "handover",
    "languages", "hours", "booking", "offline", "consent", "identity", "install",
  ];
  return sections.map((section) => ({
    name: `settings-${section}`,
    open: firstOf(url, "/app/sites", 'a[href^="/app/sites/"]', (href) => href.split("/").toSpliced(4).concat(section).join("/")),
  }));
}

/**
 * Goes where the first matching link of a list leads, or near there.
 * @param {string} url @param {string} path @param {string} link @param {(href: string) => string} [from]
 */
function firstOf(url, path, link, from = (href) => href) {
  return async (/** @type {Page} */ page) => {
    await page.goto(url + path);
    const target = await page.locator(link).first().getAttribute("href");
    await at(url, from(target ?? ""))(page);
  };
}
