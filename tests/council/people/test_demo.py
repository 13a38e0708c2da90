"""The invented people have exactly the mix that they claim."""

import pytest

from council.people.demo import COMMUNE, NINH_BINH, Mix, invent


@pytest.mark.unit
@pytest.mark.parametrize("mix", [NINH_BINH, COMMUNE])
def test_mix_is_exact(mix: Mix):
    people = invent(mix, seed=37)

    assert len(people) == len({person.full_name for person in people}) == mix.seats
    assert sum(person.gender == "female" for person in people) == mix.women
    assert sum(person.birth_year >= 1992 for person in people) == mix.young
    assert sum(person.ethnicity != "Kinh" for person in people) == mix.minority
    assert sum(person.religion != "Không" for person in people) == mix.religious
    assert sum(person.full_time for person in people) == mix.full_time
    assert sum(person.main_job == "Chủ tịch Hội đồng nhân dân xã" for person in people) == mix.from_communes
    assert sum(person.education == "cao đẳng" for person in people) == mix.below_university
    assert sum(person.sector == "public_service" for person in people) == mix.public_service
    assert sum(person.party == "outside" for person in people) == mix.outside_party
    assert sum(person.served_before for person in people) == mix.re_elected
    assert (
        tuple(sum(person.team == number for person in people) for number in range(1, len(mix.teams) + 1)) == mix.teams
    )


@pytest.mark.unit
def test_same_seed_gives_the_same_people():
    assert invent(COMMUNE, seed=1) == invent(COMMUNE, seed=1)
    assert invent(COMMUNE, seed=1) != invent(COMMUNE, seed=2)
