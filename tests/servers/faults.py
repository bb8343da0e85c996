"""A server with TLS that does what no real one does on purpose, by the path that it is asked for. It writes down every
byte that it reads. Arguments: port, certificate, key, file for what was read."""
import socket
import ssl
import sys
import threading
import time

port, certificate, key, log = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
lock = threading.Lock()


def read_request(client):
    data = b""
    while b"\r\n\r\n" not in data:
        more = client.recv(65536)
        if not more:
            return data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(body) < length:
        more = client.recv(65536)
        if not more:
            break
        body += more
    with lock, open(log, "ab") as out:
        out.write(head + b"\r\n\r\n")
    return head


def answer(client, context):
    try:
        client = context.wrap_socket(client, server_side=True)
        head = read_request(client)
        path = head.split(b" ")[1] if b" " in head else b""
        if path.startswith(b"/endless/"):
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            while True:
                client.sendall(b"a" * 65536)
        elif path.startswith(b"/headers/"):
            client.sendall(b"HTTP/1.1 200 OK\r\n")
            for i in range(10000):
                client.sendall(b"X-%d: %s\r\n" % (i, b"a" * 200))
        elif path.startswith(b"/slow/"):
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while True:
                client.sendall(b"a")
                time.sleep(0.2)
        elif path.startswith(b"/silent/"):
            time.sleep(60)
        elif path.startswith(b"/cut/"):
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
        elif path.startswith(b"/nothing/"):
            pass
        elif path.startswith(b"/garbage/"):
            client.sendall(b"\0\1\2 not http at all\r\n\r\n")
        else:
            client.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        client.close()
    except (OSError, ValueError):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server = socket.create_server(("127.0.0.1", port))
while True:
    connection, _ = server.accept()
    threading.Thread(target=answer, args=(connection, context), daemon=True).start()
