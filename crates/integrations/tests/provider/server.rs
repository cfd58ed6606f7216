//! A server that answers as it is told, down to where a stream breaks.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// How it answers a request.
#[derive(Clone, Debug)]
pub(crate) enum Script {
    /// At once: status, more headers (each with its line's end), body.
    Plain(u16, &'static str, &'static str),
    /// Piece by piece, each after a wait.
    Stream(Vec<(u64, String)>, End),
}

/// How a stream ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// As it should.
    Whole,
    /// The connection breaks.
    Cut,
}

/// Each of these as an event, and then the end.
pub(crate) fn events(data: &[&str]) -> Script {
    let pieces = data.iter().map(|data| (0, format!("data: {data}\n\n")));
    Script::Stream(pieces.collect(), End::Whole)
}

/// The requests it got.
#[derive(Clone, Default)]
pub(crate) struct Requests(Arc<Mutex<Vec<(String, Value)>>>);

impl Requests {
    /// The head and the body of the only one.
    pub(crate) fn only(&self) -> (String, Value) {
        let requests = self.0.lock().unwrap();
        assert_eq!(requests.len(), 1, "nothing is sent twice");
        requests[0].clone()
    }
}

/// Starts one that answers every request by a script; its address, and what it was asked.
pub(crate) async fn start(script: Script) -> (String, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let requests = Requests::default();
    let seen = requests.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket, script.clone(), seen.clone()));
        }
    });
    (format!("http://{address}"), requests)
}

async fn serve(mut socket: TcpStream, script: Script, seen: Requests) {
    let request = read(&mut socket).await;
    seen.0.lock().unwrap().push(request);
    match script {
        Script::Plain(status, headers, body) => {
            let length = body.len();
            let response = format!(
                "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            socket.write_all(response.as_bytes()).await.unwrap();
        }
        Script::Stream(pieces, end) => {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
            socket.write_all(head.as_bytes()).await.unwrap();
            for (wait, piece) in pieces {
                tokio::time::sleep(Duration::from_millis(wait)).await;
                let chunk = format!("{:x}\r\n{piece}\r\n", piece.len());
                if socket.write_all(chunk.as_bytes()).await.is_err() {
                    return;
                }
            }
            if matches!(end, End::Whole) {
                socket.write_all(b"0\r\n\r\n").await.unwrap();
            }
        }
    }
}

async fn read(socket: &mut TcpStream) -> (String, Value) {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4_096];
        let count = socket.read(&mut buffer).await.unwrap();
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>().unwrap())
        });
        if body.len() >= length.unwrap_or(0) || count == 0 {
            return (head.to_owned(), serde_json::from_str(body).unwrap());
        }
    }
}
