from django.db import migrations

# Words that end in the same number are one constituency under the name used most; words without a number come after.
MAKE = r"""
with words as (
    select term_id, origin, constituency as name,
        (regexp_match(constituency, '(?:^|[^0-9])0*([1-9][0-9]{0,2})\s*$'))[1]::int as number
    from council_people_mandate where constituency <> '' and constituency_id is null
), used as (
    select term_id, max(number) as number from (
        select term_id, number from words where number is not null
        union all select term_id, number from council_people_constituency
    ) as known group by term_id
)
insert into council_people_constituency (term_id, origin, number, name)
select term_id, max(origin), number, mode() within group (order by name)
from words where number is not null group by term_id, number
union all
select term_id, max(origin), coalesce((select used.number from used where used.term_id = words.term_id), 0)
    + row_number() over (partition by term_id order by name), name
from words where number is null group by term_id, name
on conflict do nothing
"""
REFER = r"""
update council_people_mandate as mandate set constituency_id = made.id
from council_people_constituency as made
where made.term_id = mandate.term_id and mandate.constituency <> '' and mandate.constituency_id is null
and (made.name = mandate.constituency
    or made.number = (regexp_match(mandate.constituency, '(?:^|[^0-9])0*([1-9][0-9]{0,2})\s*$'))[1]::int)
"""


class Migration(migrations.Migration):
    """The words that stood on mandates become constituencies; doing it again changes nothing."""

    dependencies = [
        ("council_people", "0008_constituencies"),
    ]

    operations = [
        migrations.RunSQL([MAKE, REFER], migrations.RunSQL.noop),
    ]
