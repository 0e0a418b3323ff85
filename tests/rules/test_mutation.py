"""A pack counts as proven only as long as nothing has changed that its mutation depends on."""

from __future__ import annotations

from dataclasses import replace

from . import bundled, mutation

PACK = next(pack for pack in bundled.packs() if pack.short == "sbs.com.au")
OTHER = next(pack for pack in bundled.packs() if pack.short == "unn.ua")


def proven() -> mutation.Proven:
    packs = (PACK, OTHER)
    return mutation.Proven(mutation.engine(), {pack.name: mutation.digest(pack, mutation.traced()) for pack in packs})


def test_what_was_proven_is_not_stale() -> None:
    assert mutation.stale([PACK, OTHER], proven()) == []


def test_a_pack_that_changed_or_is_new_is_stale() -> None:
    changed = replace(PACK, digest="another")
    newcomer = replace(PACK, name="publishers/new.example")
    assert mutation.stale([changed, OTHER, newcomer], proven()) == [changed, newcomer]


def test_every_pack_is_stale_when_the_code_changed() -> None:
    assert mutation.stale([PACK, OTHER], proven()._replace(engine="older")) == [PACK, OTHER]


def test_a_digest_depends_on_the_goldens_that_the_rules_see_and_on_the_rules_beside_them() -> None:
    goldens = mutation.traced()
    number = next(n for n, golden in enumerate(goldens) if golden.route.pack == PACK.name)
    text = goldens[number]._replace(document=replace(goldens[number].document, text="Another."))
    rules = goldens[number]._replace(bound=replace(goldens[number].bound, digest="another"))
    for one in (text, rules):
        changed = [*goldens[:number], one, *goldens[number + 1 :]]
        assert mutation.digest(PACK, changed) != mutation.digest(PACK, goldens)
        assert mutation.digest(OTHER, changed) == mutation.digest(OTHER, goldens)


def test_the_rooms_that_are_left_out_exist() -> None:
    assert not [room for room in mutation.OUTER_ROOMS if not (bundled.ROOT / "cleaner" / room).is_dir()]
