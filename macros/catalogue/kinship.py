"""The fifth part of the finder: which models go on in which, which follow which, and which are alike."""

from collections import defaultdict
from dataclasses import dataclass

from macros.catalogue.directory import Directory
from macros.catalogue.units import newest_first
from macros.catalogue.watched import keyed
from macros.records import Model
from macros.records.life import Milestone

MOST_KIN = 40
"""Models of a family that each of their pages draws as a tree; of a larger one a page tells what is next to its model."""


@dataclass(frozen=True)
class Branch:
    """A model, and those that followed it, the first ones first."""

    model: Model
    followers: list["Branch"]

    @property
    def models(self) -> list[Model]:
        """All of them."""
        return [self.model, *(model for branch in self.followers for model in branch.models)]


@dataclass(frozen=True)
class Family:
    """The model that others followed first of all, how many there are with it, and all of them as a tree if they are few."""

    first: Model
    count: int
    tree: Branch | None


class Kinship(Directory):
    """Answers how models are related."""

    def family(self, model: Model) -> Family | None:
        """That of a model; None of one that neither follows nor is followed."""
        return self._families.get(model.id)

    def followers(self, model: Model) -> list[Model]:
        """The models that follow one, the first ones first."""
        return self._followers.get(model.id, [])

    @keyed
    def _families(self) -> dict[str, Family]:
        found: dict[str, Family] = {}
        related = self._followers.keys() | {model.id for models in self._followers.values() for model in models}
        for model in (one for one in self.all(Model) if one.id in related):
            line = {model.id: model}  # which `check` keeps from being a circle, while a form may hold one
            while model.id not in found and model.follows and model.follows.model not in line:
                model = self.get(Model, model.follows.model)
                line[model.id] = model
            if model.id not in found:
                kin = [model]
                for one in kin:
                    kin += [other for other in self.followers(one) if other != model]
                tree = self._branch(model, model) if len(kin) <= MOST_KIN else None
                found |= dict.fromkeys((one.id for one in kin), Family(model, len(kin), tree))
        return found

    def _branch(self, model: Model, first: Model) -> Branch:
        return Branch(model, [self._branch(other, first) for other in self.followers(model) if other != first])

    @keyed
    def _followers(self) -> dict[str, list[Model]]:
        found: dict[str, list[Model]] = defaultdict(list)
        for model in reversed(newest_first(self.all(Model))):
            if model.follows:
                found[model.follows.model].append(model)
        return found

    def before(self, model: Model) -> list[Model]:
        """The models that go on in this one, whichever of their records says so."""
        own = [self.get(Model, one) for step in model.life if step.is_succession for one in step.came_from]
        others = [other for where, other, step in self._kin(model) if where == "before" and step.is_succession]
        return list(dict.fromkeys([*own, *others]))

    def after(self, model: Model) -> list[Model]:
        """The models in which this one goes on."""
        own = [self.get(Model, one) for step in model.life if step.is_succession for one in step.became]
        others = [other for where, other, step in self._kin(model) if where == "after" and step.is_succession]
        return list(dict.fromkeys([*own, *others]))

    def _kin(self, model: Model) -> list[tuple[str, Model, Milestone]]:
        """The steps of other models that tell of this one, where it doesn't tell of them itself: (`before` or `after`, model, step)."""
        before = {one for step in model.life for one in step.came_from}
        after = {one for step in model.life for one in step.became}
        steps = [(other, step) for other in self.referring(model, Model) for step in other.life]
        found = [("before", o, step) for o, step in steps if model.id in step.became and o.id not in before]
        return found + [("after", o, step) for o, step in steps if model.id in step.came_from and o.id not in after]
