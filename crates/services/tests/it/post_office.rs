//! A mail server in this process, which keeps what it is given.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;

use mailin_embedded::{Handler, Response, Server, SslConfig, response};

/// What came, as it travelled.
#[derive(Clone, Default)]
pub(crate) struct PostOffice {
    came: Arc<Mutex<Vec<Vec<u8>>>>,
    writing: Vec<u8>,
    /// Answers to recipients: a temporary failure for so many of the first.
    busy: Arc<Mutex<u32>>,
}

impl PostOffice {
    /// One that listens, and where.
    pub(crate) fn open() -> (Self, String) {
        let office = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mut server = Server::new(office.clone());
        server.with_ssl(SslConfig::None).unwrap();
        server.with_tcp_listener(listener);
        // It serves until the test's process ends.
        thread::spawn(move || server.serve().unwrap());
        (office, url)
    }

    /// Has no time for the next recipients.
    pub(crate) fn be_busy(&self, times: u32) {
        *self.busy.lock().unwrap() = times;
    }

    /// Takes what came.
    pub(crate) fn take(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.came.lock().unwrap())
    }
}

impl Handler for PostOffice {
    fn helo(&mut self, _: IpAddr, _: &str) -> Response {
        response::OK
    }

    fn rcpt(&mut self, _: &str) -> Response {
        let mut busy = self.busy.lock().unwrap();
        if *busy > 0 {
            *busy -= 1;
            return Response::custom(451, "come back later".to_owned());
        }
        response::OK
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, _: &[String]) -> Response {
        self.writing.clear();
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.writing.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.came
            .lock()
            .unwrap()
            .push(std::mem::take(&mut self.writing));
        response::OK
    }
}
