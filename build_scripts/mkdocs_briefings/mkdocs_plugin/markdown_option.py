"""The setting `markdown`: which parts of Markdown briefings have without being asked for."""

from __future__ import annotations

from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.host import BaseConfigOption, ValidationError
from mkdocs_briefings.render.features import FEATURES


class MarkdownOption(BaseConfigOption[tuple[str, ...]]):
    """True, false, or true and false by feature: `smart_quotes: false`."""

    def __init__(self) -> None:
        super().__init__()
        self.default = True

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return the names of the features that are on, in one order.

        Raises:
            ValidationError: a name is misspelt, or a value is neither true nor false.
        """
        if isinstance(value, bool):
            return tuple(FEATURES) if value else ()
        if not isinstance(value, dict):
            raise ValidationError("write true, false, or a feature that is off: `smart_quotes: false`")
        for name, on in value.items():
            if name not in FEATURES:
                hint = did_you_mean(str(name), FEATURES) or f"they are: {', '.join(FEATURES)}"
                raise ValidationError(f"there is no feature '{name}'; {hint}")
            if not isinstance(on, bool):
                raise ValidationError(f"'{name}: {on}' is neither true nor false")
        return tuple(name for name in FEATURES if value.get(name, True))
