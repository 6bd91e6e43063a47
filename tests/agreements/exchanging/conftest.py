"""Sending files in, and opening their preview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def base(agreement):
    return f"/avtal/{agreement.pk}/utbyte/"


@pytest.fixture
def upload(client, base):
    """Send a file in for a kind; the answer."""

    def upload(kind, content, name="fil.xlsx"):
        return client.post(f"{base}{kind}/las-in/", {"file": SimpleUploadedFile(name, content)})

    return upload


@pytest.fixture
def preview(client, upload):
    """Send a file in and open its preview: (address, context)."""

    def preview(kind, content, name="fil.xlsx"):
        response = upload(kind, content, name)
        assert response.status_code == 302, response.context["form"].errors
        return response.url, client.get(response.url).context

    return preview
