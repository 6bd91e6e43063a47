"""The handed-out files in LibreOffice: opened, written as another kind, and read back whole (`make test-office`)."""

import os
import shutil
import subprocess

import pytest

from portal import pandoc
from tests.meetings import long_note
from tests.meetings.test_long_note import check

pytestmark = pytest.mark.office


@pytest.fixture
def soffice():
    path = shutil.which("soffice")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no LibreOffice: .ci/run installs it before the tests.")
        pytest.skip("no LibreOffice on this machine")
    return path


def test_word_and_opendocument_open_whole(soffice, client, lead, group, region, municipality, tmp_path):
    """One start for both: each is read in and written anew, so that LibreOffice has understood all of it."""
    client.force_login(lead)
    url = long_note.write(client, group, region, municipality).get_absolute_url()
    files = [tmp_path / "word.docx", tmp_path / "open.odt"]
    for path in files:
        path.write_bytes(client.get(f"{url}anteckningar{path.suffix}").content)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore"]
    command += ["--convert-to", "odt", "--outdir", str(tmp_path / "out"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for path in files:
        check(pandoc.tree_of((tmp_path / "out" / f"{path.stem}.odt").read_bytes(), "odt"))
