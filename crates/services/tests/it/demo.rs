use beckon_domain::form::LeadForm;
use beckon_domain::industry::Industry;
use beckon_domain::score::Quality;
use beckon_domain::site::Origin;
use beckon_services::demo::{self, Installation};
use beckon_services::leads::{self, Submitted};
use beckon_services::{accounts, dashboard};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use beckon_domain::attribution::Touch;

use crate::bed::{Bed, client};

fn wanted(demo: bool) -> Installation {
    let origin = Origin::parse("http://localhost:3002").unwrap();
    Installation {
        admin_email: "admin@beckon.example".into(),
        demo_origins: demo.then(|| vec![origin]),
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_demo_is_plausible(pool: PgPool) {
    let bed = Bed::new(pool).await;
    assert!(!demo::is_installed(&bed.services).await.unwrap());
    let installed = demo::install(&bed.services, &wanted(true)).await.unwrap();
    assert!(demo::is_installed(&bed.services).await.unwrap());
    assert!(installed.demo_site.is_some());

    let mut total = 0;
    for sign_in in &installed.sign_ins {
        let token = accounts::sign_in(&bed.services, &sign_in.email, &sign_in.password, &client())
            .await
            .unwrap();
        let identity = accounts::identify(&bed.services, token.as_str())
            .await
            .unwrap()
            .unwrap();
        let figures = dashboard::figures(&bed.services, &identity).await.unwrap();
        if sign_in.role == "owner" {
            total += figures.total;
            let page = bed.leads(&identity).await;
            let kinds = |quality| {
                page.iter()
                    .filter(|lead| lead.score.quality() == quality)
                    .count()
            };
            assert!(kinds(Quality::Hot) > 0 || kinds(Quality::Warm) > 0);
            assert!(figures.by_status.len() >= 3 && figures.by_source.len() >= 2);
        }
    }
    assert_eq!(total, 200);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn without_a_demo_the_landing_pages_work(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let installed = demo::install(&bed.services, &wanted(false)).await.unwrap();
    assert_eq!((installed.sign_ins.len(), installed.demo_site), (1, None));
    let form = LeadForm {
        name: "Ana".into(),
        email: "ana@example.com".into(),
        consent: "yes".into(),
        ..LeadForm::default()
    };
    let touch = Touch::from_query([("utm_source", "google"), ("utm_medium", "cpc")]);
    let sent = bed
        .submit(Industry::Solar, form.clone(), touch.clone())
        .await;
    let Ok(Submitted::Lead(lead)) = sent else {
        panic!("{sent:?}")
    };
    let admin = &installed.sign_ins[0];
    let token = accounts::sign_in(&bed.services, &admin.email, &admin.password, &client())
        .await
        .unwrap();
    let identity = accounts::identify(&bed.services, token.as_str())
        .await
        .unwrap()
        .unwrap();
    let details = leads::details(&bed.services, &identity, lead)
        .await
        .unwrap();
    assert_eq!(
        (&details.first_touch, details.summary.score.value),
        (&touch, 10 + 2 + 15)
    );

    // Who asks again, from another browser and by another way, came first by the first.
    bed.advance(3_600);
    let later = Touch::from_query([("utm_source", "newsletter")]);
    let sent = bed.submit(Industry::Solar, form, later.clone()).await;
    let Ok(Submitted::Lead(again)) = sent else {
        panic!("{sent:?}")
    };
    let details = leads::details(&bed.services, &identity, again)
        .await
        .unwrap();
    assert_eq!((details.first_touch, details.last_touch), (touch, later));
}
