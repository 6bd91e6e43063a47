"""An IMAP server with as much of RFC 3501 as imaplib needs to read a box and move what is in it."""

import base64
import re
import socketserver
import threading


class ImapServer:
    """Serves one account's folders on a port of this machine, in a thread of its own."""

    def __init__(self, mails, *, user, password):
        self.folders = {"INBOX": [Mail(number, data) for number, data in enumerate(mails, 1)]}
        self.user, self.password = user, password
        self.largest_sent = 0

    def __enter__(self):
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.imap = self
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Mail:
    def __init__(self, uid, data):
        self.uid, self.data, self.deleted = uid, data, False


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.imap = self.server.imap
        self._say(b"* OK ready")
        while line := self.rfile.readline():
            tag, _space, rest = line.rstrip(b"\r\n").partition(b" ")
            name, _space, arguments = rest.partition(b" ")
            if name.upper() == b"UID":
                name, _space, arguments = arguments.partition(b" ")
            answer = getattr(self, f"do_{name.decode().lower()}")(arguments.decode("utf-8"))
            self._say(tag + b" " + (answer or b"OK done"))
            if name.upper() == b"LOGOUT":
                return

    def _say(self, line):
        self.imap.largest_sent = max(self.imap.largest_sent, len(line))
        self.wfile.write(line + b"\r\n")

    def _mail(self, uid):
        return next(mail for mail in self.imap.folders["INBOX"] if mail.uid == int(uid))

    def do_capability(self, _arguments):
        self._say(b"* CAPABILITY IMAP4rev1 UIDPLUS")

    def do_login(self, arguments):
        user, password = re.fullmatch(r'"?([^" ]+)"? "(.*)"', arguments).groups()
        return None if (user, password) == (self.imap.user, self.imap.password) else b"NO wrong"

    def do_authenticate(self, _arguments):
        self._say(b"+ ")
        _no, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        return None if (user, password) == (self.imap.user, self.imap.password) else b"NO wrong"

    def do_select(self, _arguments):
        self._say(b"* %d EXISTS" % len(self.imap.folders["INBOX"]))

    def do_search(self, _arguments):
        uids = [str(mail.uid) for mail in self.imap.folders["INBOX"] if not mail.deleted]
        self._say(" ".join(["* SEARCH", *uids]).encode())

    def do_fetch(self, arguments):
        uid, _space, what = arguments.partition(" ")
        data = self._mail(uid).data
        if "RFC822.SIZE" in what:
            self._say(b"* 1 FETCH (UID %s RFC822.SIZE %d)" % (uid.encode(), len(data)))
        else:
            data = data[: int(re.search(r"<0\.(\d+)>", what)[1])]
            self._say(b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)" % (uid.encode(), len(data), data))

    def do_create(self, arguments):
        name = arguments.strip('"')
        if name in self.imap.folders:
            return b"NO it is there"
        self.imap.folders[name] = []
        return None

    def do_copy(self, arguments):
        uid, _space, name = arguments.partition(" ")
        self.imap.folders[name.strip('"')].append(self._mail(uid))

    def do_store(self, arguments):
        self._mail(arguments.partition(" ")[0]).deleted = True

    def do_expunge(self, arguments):
        self.imap.folders["INBOX"].remove(self._mail(arguments))

    def do_logout(self, _arguments):
        self._say(b"* BYE")
