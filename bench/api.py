"""What GraphQL costs: 129 communes × 10 fields over the API, against a view written by hand.

The question asks for one measure of this year, commune by commune, ten fields a row, of one province among the figures
of a whole nation. Five ways answer it in turn, in one process, with the same login of the readers and the same rows;
each is a view that takes the same request, made before the clock starts, and gives the response:

- *row_to_json*: a view by hand. It passes on the JSON of one statement with `row_to_json`, which reads commune by
  commune the sums of its months (to add up before the communes are joined reads the whole nation, and took fifteen
  times as long), in no transaction, for one statement needs none. It reads nothing of the request but the key;
- *pushdown*: the API's own view; PostgreSQL writes the list;
- *compiled*: the same view asked for `__typename` too, so that a generated function makes the rows;
- *graphql-core*: the same view without generated functions, for comparison;
- *stock*: graphene-django's own view over the same schema and resolvers.

What no door can do without stands before every one of them: the row of the key is read, the allowance is charged, the
use is counted; by hand and stock charge once, for they know the price. What the API does beyond that (bounds, checks,
cost, one snapshot, refund, errors in words) is its own cost and measured as such. Tenancy and middleware are the same
before all and left out. All five give the same rows, which is checked before. Figures are medians of the rounds'
ratios to the first way.
"""

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import graphene
import orjson
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.module_loading import autodiscover_modules
from graphene_django.views import GraphQLView
from tests.factories.councils import make_council
from tests.gateway.everything import context_of

from bench.measure import Report
from gateway.core import bucket, running
from gateway.core.caller import caller_of
from gateway.core.counting import count
from gateway.core.keys import digest_of, new_secret
from gateway.core.view import door
from gateway.models import ApiKey, Endpoint, Scope
from gateway.schemas import schema_of
from hub.rollups.models import Figure
from kernel import clock
from tenancy.models import Council
from tenancy.place import entered

COMMUNES, NATION, ROUNDS, WARM_UP, MEASURE = 129, 3_355, 80, 8, "resolutions_issued"
KINDS = ("qppl", "ca_biet", "khac")
FIELDS = (
    "measure councilId unitCode councilName startsOn value name: councilName code: unitCode from: startsOn n: value"
)
ASKED = """{{ rollup(measures: [RESOLUTIONS_ISSUED], level: COMMUNE,
  period: {{firstDay: "2026-01-01", lastDay: "2026-12-31"}}) {{ {fields} }} }}"""
BY_HAND = """
select coalesce(json_agg(row_to_json(t)), '[]')::text from (
  select %(measure)s::text as measure, rtrim(translate(encode(convert_to('v1:Council:' || c.key || ':' || c.id, 'UTF8'),
      'base64'), E'+/\n', '-_'), '=') as "councilId", c.unit_code as "unitCode", c.name as "councilName",
    date '2026-01-01' as "startsOn", k.n as value, c.name, c.unit_code as code, date '2026-01-01' as "from", k.n
  from public.tenancy_council c
  left join public.tenancy_council p on p.id = c.parent_id
  cross join lateral (
    select sum(n)::bigint as n from (
      select n from public.rollups_monthlyfigure
      where council_key = c.key and measure = %(measure)s and day between '2026-01-01' and '2026-12-31'
      union all
      select n from public.rollups_delta
      where council_key = c.key and measure = %(measure)s and day between '2026-01-01' and '2026-12-31'
    ) every
  ) k
  where c.level = 'commune' and c.has_council and c.status <> 'founding' and (c.key = %(key)s or p.key = %(key)s)
    and k.n <> 0
  order by c.key
) t
"""
# The rest of the nation tells the same measure: whoever reads all of it to answer for one province pays for it.
OTHERS = """
insert into public.rollups_figure (council_key, measure, d1, day, n)
select 'bench' || council, %s, kind, make_date(2026, month, 15), 1 + month %% 4
from generate_series(1, %s) council, unnest(%s::text[]) kind, generate_series(1, 12) month
"""
PRICE = 2 * COMMUNES * 10
Way = Callable[[HttpRequest], HttpResponse]


def run() -> Report:
    """Measure and compare."""
    report = Report(f"The API: {COMMUNES} communes × 10 fields", __doc__ or "")
    autodiscover_modules("measures")
    province = Council.objects.using("owner").get(subdomain="ninhbinh")
    _fill(province)
    with entered(province):
        secret = _key(province)
        ways = _ways(province)
        told = {name: _rows(way(_request(name, secret))) for name, way in ways.items()}
        assert len(told["row_to_json"]) == COMMUNES
        assert all(rows == told["row_to_json"] for rows in told.values())
        wall, cpu = _ratios(ways, secret)
    for name, bound in (("pushdown", 1.25), ("compiled", 1.5), ("graphql-core", None)):
        report.add(f"{name} against row_to_json", wall[name], **({"at_most": bound} if bound else {}))
    report.add("stock against row_to_json", wall["stock"], at_least=5)
    for name, bound in (("pushdown", 1.5), ("compiled", 3)):
        report.add(f"{name} against row_to_json, our process's own time", cpu[name], at_most=bound)
    return report


