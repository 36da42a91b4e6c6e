"""What an operation changed, so that screens redraw only that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Which kinds of things are no longer what they were."""

    submissions: bool = False
    targets: bool = False
    org_units: bool = False
    bundles: bool = False
    settings: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            submissions=self.submissions or other.submissions,
            targets=self.targets or other.targets,
            org_units=self.org_units or other.org_units,
            bundles=self.bundles or other.bundles,
            settings=self.settings or other.settings,
        )
