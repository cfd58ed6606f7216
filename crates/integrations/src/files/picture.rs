use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::error::{LimitError, LimitErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits};

/// Longest side of a thumbnail, in pixels: twice what a bubble shows.
const THUMBNAIL_SIDE: u32 = 480;

/// A picture of no more bytes is its own thumbnail, if it has no more pixels either.
const SMALL: usize = 64 * 1024;

/// Most pixels that are decoded: those of a good camera. A few bytes may claim billions.
const PIXELS_MAX: u64 = 50_000_000;

/// Most memory that decoding may take: the pixels with four bytes each, and as much again for the decoder.
const MEMORY_MAX: u64 = 2 * 4 * PIXELS_MAX;

/// What is known of a picture once it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Width and height as it is shown.
    pub(super) size: (u32, u32),
    /// A small version, if the original is not small.
    pub(super) thumbnail: Option<Vec<u8>>,
}

/// Decodes PNG, JPEG, GIF and WebP; nothing for anything else, what is broken, or what has too many pixels.
/// Takes its time: not for a thread that others wait for.
pub(super) fn look(content: &[u8]) -> Option<Picture> {
    match decode(content) {
        Ok(image) => {
            let size = (image.width(), image.height());
            let small = size.0.max(size.1) <= THUMBNAIL_SIDE && content.len() <= SMALL;
            let thumbnail = if small { None } else { shrink(image) };
            Some(Picture { size, thumbnail })
        }
        Err(error) => {
            tracing::debug!(%error, "a picture can't be decoded");
            None
        }
    }
}

/// The picture, turned the way its camera was held.
fn decode(content: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::new(Cursor::new(content)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        let kind = LimitErrorKind::DimensionError;
        return Err(ImageError::Limits(LimitError::from_kind(kind)));
    }
    // A picture whose orientation can't be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// JPEG, or WebP for what can be seen through.
fn shrink(image: DynamicImage) -> Option<Vec<u8>> {
    let small = image.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    let mut out = Vec::new();
    let written = if small.color().has_alpha() {
        let small = small.into_rgba8();
        small.write_with_encoder(WebPEncoder::new_lossless(&mut out))
    } else {
        let small = small.into_rgb8();
        small.write_with_encoder(JpegEncoder::new_with_quality(&mut out, 80))
    };
    match written {
        Ok(()) => Some(out),
        Err(error) => {
            tracing::warn!(%error, "a thumbnail can't be written");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    fn encode(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_large_picture_gets_a_small_one() {
        let large = RgbImage::from_pixel(1200, 600, Rgb([200, 30, 30]));
        let content = encode(&large.into(), ImageFormat::Jpeg);
        let picture = look(&content).unwrap();
        assert_eq!(picture.size, (1200, 600));
        let thumbnail = picture.thumbnail.unwrap();
        let thumbnail = image::load_from_memory_with_format(&thumbnail, ImageFormat::Jpeg).unwrap();
        assert_eq!((thumbnail.width(), thumbnail.height()), (480, 240));
    }

    #[test]
    fn what_can_be_seen_through_stays_so() {
        let large = RgbaImage::from_pixel(600, 600, Rgba([0, 0, 0, 0]));
        let picture = look(&encode(&large.into(), ImageFormat::Png)).unwrap();
        let thumbnail = picture.thumbnail.unwrap();
        assert_eq!(image::guess_format(&thumbnail).unwrap(), ImageFormat::WebP);
    }

    #[test]
    fn a_small_picture_is_its_own_thumbnail() {
        let small = RgbImage::new(20, 10);
        let picture = look(&encode(&small.into(), ImageFormat::Png)).unwrap();
        assert_eq!(picture.size, (20, 10));
        assert_eq!(picture.thumbnail, None);
    }

    #[test]
    fn the_way_the_camera_was_held_counts() {
        let content = encode(&RgbImage::new(40, 20).into(), ImageFormat::Jpeg);
        let mut turned = content[..2].to_vec();
        // An EXIF segment of one entry: orientation 6, a quarter turn clockwise.
        turned.extend_from_slice(b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        turned.extend_from_slice(&content[2..]);
        assert_eq!(look(&turned).unwrap().size, (20, 40));
    }

    #[test]
    fn a_picture_that_claims_too_many_pixels_is_not_decoded() {
        let mut content = encode(&RgbImage::new(1, 1).into(), ImageFormat::Png);
        content[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_eq!(look(&content), None);
        assert_eq!(look(b"\x89PNG\r\n\x1a\nbroken"), None);
        assert_eq!(look(b"<svg/>"), None);
    }
}