def _fill(province: Council) -> None:
    """Give the province its communes, and each a year of figures in three kinds."""
    communes = list(Council.objects.using("owner").filter(parent=province))
    while len(communes) < COMMUNES:
        communes.append(make_council(parent=province))
    days = [date(2026, month, 15) for month in range(1, 13)]
    cells = [
        Figure(council_key=each.key, measure=MEASURE, d1=kind, day=day, n=1 + day.month % 4)
        for each in communes[:COMMUNES]
        for day in days
        for kind in KINDS
    ]
    Figure.objects.using("owner").bulk_create(cells)
    with connections["owner"].cursor() as cursor:
        cursor.execute(OTHERS, [MEASURE, NATION - COMMUNES, list(KINDS)])
        cursor.execute("vacuum analyze public.rollups_figure, public.rollups_monthlyfigure, public.tenancy_council")


def _key(province: Council) -> str:
    prefix, secret = new_secret()
    ApiKey.objects.create(
        prefix=prefix,
        digest=digest_of(secret),
        holder="Bench",
        ground="Bench",
        endpoint=Endpoint.PROVINCE,
        council_key=province.key,
        scopes=list(Scope.values),
        expires_at=clock.now() + timedelta(days=1),
    )
    return secret


def _ways(province: Council) -> dict[str, Way]:
    for function in (bucket.charge, bucket.settle):
        function.__kwdefaults__ = {**function.__kwdefaults__, "capacity": 10**9, "per_second": 10**6}
    schema_of.cache_clear()
    ours = door(Endpoint.PROVINCE, lambda: schema_of(Endpoint.PROVINCE))
    return {
        "row_to_json": _behind_door(lambda _request: _by_hand(province.key)),
        "pushdown": ours,
        "compiled": ours,
        "graphql-core": lambda request: _without_plans(lambda: ours(request)),
        "stock": _behind_door(_stock_view()),
    }


def _request(name: str, secret: str) -> HttpRequest:
    fields = f"{FIELDS} __typename" if name in {"compiled", "graphql-core"} else FIELDS
    return RequestFactory().post(
        "/api/graphql",
        orjson.dumps({"query": ASKED.format(fields=fields)}),
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )


def _behind_door(view: Way) -> Way:
    """Return a view behind what no door can do without: the key, the allowance, the count of its use."""

    def guarded(request: HttpRequest) -> HttpResponse:
        caller = caller_of(request, Endpoint.PROVINCE)
        bucket.charge(caller.name, PRICE)
        response = view(request)
        count(caller.prefix, points=PRICE)
        return response

    return guarded


def _by_hand(council_key: str) -> HttpResponse:
    with connections["figures"].cursor() as cursor:
        cursor.execute(BY_HAND, {"measure": MEASURE, "key": council_key})
        told = cursor.fetchone()[0]
    return HttpResponse(f'{{"data":{{"rollup":{told}}}}}', content_type="application/json")


def _without_plans(ask: Callable[[], HttpResponse]) -> HttpResponse:
    known = running.executed
    running.executed = lambda schema, document, _plans, **rest: known(schema, document, None, **rest)
    try:
        return ask()
    finally:
        running.executed = known


class _Stock(GraphQLView):
    """graphene-django's view as it comes; the resolvers only need to know which councils are in reach."""

    def get_context(self, request: HttpRequest) -> Any:
        return context_of(Endpoint.PROVINCE)


def _stock_view() -> Way:
    class Query(graphene.ObjectType):
        stands_for_ours = graphene.String()

    schema = graphene.Schema(query=Query)
    schema.graphql_schema = schema_of(Endpoint.PROVINCE)
    view: Way = _Stock.as_view(schema=schema)
    return view


def _rows(response: HttpResponse) -> list[dict[str, Any]]:
    rows = orjson.loads(response.content)["data"]["rollup"]
    return [{name: value for name, value in row.items() if name != "__typename"} for row in rows]


def _ratios(ways: dict[str, Way], secret: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return each way's median ratio to the first: of the wall's time, and of our process's own."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(ROUNDS + WARM_UP):
        for name, way in ways.items():
            request = _request(name, secret)
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            way(request)
            if number >= WARM_UP:
                taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    first = next(iter(taken.values()))
    walls, own = (
        {
            name: statistics.median(one[which] / base[which] for one, base in zip(times, first, strict=True))
            for name, times in taken.items()
        }
        for which in (0, 1)
    )
    return walls, own
