"""What a page does that it should not: breaks its policy, fails, speaks in the console, or asks another host."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Request

_REPORT = """addEventListener("securitypolicyviolation", (event) => {
  reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
});"""


@dataclass
class Watched:
    """What was seen so far in a browser context."""

    host: str
    violations: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Messages in the console, and errors."""
    strayed: list[str] = field(default_factory=list)
    """Addresses of other hosts that were asked."""

    def ended(self, request: Request) -> None:
        """A request is announced before the policy stops it, so only its end tells whether it left."""
        ours = request.url.startswith((self.host, "data:", "blob:"))
        if not ours and request.failure not in {"csp", "net::ERR_BLOCKED_BY_CSP"}:
            self.strayed.append(request.url)

    @property
    def nothing(self) -> bool:
        return not (self.violations or self.said or self.strayed)


def watch(context: BrowserContext, host: str) -> Watched:
    """Watch every page that the context will open, which are all to be of this host."""
    seen = Watched(host)
    context.expose_binding("reportViolation", lambda source, told: seen.violations.append(told))
    context.add_init_script(_REPORT)
    context.on("console", lambda message: seen.said.append(message.text))
    context.on("weberror", lambda error: seen.said.append(str(error.error)))
    context.on("requestfinished", seen.ended)
    context.on("requestfailed", seen.ended)
    return seen
