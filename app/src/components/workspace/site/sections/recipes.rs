//! Lines to copy, for each kind of server and of page.

use leptos::prelude::*;

use crate::components::workspace::copy::CopyButton;

/// How something is done with one kind of server or page.
pub(super) struct Recipe {
    /// Which.
    name: &'static str,
    /// What to do, in words.
    steps: &'static str,
    /// What to copy. `SNIPPET`, `SERVER` and `KEY` stand for the site's own.
    code: &'static str,
}

/// How a token is made. `BECKON_IDENTITY_SECRET` is what the customer calls the secret.
pub(super) static IDENTITY: [Recipe; 4] = [
    Recipe {
        name: "Node",
        steps: "npm install jsonwebtoken",
        code: r#"import jwt from "jsonwebtoken";

const token = jwt.sign(
  { sub: String(user.id), email: user.email, name: user.name },
  process.env.BECKON_IDENTITY_SECRET,
  { algorithm: "HS256", expiresIn: "1h" },
);"#,
    },
    Recipe {
        name: "Rails",
        steps: "bundle add jwt",
        code: r#"token = JWT.encode(
  { sub: current_user.id.to_s, email: current_user.email,
    name: current_user.name, exp: 1.hour.from_now.to_i },
  ENV.fetch("BECKON_IDENTITY_SECRET"), "HS256"
)"#,
    },
    Recipe {
        name: "PHP",
        steps: "composer require firebase/php-jwt",
        code: r"use Firebase\JWT\JWT;

$token = JWT::encode([
    'sub' => (string) $user->id, 'email' => $user->email,
    'name' => $user->name, 'exp' => time() + 3600,
], getenv('BECKON_IDENTITY_SECRET'), 'HS256');",
    },
    Recipe {
        name: "Python",
        steps: "pip install pyjwt",
        code: r#"import os, time, jwt

token = jwt.encode(
    {"sub": str(user.id), "email": user.email,
     "name": user.name, "exp": int(time.time()) + 3600},
    os.environ["BECKON_IDENTITY_SECRET"], algorithm="HS256",
)"#,
    },
];

/// How the line of HTML gets onto a page.
pub(super) static INSTALL: [Recipe; 9] = [
    Recipe {
        name: "Plain HTML",
        steps: "Paste the line before </body> on every page, or into the template that all pages share.",
        code: "SNIPPET",
    },
    Recipe {
        name: "WordPress",
        steps: "Put this into your (child) theme's functions.php, or into a plugin for code snippets.",
        code: r#"add_action('wp_footer', function () {
    echo '<script src="SERVER/widget.js" data-site="KEY" async></script>';
});"#,
    },
    Recipe {
        name: "Shopify",
        steps: "Online Store › Themes › ⋯ › Edit code › layout/theme.liquid: paste before </body> and save.",
        code: "SNIPPET",
    },
    Recipe {
        name: "Webflow",
        steps: "Site settings › Custom code › Footer code: paste, save, and publish the site.",
        code: "SNIPPET",
    },
    Recipe {
        name: "Squarespace",
        steps: "Settings › Developer tools › Code injection › Footer: paste and save.",
        code: "SNIPPET",
    },
    Recipe {
        name: "Next.js",
        steps: "In app/layout.tsx, inside <body>. The widget survives navigation between pages.",
        code: r#"import Script from "next/script";

<Script src="SERVER/widget.js" data-site="KEY" strategy="lazyOnload" />"#,
    },
    Recipe {
        name: "React",
        steps: "Into index.html before </body>; or, where you can't reach it, once in the root component.",
        code: r#"useEffect(() => {
  if (document.querySelector("script[data-site]")) return;
  const script = document.createElement("script");
  script.src = "SERVER/widget.js";
  script.dataset.site = "KEY";
  document.body.append(script);
}, []);"#,
    },
    Recipe {
        name: "Vue",
        steps: "Into index.html before </body>; or, where you can't reach it, in App.vue.",
        code: r#"onMounted(() => {
  if (document.querySelector("script[data-site]")) return;
  const script = document.createElement("script");
  script.src = "SERVER/widget.js";
  script.dataset.site = "KEY";
  document.body.append(script);
});"#,
    },
    Recipe {
        name: "Google Tag Manager",
        steps: "New tag › Custom HTML, trigger All Pages. The tag manager removes data-site from a plain line, so it is set by script.",
        code: r#"<script>
  var script = document.createElement("script");
  script.src = "SERVER/widget.js";
  script.dataset.site = "KEY";
  document.body.appendChild(script);
</script>"#,
    },
];

/// Recipes, of which one is open at a time.
#[component]
pub(super) fn Recipes(
    recipes: &'static [Recipe],
    /// The installation's address and the site's key, where the recipes need them.
    #[prop(optional)]
    site: Option<(String, String)>,
) -> impl IntoView {
    let (server, key) = site.unwrap_or_default();
    let snippet = super::super::card::snippet(&server, &key);
    let items = recipes.iter().map(|recipe| {
        let code = recipe
            .code
            .replace("SNIPPET", &snippet)
            .replace("SERVER", &server)
            .replace("KEY", &key);
        view! {
            <details class="recipe" name="recipes">
                <summary>{recipe.name}</summary>
                <p class="hint">{recipe.steps}</p>
                <pre class="snippet-code"><code>{code.clone()}</code></pre>
                <CopyButton text=code what="code"/>
            </details>
        }
    });
    view! { <div class="recipes">{items.collect_view()}</div> }
}
