// A small chat as one would write it with socket.io and pg: each message gets the next number of its
// conversation, is committed, acknowledged, and sent to everybody in the conversation's room.
import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const { PEER_PORT, PGHOST } = process.env;
if (!PEER_PORT || !PGHOST) throw new Error("PEER_PORT and PGHOST are needed");

const pool = new pg.Pool({ host: PGHOST, user: "postgres", database: "postgres", max: 10 });
await pool.query(`
  create table if not exists peer_conversation (id uuid primary key, last_number bigint not null default 0);
  create table if not exists peer_message (
    conversation_id uuid not null references peer_conversation (id),
    number bigint not null,
    client_id uuid not null,
    content text not null,
    created_at timestamptz not null default now(),
    primary key (conversation_id, number),
    unique (conversation_id, client_id))`);

const POST = {
  name: "post",
  text: `
    with line as (update peer_conversation set last_number = last_number + 1 where id = $1 returning last_number)
    insert into peer_message (conversation_id, number, client_id, content)
    select $1, last_number, $2, $3 from line returning number`,
};

const http = createServer((_, response) => response.end("ready\n"));
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });

io.on("connection", (socket) => {
  socket.on("join", async (conversation, done) => {
    await pool.query("insert into peer_conversation (id) values ($1) on conflict do nothing", [conversation]);
    socket.join(conversation);
    done();
  });
  socket.on("post", async ({ conversation, id, content }, done) => {
    try {
      const { rows } = await pool.query({ ...POST, values: [conversation, id, content] });
      const { number } = rows[0];
      done({ number });
      io.to(conversation).emit("message", { conversation, number, id, content });
    } catch (error) {
      done({ error: String(error) });
    }
  });
});

http.listen(Number(PEER_PORT), "127.0.0.1");
