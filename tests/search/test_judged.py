"""What the search finds on the real site may not get worse; `manage.py evaluate` measures it among many more documents."""

from statistics import mean

import pytest

from tests.search.corpus import corpus, judged, record_id
from tests.search.slips import PLACED, SLIPS, right_by_slip, slips


@pytest.fixture(scope="module")
def found(browser, serve, real_site):
    """A function that searches the real site for judged queries and returns the ids of what each finds."""
    page = browser.new_page()
    page.goto(serve(real_site) + "/assets/search/engine.js")

    def search(queries):
        answers = page.evaluate(
            """async (queries) => {
                const { open } = await import("/assets/search/engine.js");
                const engine = await open(new URL("/assets/search/index/", location.href).href);
                const found = [];
                for (const [query, isTyping] of queries) {
                    const { results, related } = await engine.search(query, { isTyping });
                    found.push([...results, ...related].map((result) => result.url));
                }
                return found;
            }""",
            [[one.query, one.is_typing] for one in queries],
        )
        return [[record_id(url) for url in urls] for urls in answers]

    yield search
    page.close()


def test_judged_queries_find_their_right_answers(found):
    queries = judged("tuning")
    answers = found(queries)
    missed = [one.query for one, ids in zip(queries, answers, strict=True) if not one.is_first(ids)]
    assert len(missed) <= 0.01 * len(queries), missed
    assert mean(one.recall(ids) for one, ids in zip(queries, answers, strict=True)) >= 0.98


def test_a_name_with_a_slip_finds_what_it_names(found):
    names = list(slips(corpus(0)[0]))
    right = right_by_slip(names, found(names))
    assert right.keys() == {*SLIPS, PLACED}
    assert {slip: mean(answers) for slip, answers in right.items() if mean(answers) < 0.9} == {}
    assert mean(first for answers in right.values() for first in answers) >= 0.97
