"""A small OpenID provider on loopback: `python provider.py`, which prints its address.

It signs real ID tokens, checks the client's secret, its redirect and PKCE, and lets a test say who
signs in and what it should get wrong, with POST /control.
"""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = ("banken", "hemligheten-hos-kommunen")
KEY = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"})
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"})
state = {"claims": {}, "faults": {}, "codes": {}, "tokens": {}}


def sign(claims, nonce):
    faults = state["faults"]
    now = int(time.time())
    body = {
        "iss": faults.get("iss", ISSUER),
        "aud": faults.get("aud", CLIENT[0]),
        "iat": now,
        "exp": now + faults.get("lifetime", 300),
        **claims,
    }
    if nonce:
        body["nonce"] = nonce
    key = FOREIGN_KEY if faults.get("key") else KEY
    return jwt.encode({"alg": "RS256", "kid": "1"}, body, key)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        match address.path:
            case "/.well-known/openid-configuration":
                self.answer(configuration())
            case "/jwks":
                self.answer({"keys": [KEY.as_dict(private=False)]})
            case "/authorize":
                self.authorize(asked)
            case "/userinfo":
                token = self.headers["Authorization"].removeprefix("Bearer ")
                self.answer(state["tokens"][token] | state["faults"].get("userinfo", {}))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/control":
            state.update(json.loads(body))
            self.answer({})
        elif self.path == "/token":
            self.token({name: values[0] for name, values in parse_qs(body).items()})

    def authorize(self, asked):
        if state["faults"].get("refuse"):
            return self.redirect(asked, error="access_denied")
        code = secrets.token_urlsafe()
        state["codes"][code] = asked
        return self.redirect(asked, code=code)

    def redirect(self, asked, **answer):
        self.send_response(302)
        answer = urlencode({**answer, "state": asked["state"]})
        self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
        self.end_headers()

    def token(self, sent):
        asked = state["codes"].pop(sent["code"], None)
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or (sent["client_id"], sent["client_secret"]) != CLIENT
            or (asked["client_id"], asked["redirect_uri"]) != (CLIENT[0], sent["redirect_uri"])
            or (asked["code_challenge_method"], asked["code_challenge"]) != ("S256", challenge)
        ):
            return self.answer({"error": "invalid_grant"}, status=400)
        token = secrets.token_urlsafe()
        state["tokens"][token] = dict(state["claims"])
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": 300}
        if not state["faults"].get("no_id_token"):
            answer["id_token"] = sign(state["claims"], asked.get("nonce"))
        return self.answer(answer)

    def answer(self, data, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args):
        pass


def configuration():
    return {
        "issuer": state["faults"].get("issuer", ISSUER),
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "userinfo_endpoint": f"{ISSUER}/userinfo",
        "jwks_uri": f"{ISSUER}/jwks",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ISSUER = f"http://127.0.0.1:{server.server_port}"
    print(ISSUER, flush=True)  # noqa: T201
    server.serve_forever()
