import pytest, traceback
from tests.whole.town import Town
from tests.whole.test_canaries import client_of


@pytest.fixture(scope="module")
def town(whole_database):
    return Town().filled()


@pytest.mark.django_db
def test_b(town, at_noon):
    c = client_of("handler")
    c.raise_request_exception = True
    for k, pk in town.matters.items():
        try:
            r = c.get(f"/api/matters/{pk}")
            print("OK", k, r.status_code)
        except Exception as e:
            print("EXC", k, repr(e)[:700])
    from chengguan.core.work.registry import procedure_of
    from chengguan.core.work.models import Matter

    for who in ("handler", "dispatcher", "supervisor"):
        c = client_of(who)
        c.raise_request_exception = True
        for k, pk in town.matters.items():
            for a in procedure_of(Matter.objects.get(pk=pk)).by_action:
                try:
                    r = c.get(f"/matters/{pk}/{a}/")
                except Exception as e:
                    print(
                        "EXC", who, k, a, repr(e)[:200], traceback.extract_tb(e.__traceback__)[-1]
                    )
