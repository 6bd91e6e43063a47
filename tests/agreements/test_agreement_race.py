"""Two people put two agreements under each other at the same moment: one of them is told, no circle comes to be."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from agreements import services
from agreements.models import Agreement

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_half_moves_make_no_circle(agreement, county, lead):
    other = services.save_agreement(
        Agreement(title="B", short_title="B", state="in_force"), organisations=county, by=lead
    )
    ready, said = Barrier(2), []

    def put(pk, under):
        try:
            row = Agreement.objects.get(pk=pk)
            row.parent = Agreement.objects.get(pk=under)
            ready.wait(timeout=10)
            services.save_agreement(row, organisations=county, by=lead)
            said.append("saved")
        except ValidationError as refused:
            said.append(list(refused.message_dict))
        finally:
            connection.close()

    threads = [Thread(target=put, args=pair) for pair in ((agreement.pk, other.pk), (other.pk, agreement.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(map(str, said)) == ["['parent']", "saved"]
    assert Agreement.objects.exclude(parent=None).count() == 1
