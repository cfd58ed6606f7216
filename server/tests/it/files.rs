//! Files from outside: who may send what, and who has it again.

use beckon_domain::attachment::{ATTACHMENT_MAX, Attachment};
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::VisitorToken;
use beckon_domain::site::Site;
use reqwest::{Body, Client, RequestBuilder, Response, StatusCode, header};
use sqlx::PgPool;

use crate::bed::{Bed, begin};

/// A visitor with a conversation, and what they show.
struct Sender {
    site: Site,
    token: VisitorToken,
    conversation: ConversationId,
}

impl Sender {
    async fn new(bed: &Bed, name: &str) -> Self {
        let (_, site, _) = bed.buyer(name).await;
        let (mut client, _) = bed.visitor(&site, None).await;
        let (token, conversation) = begin(&mut client, "Hello").await;
        Self {
            site,
            token,
            conversation,
        }
    }

    fn request(&self, bed: &Bed, name: &str) -> RequestBuilder {
        post(bed, self.conversation, name)
            .header("x-beckon-site", self.site.key.as_str())
            .header("x-beckon-visitor", &self.token.0)
    }

    async fn send(&self, bed: &Bed, name: &str, content: impl Into<Body>) -> Attachment {
        let response = self.request(bed, name).body(content).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }
}

fn post(bed: &Bed, conversation: ConversationId, name: &str) -> RequestBuilder {
    Client::new()
        .post(bed.url("/api/attachments"))
        .query(&[
            ("conversation", conversation.to_string()),
            ("name", name.to_owned()),
        ])
        .header(header::ORIGIN, bed.url(""))
}

async fn get(bed: &Bed, link: &str) -> Response {
    reqwest::get(bed.url(link)).await.unwrap()
}

fn told(response: &Response, name: header::HeaderName) -> &str {
    response.headers()[name].to_str().unwrap()
}

/// A PNG of random pixels, so that it does not shrink.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 7_u32;
    let pixels = image::RgbImage::from_fn(width, height, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = seed.to_be_bytes();
        image::Rgb([a, b, c])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn a_picture_comes_back_whole_in_part_and_small(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let sender = Sender::new(&bed, "acme").await;
    let content = picture(900, 300);
    let file = sender.send(&bed, "../roof.html", content.clone()).await;
    assert_eq!(
        (file.name.as_str(), file.media_type.as_str()),
        ("roof.html", "image/png")
    );
    assert_eq!(
        (file.bytes, file.size),
        (content.len() as u64, Some((900, 300)))
    );

    let whole = get(&bed, &file.link).await;
    assert_eq!(told(&whole, header::CONTENT_TYPE), "image/png");
    assert!(told(&whole, header::CONTENT_DISPOSITION).starts_with("inline"));
    assert_eq!(told(&whole, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(told(&whole, header::CACHE_CONTROL).contains("private, max-age="));
    assert_eq!(whole.bytes().await.unwrap(), content);

    let request = Client::new()
        .get(bed.url(&file.link))
        .header(header::RANGE, "bytes=4-7");
    let part = request.send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        told(&part, header::CONTENT_RANGE),
        format!("bytes 4-7/{}", content.len())
    );
    assert_eq!(part.bytes().await.unwrap(), content[4..8]);

    let small = get(&bed, &file.thumbnail.unwrap()).await;
    assert_eq!(told(&small, header::CONTENT_TYPE), "image/jpeg");
    let small = image::load_from_memory(&small.bytes().await.unwrap()).unwrap();
    assert_eq!((small.width(), small.height()), (480, 160));
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn what_could_run_is_only_saved(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let sender = Sender::new(&bed, "acme").await;
    for (content, media_type) in [
        ("<!doctype html><script>alert(1)</script>", "text/html"),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "image/svg+xml",
        ),
        ("just text", "text/plain"),
    ] {
        let file = sender.send(&bed, "picture.png", content).await;
        assert_eq!(file.media_type, media_type);
        let response = get(&bed, &file.link).await;
        assert_eq!(
            told(&response, header::CONTENT_DISPOSITION),
            "attachment; filename*=UTF-8''picture.png"
        );
        assert!(told(&response, header::CONTENT_SECURITY_POLICY).contains("sandbox"));
    }
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn too_large_is_refused_on_the_way(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let sender = Sender::new(&bed, "acme").await;
    let piece = vec![7_u8; 1024 * 1024];
    let pieces = ATTACHMENT_MAX / (1024 * 1024) + 1;
    // A stream does not tell its length.
    let endless =
        futures::stream::iter((0..pieces).map(move |_| Ok::<_, std::io::Error>(piece.clone())));
    let request = sender
        .request(&bed, "large.bin")
        .body(Body::wrap_stream(endless));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(response.text().await.unwrap().contains("at most 20 MB"));
    let announced = sender
        .request(&bed, "large.bin")
        .body(vec![0; 21 * 1024 * 1024]);
    // The answer comes before the body is sent; whether the client sees it or a broken pipe is up to it.
    if let Ok(response) = announced.send().await {
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
    let empty = sender.request(&bed, "empty").send().await.unwrap();
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn only_to_a_conversation_of_ones_own(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (mine, theirs) = (
        Sender::new(&bed, "acme").await,
        Sender::new(&bed, "other").await,
    );
    let (_, _, session) = bed.buyer("third").await;
    let stranger = Sender {
        conversation: theirs.conversation,
        ..Sender::new(&bed, "fourth").await
    };
    let to_theirs = stranger
        .request(&bed, "a.txt")
        .body("hello")
        .send()
        .await
        .unwrap();
    assert_eq!(to_theirs.status(), StatusCode::NOT_FOUND);
    let agent = |conversation| {
        post(&bed, conversation, "a.txt")
            .header(header::COOKIE, format!("beckon_session={session}"))
            .body("hello")
            .send()
    };
    assert_eq!(
        agent(mine.conversation).await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    let nobody = post(&bed, mine.conversation, "a.txt")
        .body("hello")
        .send()
        .await
        .unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    let mut foreign = mine.request(&bed, "a.txt").build().unwrap();
    let evil = header::HeaderValue::from_static("https://evil.example");
    foreign.headers_mut().insert(header::ORIGIN, evil);
    let foreign = Client::new().execute(foreign).await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    for _ in 0..10 {
        mine.send(&bed, "a.txt", "hello").await;
    }
    let eleventh = mine
        .request(&bed, "a.txt")
        .body("hello")
        .send()
        .await
        .unwrap();
    assert_eq!(eleventh.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn an_agent_sends_files_too(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (_, site, session) = bed.buyer("acme").await;
    let (mut client, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut client, "Hello").await;
    let response = post(&bed, conversation, "offer.pdf")
        .header(header::COOKIE, format!("beckon_session={session}"))
        .body("%PDF-1.7\n…")
        .send()
        .await
        .unwrap();
    let file: Attachment = response.json().await.unwrap();
    assert_eq!(file.media_type, "application/pdf");
    assert_eq!(get(&bed, &file.link).await.status(), StatusCode::OK);
    let cut = &file.link[..file.link.len() - 3];
    let page = get(&bed, cut).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(page.text().await.unwrap().contains("There is no file here"));
}
