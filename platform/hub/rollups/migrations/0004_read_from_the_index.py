"""One index that holds all that a reading asks, kept ready for it, and the figures added up by months.

The monthly figures follow the figures by their triggers, so both change in the folder's one transaction.
"""

from django.db import migrations, models

CELL = ("measure", "council_key", "d1", "day", "d2", "d3")
# An index answers alone only for pages that vacuum has seen since they changed; and what waits is read from end to end,
# with the room of what was folded.
TIDY = """
alter table rollups_figure set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table rollups_monthlyfigure
  set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table rollups_delta set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
"""
AS_BEFORE = """
alter table rollups_figure reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor);
alter table rollups_delta reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
"""
MONTHS = """
create function public.rollups_by_months() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into public.rollups_monthlyfigure as m (measure, council_key, d1, day, d2, d3, n)
    select measure, council_key, d1, date_trunc('month', day::timestamp)::date, d2, d3, sum(n) from new_rows
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (measure, council_key, d1, day, d2, d3) do update set n = m.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into public.rollups_monthlyfigure as m (measure, council_key, d1, day, d2, d3, n)
    select measure, council_key, d1, date_trunc('month', day::timestamp)::date, d2, d3, -sum(n) from old_rows
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (measure, council_key, d1, day, d2, d3) do update set n = m.n + excluded.n;
  else
    insert into public.rollups_monthlyfigure as m (measure, council_key, d1, day, d2, d3, n)
    select measure, council_key, d1, date_trunc('month', day::timestamp)::date, d2, d3, sum(n) from (
      select measure, council_key, d1, day, d2, d3, n from new_rows
      union all select measure, council_key, d1, day, d2, d3, -n from old_rows
    ) changed group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (measure, council_key, d1, day, d2, d3) do update set n = m.n + excluded.n;
  end if;
  return null;
end $$;
revoke all on function public.rollups_by_months() from public;
insert into rollups_monthlyfigure (measure, council_key, d1, day, d2, d3, n)
select measure, council_key, d1, date_trunc('month', day::timestamp)::date, d2, d3, sum(n) from rollups_figure
group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
create trigger by_months_insert after insert on rollups_figure referencing new table as new_rows
for each statement execute function public.rollups_by_months();
create trigger by_months_update after update on rollups_figure referencing old table as old_rows new table as new_rows
for each statement execute function public.rollups_by_months();
create trigger by_months_delete after delete on rollups_figure referencing old table as old_rows
for each statement execute function public.rollups_by_months();
"""
WITHOUT_MONTHS = """
drop trigger by_months_insert on rollups_figure;
drop trigger by_months_update on rollups_figure;
drop trigger by_months_delete on rollups_figure;
drop function public.rollups_by_months();
"""


class Migration(migrations.Migration):
    dependencies = [("rollups", "0003_what_councils_publish")]

    operations = [
        migrations.RemoveConstraint("figure", "figure_cell_once"),
        migrations.AddConstraint(
            "figure", models.UniqueConstraint(fields=CELL, include=("n",), name="figure_cell_once")
        ),
        migrations.RemoveIndex("figure", "figure_by_measure"),
        migrations.CreateModel(
            name="MonthlyFigure",
            fields=[
                ("council_key", models.CharField(max_length=24)),
                ("measure", models.CharField(max_length=40)),
                ("d1", models.TextField(db_default="", default="")),
                ("d2", models.TextField(db_default="", default="")),
                ("d3", models.TextField(db_default="", default="")),
                ("day", models.DateField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("n", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=CELL, include=("n",), name="monthly_figure_once"),
                ],
            },
        ),
        migrations.RunSQL(MONTHS, WITHOUT_MONTHS),
        migrations.RunSQL(TIDY, AS_BEFORE),
    ]
