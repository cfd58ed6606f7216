use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn several_at_once() {
    check(
        Industry::Solar,
        None,
        &[
            (
                "Hi, I'm Maria Lopez from Austin, TX, maria@example.com, budget $6k a month, asap",
                "name=Maria Lopez; email=maria@example.com; place=Austin, TX; budget=$6,000 month; time=immediate",
            ),
            (
                "Maria Lopez, maria@example.com, (512) 555-0123",
                "name=Maria Lopez; email=maria@example.com; phone=+15125550123",
            ),
            (
                "my name is bob, my number is 512 555 0123 and i can spend 5k",
                "name=Bob; phone=+15125550123; budget=$5,000 once",
            ),
            (
                "bill is $240, budget 150 a month, i live in phoenix and want to start next month. it's my call",
                "place=Phoenix; budget=$150 month; time=months; decides=true",
            ),
            (
                "I'm Bo, I work at Acme Inc, we have about 40 employees",
                "name=Bo; company=Acme Inc; size=40",
            ),
            (
                "Acme Corp, info@example.com",
                "email=info@example.com; company=Acme Corp",
            ),
            (
                "Name: Ana Ruiz\nEmail: ana@example.com\nPhone: 512-555-0123\nZip: 78701",
                "name=Ana Ruiz; email=ana@example.com; phone=+15125550123; place=78701",
            ),
            (
                "I'm Ana 🙂 reach me at ana@example.com or +34 612 345 678",
                "name=Ana; email=ana@example.com; phone=+34612345678",
            ),
        ],
    );
    check(
        Industry::HomeServices,
        Some(Question::Name),
        &[
            (
                "Bob Smith, 512-555-0123",
                "name=Bob Smith; phone=+15125550123",
            ),
            (
                "bob smith, no rush, 10k",
                "name=Bob Smith; budget=$10,000 once; time=exploring",
            ),
        ],
    );
}

#[test]
fn nothing_at_all() {
    for industry in Industry::ALL {
        check(
            industry,
            None,
            &[
                ("hi", ""),
                ("", ""),
                (" \n\t", ""),
                ("Good morning!", ""),
                ("thank you so much", ""),
                ("what do you do?", ""),
                ("Can someone call me?", ""),
                ("this is useless", ""),
                ("lol", ""),
                ("🙃🙃🙃", ""),
                ("...", ""),
                ("I have a question about your service", ""),
                ("Do you work on weekends?", ""),
                ("1234", ""),
                ("Lorem ipsum dolor sit amet", ""),
                ("<img src=x onerror=alert(1)>", ""),
                ("{{7*7}} ${7*7}", ""),
                ("SELECT * FROM leads WHERE 1=1", ""),
                ("مرحبا كيف حالك", ""),
                ("你好,我想咨询一下", ""),
            ],
        );
    }
}
