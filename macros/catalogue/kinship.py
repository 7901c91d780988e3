"""The fifth part of the finder: which models go on in which, which follow which, and which are alike."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from macros.catalogue.directory import Directory
from macros.catalogue.units import newest_first
from macros.records import Model
from macros.records.life import Milestone


@dataclass(frozen=True)
class Branch:
    """A model, and those that followed it, the first ones first."""

    model: Model
    followers: list["Branch"]

    @property
    def models(self) -> list[Model]:
        """All of them."""
        return [self.model, *(model for branch in self.followers for model in branch.models)]


class Kinship(Directory):
    """Answers how models are related."""

    def family(self, model: Model) -> Branch | None:
        """The model that one followed first of all, with all that followed it in turn; None of one that neither follows nor is followed."""
        line = [model]  # which `check` keeps from being a circle, while a form may hold one
        while model.follows and (model := self.get(Model, model.follows.model)) not in line:
            line.append(model)
        return self._branch(line[-1], set()) if line[-1].id in self._followers else None

    def _branch(self, model: Model, seen: set[str]) -> Branch:
        seen.add(model.id)
        return Branch(model, [self._branch(o, seen) for o in self._followers.get(model.id, []) if o.id not in seen])

    @cached_property
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
