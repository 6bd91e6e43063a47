"""The folders of old notes of the demonstration county."""

from meetings.models import BatchState, FileState, NoteBatch


def test_a_folder_is_read_and_one_waits_for_a_word(client, county):
    waiting, read = NoteBatch.objects.order_by("-at")
    assert (waiting.state, read.state) == (BatchState.STOPPED, BatchState.DONE)
    states = list(read.files.values_list("state", flat=True))
    assert states == [FileState.SAVED] * 6 + [FileState.DOUBTFUL, FileState.TWIN]
    assert [row.report["decisions"] for row in read.files.filter(state=FileState.SAVED)] == [1] * 6
    assert not [row for row in read.files.all() if row.report.get("actions")]
    client.force_login(read.by)
    for batch in (waiting, read):
        assert client.get(batch.get_absolute_url()).status_code == 200
