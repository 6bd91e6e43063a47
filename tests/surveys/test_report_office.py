"""The report in Word, opened and written anew by LibreOffice: pictures, tables and headings come through."""

import subprocess

import pytest
from django.urls import reverse

from portal import pandoc
from tests.meetings.test_office import soffice  # noqa: F401  a fixture

pytestmark = pytest.mark.office


def test_the_report_opens_whole(soffice, client, lead, county_of, answer, tmp_path):  # noqa: F811
    sent, organisations = county_of(6)
    for number, organisation in enumerate(organisations):
        answer(sent, organisation, number % 5, 2, 3)
    client.force_login(lead)
    path = tmp_path / "rapport.docx"
    path.write_bytes(client.get(reverse("round-report-file", args=[sent.pk, "docx"]), {"vy": "radar"}).content)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore"]
    command += ["--convert-to", "odt", "--outdir", str(tmp_path / "out"), str(path)]
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr.decode()
    blocks = str(pandoc.tree_of((tmp_path / "out" / "rapport.odt").read_bytes(), "odt")["blocks"])
    assert blocks.count("'t': 'Image'") >= 2
    assert blocks.count("'t': 'Table'") >= 2
    assert "'radar'" in blocks
