"""The score table of the MDN HTTP Observatory, as far as a server's answer can be judged by itself.

Source: github.com/mdn/mdn-http-observatory, src/grader/charts.js. Start at 100; bonuses count only when the
score without them is at least 90; A+ is 100 or more.
"""

UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "*")


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def score(response, cookies=()) -> int:
    """Points for one response over https."""
    headers, points, bonus = response.headers, 100, 0
    csp = directives(headers.get("Content-Security-Policy", ""))
    scripts = csp.get("script-src", csp.get("default-src", ["*"]))
    if not csp or any(word in scripts for word in UNSAFE):
        points -= 25
    elif any(word in csp.get("style-src", []) for word in UNSAFE):
        points -= 0
    elif csp.get("default-src") == ["'none'"] and csp.get("form-action") in (["'self'"], ["'none'"]):
        bonus += 10
    else:
        bonus += 5
    age = next(
        (
            int(part.split("=")[1])
            for part in headers.get("Strict-Transport-Security", "").split(";")
            if "max-age" in part
        ),
        0,
    )
    points -= 0 if age >= 15_768_000 else 10 if age else 20
    bonus += 5 if "preload" in headers.get("Strict-Transport-Security", "") else 0
    points -= 0 if headers.get("X-Content-Type-Options") == "nosniff" else 5
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    bonus += 5 if headers.get("Referrer-Policy") in private else 0
    if csp.get("frame-ancestors") == ["'none'"]:
        bonus += 5
    elif headers.get("X-Frame-Options") not in {"DENY", "SAMEORIGIN"}:
        points -= 20
    bonus += 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0
    bonus += 10 if headers.get("Cross-Origin-Opener-Policy") == "same-origin" else 0
    bonus += 10 if headers.get("Cross-Origin-Embedder-Policy") == "require-corp" else 0
    for cookie in cookies:
        points -= 0 if cookie["secure"] else 40
        points -= 0 if cookie["httponly"] else 30
        points -= 0 if cookie["samesite"] else 5
    return points + (bonus if points >= 90 else 0)
