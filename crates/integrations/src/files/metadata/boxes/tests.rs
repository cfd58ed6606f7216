use proptest::prelude::*;

use super::*;
use crate::files::metadata::tests::holds;

/// Made by `FFmpeg` and by libheif: with a place, a time, a name and a device, as phones write them.
const MP4: &[u8] = include_bytes!("../phone.mp4");
const MOV: &[u8] = include_bytes!("../phone.mov");
const HEIC: &[u8] = include_bytes!("../phone.heic");

/// What must not be passed on: `loci` has the place as two numbers of 16 bits before and after the point.
const SECRETS: [&[u8]; 8] = [
    b"Ada Lovelace",
    b"+48.8577",
    b"\x00\x30\xdb\x92",
    b"at home",
    b"Phone 1",
    b"2026-05-04",
    b"2026:05:04",
    b"xmpmeta",
];

fn a_box(name: &[u8], content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&length, name, &content].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect()
}

fn content_of(file: &[u8], names: &[&[u8; 4]]) -> Range<usize> {
    names.iter().fold(0..file.len(), |within, name| {
        find(file, within, **name).unwrap()
    })
}

#[test]
fn nothing_is_left_but_what_is_to_be_seen_and_heard() {
    for (format, content) in [("mp4", MP4), ("mov", MOV), ("heic", HEIC)] {
        assert!(is_it(content), "{format}");
        assert!(holds(content, b"Ada Lovelace"), "{format}");
        let clean = strip(content).unwrap();
        for secret in SECRETS {
            assert!(
                !holds(&clean, secret),
                "{format}: {}",
                secret.escape_ascii()
            );
        }
        assert_eq!(clean.len(), content.len(), "{format}: nothing is moved");
        assert_eq!(
            strip(&clean).unwrap(),
            clean,
            "{format}: a second time changes nothing"
        );
    }
}

#[test]
fn the_video_and_where_it_is_stay_as_they_are() {
    for content in [MP4, MOV] {
        let clean = strip(content).unwrap();
        let tables = [b"moov", b"trak", b"mdia", b"minf", b"stbl"];
        for names in [&[b"mdat"][..], &tables] {
            let place = content_of(content, names);
            assert_eq!(clean[place.clone()], content[place]);
        }
        let header = content_of(content, &[b"moov", b"mvhd"]);
        assert_ne!(content[header.start + 4..header.start + 12], [0; 8]);
        assert_eq!(
            clean[header.start + 4..header.start + 12],
            [0; 8],
            "when it was made"
        );
        assert_eq!(
            clean[header.start + 12..header.end],
            content[header.start + 12..header.end]
        );
    }
}

#[test]
fn the_picture_and_how_it_lies_stay_as_they_are() {
    let clean = strip(HEIC).unwrap();
    let meta = content_of(HEIC, &[b"meta"]);
    assert_eq!(clean[..meta.end], HEIC[..meta.end], "lists and properties");
    let changed = (0..HEIC.len()).filter(|at| HEIC[*at] != clean[*at]).count();
    let exif = HEIC
        .windows(4)
        .rposition(|window| window == b"Exif")
        .unwrap();
    assert!(
        changed <= HEIC.len() - exif + 4,
        "EXIF and XMP are the last that is there"
    );
    assert!(holds(&clean, b"\0\0\0\0MM\0\x2a"), "EXIF that says nothing");
}

/// A movie with a track of what a camera measured: two pieces of it, before and after a piece of the video.
fn with_measurements(handler: &[u8]) -> Vec<u8> {
    let samples = [b"N48E".as_slice(), b"PICTURE", b"N49E", b"N50E"];
    let start = a_box(b"ftyp", &[b"isom\0\0\0\0"]);
    let begin = u32::try_from(start.len() + 8).unwrap();
    let table = a_box(
        b"stbl",
        &[
            &a_box(b"stsz", &[&numbers(&[0, 4, 3])]),
            &a_box(b"stsc", &[&numbers(&[0, 2, 1, 1, 1, 2, 2, 1])]),
            &a_box(b"stco", &[&numbers(&[0, 2, begin, begin + 11])]),
        ],
    );
    let handler = a_box(b"hdlr", &[&[0; 8], handler, &[0; 12]]);
    let media = a_box(b"mdia", &[&handler, &a_box(b"minf", &[&table])]);
    let movie = a_box(b"moov", &[&a_box(b"trak", &[&media])]);
    [start, a_box(b"mdat", &samples), movie].concat()
}

#[test]
fn what_a_camera_measured_goes_with_its_track() {
    let clean = strip(&with_measurements(b"meta")).unwrap();
    let data = content_of(&clean, &[b"mdat"]);
    assert_eq!(&clean[data], b"\0\0\0\0PICTURE\0\0\0\0\0\0\0\0");
    let movie = content_of(&clean, &[b"moov"]);
    assert!(find(&clean, movie, *b"trak").is_none());
    let video = with_measurements(b"vide");
    assert_eq!(strip(&video).unwrap(), video);
}

#[test]
fn what_no_player_needs_is_emptied() {
    let uuid = [[7; 16].as_slice(), b"<x:xmpmeta>"].concat();
    let file = [
        a_box(b"ftyp", &[b"heic\0\0\0\0"]),
        a_box(b"uuid", &[&uuid]),
        a_box(b"mpvd", &[b"the moments around a picture"]),
        a_box(b"free", &[b"left over"]),
    ]
    .concat();
    let clean = strip(&file).unwrap();
    for secret in [b"xmpmeta".as_slice(), b"moments", b"left"] {
        assert!(!holds(&clean, secret));
    }
}

#[test]
fn other_files_are_left_alone() {
    assert!(!is_it(b"\0\0\0\x18ftypcrx \0\0\0\x01"), "a raw picture");
    assert!(!is_it(b"GIF89a"));
    assert!(!is_it(b""));
    assert_eq!(strip(b"get free stuff here"), None);
}

proptest! {
    /// Whatever is changed or missing: no panic, nothing moved, and an end.
    #[test]
    fn a_broken_file_is_no_reason_to_panic(
        which in 0_usize..4,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let measured = with_measurements(b"meta");
        let mut file = [MP4, MOV, HEIC, &measured][which].to_vec();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if is_cut {
            file.truncate(end.index(file.len()));
        }
        if let Some(clean) = strip(&file) {
            prop_assert_eq!(clean.len(), file.len());
        }
    }
}
