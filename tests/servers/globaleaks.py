"""The interface of GlobaLeaks 5.0 as far as a sender meets it: public data, tokens with proof of work, a session, a
submission with a receipt. Refuses what the real one refuses. Arguments: port, certificate, key, file for submissions."""
import hashlib
import http.server
import json
import secrets
import ssl
import sys

port, certificate, key, log = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
tokens, sessions = set(), set()
PUBLIC = {
    "node": {"version": "5.0.15"},
    "contexts": [{"id": "c0", "questionnaire_id": "q0", "receivers": ["r1", "r2"]}],
    "questionnaires": [{"id": "q0", "steps": [{"children": [
        {"id": "f-choice", "type": "selectbox", "required": False},
        {"id": "f-text", "type": "textarea", "required": True}]}]}],
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def worked(self):
        given = self.headers.get("X-Token", "")
        token = given.partition(":")[0]
        digest = hashlib.sha256(given.replace(":", "").encode()).digest()
        good = token in tokens and digest[-1] == 0
        tokens.discard(token)
        return good

    def do_GET(self):
        path = self.path
        value = json.loads(json.dumps(PUBLIC))
        if open(log + ".mode").read() == "later":
            value["node"]["version"] = "5.1.2"
        if open(log + ".mode").read() == "question":
            value["questionnaires"][0]["steps"][0]["children"][0]["required"] = True
        self.say(200 if path == "/api/public" else 404, value)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")
        mode = open(log + ".mode").read()
        if self.path == "/api/auth/token":
            token = secrets.token_hex(21)
            tokens.add(token)
            self.say(201, {"id": token, "complexity": 4})
        elif not self.worked():
            self.say(500 if mode == "busy" else 403, {"error": "token"})
        elif self.path == "/api/auth/receiptauth":
            session = secrets.token_hex(32)
            sessions.add(session)
            self.say(201, {"id": session, "role": "whistleblower"} if body.get("receipt") == "" else {})
        elif self.path == "/api/whistleblower/submission" and self.headers.get("X-Session") in sessions:
            with open(log, "a") as out:
                out.write(json.dumps({"headers": dict(self.headers), "body": body}) + "\n")
            if mode == "mute":
                self.close_connection = True
            elif mode == "bare":
                self.say(201, {})
            else:
                self.say(201, {"receipt": "1234567890123456"})
        else:
            self.say(401, {"error": "session"})


open(log + ".mode", "w").write("")
server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
server.serve_forever()
